//! A text that a pattern fits, to prove that there is one.

use super::syntax::{Node, Shape, Test, What};
use crate::text::Profile;
use crate::text::lexicon::Member;

/// Writes the shortest text of a pattern; what it takes from classes are their first words.
pub(super) fn sample(node: &Node, profile: &Profile) -> String {
    let mut writer = Writer { profile, text: String::new(), joined: true };
    writer.write(node);
    writer.text
}

/// Whether a part of a pattern asks for what no sample is made of.
pub(super) fn is_unknown(node: &Node) -> bool {
    match node {
        Node::Token(atoms) => atoms.iter().flat_map(|atom| &atom.0).any(|test| match &test.what {
            What::Regex(_) => true,
            What::Class(name) => super::compile::is_listed(name),
            _ => false,
        }),
        Node::Sequence(parts) | Node::Choice(parts) => parts.iter().any(is_unknown),
        Node::Repeat(inner, ..) | Node::Capture(_, inner) => is_unknown(inner),
        Node::Gap(..) | Node::Border(_) | Node::Joined | Node::Spaced => false,
    }
}

struct Writer<'a> {
    profile: &'a Profile,
    text: String,
    joined: bool,
}

impl Writer<'_> {
    fn write(&mut self, node: &Node) {
        match node {
            Node::Token(atoms) => {
                let word = atoms.first().map_or_else(String::new, |atom| self.word(&atom.0));
                if !std::mem::take(&mut self.joined) {
                    self.text.push(' ');
                }
                self.text.push_str(&word);
            }
            Node::Sequence(parts) => parts.iter().for_each(|part| self.write(part)),
            Node::Choice(branches) => branches.iter().take(1).for_each(|branch| self.write(branch)),
            Node::Repeat(inner, least, _) => (0..*least).for_each(|_| self.write(inner)),
            Node::Gap(least, _) => (0..*least).for_each(|_| self.text.push_str(" word")),
            Node::Capture(_, inner) => self.write(inner),
            Node::Joined => self.joined = true,
            Node::Border(_) | Node::Spaced => {}
        }
    }

    fn word(&self, tests: &[Test]) -> String {
        let positive = || tests.iter().filter(|test| !test.negated).map(|test| &test.what);
        let shape = positive().find_map(|what| if let What::Shape(shape) = what { Some(*shape) } else { None });
        let text = positive().find_map(|what| match what {
            What::Word(text) | What::Exact(text) => Some(text.clone()),
            What::Class(name) => self.of_class(name),
            What::Shape(_) | What::Regex(_) => None,
        });
        match (text, shape) {
            (Some(text), Some(Shape::Capital | Shape::NamePart)) => {
                let mut chars = text.chars();
                chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
            }
            (Some(text), Some(Shape::Upper)) => text.to_uppercase(),
            (Some(text), _) => text,
            (None, Some(Shape::Capital | Shape::NamePart)) => "Xanadu".to_owned(),
            (None, Some(Shape::Upper)) => "XANADU".to_owned(),
            (None, Some(Shape::Letter)) => "x".to_owned(),
            (None, Some(Shape::Number)) => "12".to_owned(),
            (None, Some(Shape::Mark)) => "%".to_owned(),
            (None, Some(Shape::Quote)) => "\"".to_owned(),
            (None, Some(Shape::Dash)) => "–".to_owned(),
            (None, Some(Shape::Particle)) => "de".to_owned(),
            (None, _) => "xanadu".to_owned(),
        }
    }

    fn of_class(&self, name: &str) -> Option<String> {
        let lexicon = &self.profile.lexicon;
        let first = |name: &str, form: u32| Some(lexicon.class(name)?.spelling(Member { word: 0, form })?.to_owned());
        first(name, 0).or_else(|| {
            let (class, form) = name.rsplit_once('.')?;
            let form = lexicon.class(class)?.form(form)?;
            first(class, form)
        })
    }
}
