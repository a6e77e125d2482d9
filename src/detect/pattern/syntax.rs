//! The pattern language: from text to a tree. `rules/README.md` teaches it.
//!
//! Knows nothing of classes and languages: what a name stands for is found when a pattern is compiled.

use std::str::CharIndices;

use crate::span::Span;
use crate::text::TokenKind;
use crate::text::nearest::{hint, nearest};
use crate::text::token::{folded, tokenize};

/// A mistake in a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Byte offset in the pattern.
    pub at: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl PatternError {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// One token that fits one of these.
    Token(Vec<Atom>),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of these.
    Choice(Vec<Node>),
    /// So many times, as often as possible.
    Repeat(Box<Node>, u8, u8),
    /// So many tokens of the same sentence, as few as possible.
    Gap(u8, u8),
    /// A part with a name.
    Capture(String, Box<Node>),
    /// A border.
    Border(Border),
    /// No space here.
    Joined,
    /// A space here.
    Spaced,
}

/// A border of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Border {
    SentenceStart,
    SentenceEnd,
    BlockStart,
    BlockEnd,
}

/// What a token must be: all of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom(pub(super) Vec<Test>);

/// One condition on a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Test {
    pub(super) what: What,
    pub(super) negated: bool,
    /// Byte offset in the pattern.
    pub(super) at: usize,
}

/// What a token is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A word or number, whatever its capitals.
    Word(String),
    /// A token in these very characters.
    Exact(String),
    /// A class of words, and perhaps a form: `say.past`.
    Class(String),
    /// A shape.
    Shape(Shape),
    /// A regular expression that fits the whole token.
    Regex(String),
}

/// The look of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Any,
    Word,
    Lower,
    Capital,
    Upper,
    Letter,
    Number,
    Mark,
    Quote,
    Dash,
    /// A capitalised word that may be part of a name.
    NamePart,
    /// `de`, `von`, `al` between parts of a name.
    Particle,
}

impl Shape {
    const NAMED: &[(&str, Self)] = &[
        ("any", Self::Any),
        ("word", Self::Word),
        ("lower", Self::Lower),
        ("capital", Self::Capital),
        ("upper", Self::Upper),
        ("letter", Self::Letter),
        ("number", Self::Number),
        ("mark", Self::Mark),
        ("quote", Self::Quote),
        ("dash", Self::Dash),
    ];
}

/// The most times that a part may be repeated and the longest gap.
const MOST: u8 = 20;
/// What `*` and `+` stand for at most.
const OFTEN: u8 = 10;
/// So many groups and captures may stand inside each other: what reads and compiles a pattern calls itself for each of them.
const DEEPEST: u8 = 32;

/// Parses a pattern.
///
/// # Errors
/// The first mistake.
pub(super) fn parse(pattern: &str) -> Result<Node, PatternError> {
    let mut parser = Parser { chars: pattern.char_indices(), tight: None, clash: None, depth: 0 };
    let node = parser.choice()?;
    match parser.peek() {
        None => Ok(node),
        Some(c) => Err(parser.error(format!("“{c}” has no counterpart before it"))),
    }
}

/// Conditions on one token, or a part of several.
enum Unit {
    Atom(Atom),
    Node(Node),
}

/// What a condition says: more than one token only in a literal. With each, whether a space stands before it.
enum Read {
    One(What),
    Several(Vec<(What, bool)>),
}

struct Parser<'a> {
    chars: CharIndices<'a>,
    /// Where the last part has bars without spaces, if it has.
    tight: Option<usize>,
    /// Where in the last sequence such a part stands beside a word.
    clash: Option<usize>,
    /// How many groups and captures are open.
    depth: u8,
}

impl<'a> Parser<'a> {
    fn at(&self) -> usize {
        self.chars.offset()
    }

    fn peek(&self) -> Option<char> {
        self.chars.clone().next().map(|(_, c)| c)
    }

    fn rest(&self) -> &str {
        self.chars.as_str()
    }

    fn eat(&mut self, wanted: &str) -> bool {
        let there = self.rest().starts_with(wanted);
        if there {
            self.skip(wanted);
        }
        there
    }

    fn skip(&mut self, text: &str) {
        for _ in text.chars() {
            self.chars.next();
        }
    }

    fn error(&self, message: impl Into<String>) -> PatternError {
        PatternError::new(self.at(), message)
    }

    fn blanks(&mut self) -> bool {
        let from = self.at();
        while self.peek().is_some_and(char::is_whitespace) {
            self.chars.next();
        }
        self.at() > from
    }

    /// Sequences with ` | ` between them.
    fn choice(&mut self) -> Result<Node, PatternError> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        self.clash = self.clash.filter(|_| branches.len() == 1);
        Ok(one_or(branches, Node::Choice))
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut parts = Vec::new();
        let (mut last, mut clash) = (None, None);
        loop {
            self.blanks();
            match self.peek() {
                None | Some(')' | '>' | '|') => break,
                Some(_) => {
                    self.tight = None;
                    let part = self.part()?;
                    let part = self.quantified(part)?;
                    let here = (self.tight, is_word(&part));
                    let before = last.replace(here).unwrap_or_default();
                    clash = clash.or(before.0.filter(|_| here.1)).or(here.0.filter(|_| before.1));
                    parts.push(part);
                }
            }
        }
        self.clash = clash;
        if parts.is_empty() {
            return Err(self.error("nothing stands here; write a word, a class or a shape"));
        }
        Ok(one_or(parts, Node::Sequence))
    }

    fn part(&mut self) -> Result<Node, PatternError> {
        for (sign, node) in [
            ("^^", Node::Border(Border::BlockStart)),
            ("^", Node::Border(Border::SentenceStart)),
            ("$$", Node::Border(Border::BlockEnd)),
            ("$", Node::Border(Border::SentenceEnd)),
            ("~", Node::Joined),
            ("_", Node::Spaced),
        ] {
            if self.eat(sign) {
                return Ok(node);
            }
        }
        if self.eat("..") {
            return self.gap();
        }
        if self.eat("<") {
            return self.capture();
        }
        self.alternatives()
    }

    fn gap(&mut self) -> Result<Node, PatternError> {
        let first = self.number()?;
        let (least, most) = if self.eat("-") { (first, self.number()?) } else { (0, first) };
        self.in_bounds(least, most)?;
        Ok(Node::Gap(least, most))
    }

    fn in_bounds(&self, least: u8, most: u8) -> Result<(), PatternError> {
        if most == 0 || most < least || most > MOST {
            return Err(self.error(format!("a number of times runs from 0 to {MOST}, the smaller number first")));
        }
        Ok(())
    }

    fn number(&mut self) -> Result<u8, PatternError> {
        let digits = self.while_is(|c| c.is_ascii_digit());
        digits.parse().map_err(|_| self.error(format!("a number from 0 to {MOST} belongs here")))
    }

    /// What stands in a group or capture that began at `at`.
    fn inside(&mut self, at: usize) -> Result<Node, PatternError> {
        if self.depth == DEEPEST {
            let message = format!("more than {DEEPEST} groups inside each other; take some of the ( and < away");
            return Err(PatternError::new(at, message));
        }
        self.depth += 1;
        let inner = self.choice();
        self.depth -= 1;
        inner
    }

    fn capture(&mut self) -> Result<Node, PatternError> {
        let at = self.at() - 1;
        let name = self.while_is(|c| c.is_ascii_lowercase() || c == '_');
        if name.is_empty() || !self.eat(":") {
            let message =
                "a part with a name is written <name: …>, the name in small letters, and the sign itself \"<\"";
            return Err(self.error(message));
        }
        let inner = self.inside(at)?;
        self.tight = None;
        if !self.eat(">") {
            let message = format!("this part <{name}: … is not closed; write > where it ends");
            return Err(PatternError::new(at, message));
        }
        Ok(Node::Capture(name.to_owned(), Box::new(inner)))
    }

    /// Units with `|` and nothing else between them.
    fn alternatives(&mut self) -> Result<Node, PatternError> {
        let at = self.at();
        let (mut atoms, mut branches) = (Vec::new(), Vec::new());
        let mut barred = false;
        loop {
            match self.unit()? {
                Unit::Atom(atom) if branches.is_empty() => atoms.push(atom),
                Unit::Node(Node::Token(more)) if branches.is_empty() => atoms.extend(more),
                Unit::Atom(atom) => branches.push(Node::Token(vec![atom])),
                Unit::Node(node) => {
                    branches.extend(atoms.drain(..).map(|atom| Node::Token(vec![atom])));
                    branches.push(node);
                }
            }
            if !self.rest().starts_with('|') || self.rest()[1..].starts_with(char::is_whitespace) {
                break;
            }
            barred = self.eat("|");
        }
        self.tight = barred.then_some(at);
        Ok(if branches.is_empty() { Node::Token(atoms) } else { one_or(branches, Node::Choice) })
    }

    /// A group, or conditions on one token with `:` between them.
    fn unit(&mut self) -> Result<Unit, PatternError> {
        let from = self.at();
        if self.eat("(") {
            let inner = self.inside(from)?;
            // (not|no longer) is (not | no longer) to whoever writes it, and (not|no) longer here.
            if let Some(at) = self.clash.take() {
                let message =
                    "bars without spaces join single words; write (not | no longer) for several, and ((has|have) been)";
                return Err(PatternError::new(at, message));
            }
            if !self.eat(")") {
                return Err(PatternError::new(from, "this group is not closed; write ) where it ends"));
            }
            return Ok(Unit::Node(inner));
        }
        if self.eat("#name") {
            return Ok(Unit::Node(name(from)));
        }
        let mut tests = Vec::with_capacity(1);
        loop {
            let at = self.at();
            let negated = self.eat("!");
            match self.test()? {
                Read::One(what) => tests.push(Test { what, negated, at }),
                Read::Several(pieces) if pieces.is_empty() => {
                    return Err(PatternError::new(at, "a space is written _, and no space ~"));
                }
                Read::Several(_) if negated || !tests.is_empty() || self.rest().starts_with(':') => {
                    return Err(PatternError::new(at, "these are several tokens; a condition is on one"));
                }
                Read::Several(pieces) => return Ok(Unit::Node(literal(pieces, at))),
            }
            if !self.eat(":") {
                return Ok(Unit::Atom(Atom(tests)));
            }
        }
    }

    /// What one condition says.
    fn test(&mut self) -> Result<Read, PatternError> {
        let at = self.at();
        match self.peek() {
            Some('"') => {
                let text = self.until('"')?;
                Ok(read(text, |text| What::Exact(text.to_owned())))
            }
            Some('/') => {
                let text = self.until('/')?;
                Ok(Read::One(What::Regex(text.to_owned())))
            }
            Some('@') => {
                self.chars.next();
                let name = self.name_of(at, "a class of words")?;
                Ok(Read::One(What::Class(name.to_owned())))
            }
            Some('#') => {
                self.chars.next();
                let name = self.name_of(at, "a shape")?;
                let known = Shape::NAMED.iter().find(|(known, _)| *known == name);
                let Some((_, shape)) = known else {
                    let all: Vec<&str> = Shape::NAMED.iter().map(|(known, _)| *known).collect();
                    let near = nearest(name, all.iter().copied().chain(["name"])).map(|near| format!("#{near}"));
                    let hint = hint(near.as_deref(), || format!("there are #name, #{}", all.join(", #")));
                    return Err(PatternError::new(at, format!("there is no shape #{name}; {hint}")));
                };
                Ok(Read::One(What::Shape(*shape)))
            }
            Some(c) if c.is_alphanumeric() => {
                let word = self.while_is(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
                Ok(read(word, |text| match text.chars().next() {
                    Some(c) if c.is_alphanumeric() => What::Word(folded(text)),
                    _ => What::Exact(text.to_owned()),
                }))
            }
            Some(c) => Err(self.error(format!("“{c}” means nothing here; put marks in quotation marks: \"{c}\""))),
            None => Err(self.error("the pattern ends where a word, a class or a shape belongs")),
        }
    }

    /// The characters from here on that are of a kind.
    fn while_is(&mut self, is: impl Fn(char) -> bool) -> &'a str {
        let rest = self.chars.as_str();
        let text = &rest[..rest.find(|c| !is(c)).unwrap_or(rest.len())];
        self.skip(text);
        text
    }

    fn until(&mut self, end: char) -> Result<&'a str, PatternError> {
        let at = self.at();
        self.chars.next();
        let length = self.rest().find(end).filter(|length| *length > 0);
        let Some(length) = length else {
            return Err(PatternError::new(
                at,
                format!("this {end} has no counterpart, or nothing stands between the two"),
            ));
        };
        let text = &self.chars.as_str()[..length];
        self.skip(text);
        self.chars.next();
        Ok(text)
    }

    fn name_of(&mut self, at: usize, what: &str) -> Result<&'a str, PatternError> {
        let before = self.chars.clone();
        let name = self.while_is(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '_'));
        let name = name.trim_end_matches('.');
        self.chars = before;
        self.skip(name);
        if name.is_empty() {
            return Err(PatternError::new(at, format!("the name of {what} belongs here")));
        }
        Ok(name)
    }

    fn quantified(&mut self, node: Node) -> Result<Node, PatternError> {
        let (least, most) = match self.peek() {
            Some('?') => (0, 1),
            Some('*') => (0, OFTEN),
            Some('+') => (1, OFTEN),
            Some('{') => {
                self.chars.next();
                let least = self.number()?;
                let most = if self.eat(",") { self.number()? } else { least };
                self.in_bounds(least, most)?;
                if self.peek() != Some('}') {
                    return Err(self.error("a number of times is written {2} or {1,3}"));
                }
                (least, most)
            }
            _ => return Ok(node),
        };
        self.chars.next();
        if matches!(node, Node::Border(_) | Node::Joined | Node::Spaced | Node::Gap(..)) {
            return Err(self.error("this cannot be repeated"));
        }
        Ok(Node::Repeat(Box::new(node), least, most))
    }
}

/// Whether a part is a single word as it stands.
fn is_word(node: &Node) -> bool {
    let single = |tests: &[Test]| matches!(tests, [Test { what: What::Word(_), negated: false, .. }]);
    matches!(node, Node::Token(atoms) if matches!(atoms.as_slice(), [Atom(tests)] if single(tests)))
}

fn one_or(mut nodes: Vec<Node>, many: impl Fn(Vec<Node>) -> Node) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { many(nodes) }
}

/// What a literal says.
fn read(text: &str, what: impl Fn(&str) -> What) -> Read {
    // As nearly all are.
    let mark = || matches!(text.as_bytes(), [byte] if byte.is_ascii_punctuation());
    if text.bytes().all(|byte| byte.is_ascii_alphabetic()) || mark() {
        return Read::One(what(text));
    }
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len()), &mut tokens);
    let mut spaced = false;
    let mut pieces = Vec::new();
    for token in tokens {
        if token.kind == TokenKind::Space {
            spaced = true;
        } else {
            pieces.push((what(&text[token.span.range()]), std::mem::take(&mut spaced)));
        }
    }
    match <[_; 1]>::try_from(pieces) {
        Ok([(what, _)]) => Read::One(what),
        Err(pieces) => Read::Several(pieces),
    }
}

fn literal(whats: Vec<(What, bool)>, at: usize) -> Node {
    let mut parts = Vec::new();
    for (what, spaced) in whats {
        if !parts.is_empty() {
            parts.push(if spaced { Node::Spaced } else { Node::Joined });
        }
        parts.push(token(what, at));
    }
    Node::Sequence(parts)
}

fn token(what: What, at: usize) -> Node {
    Node::Token(vec![Atom(vec![Test { what, negated: false, at }])])
}

/// `#name`: one to six capitalised words, with particles, hyphens and initials between them.
fn name(at: usize) -> Node {
    let shape = |shape| token(What::Shape(shape), at);
    let exact = |text: &str| token(What::Exact(text.to_owned()), at);
    let part = || shape(Shape::NamePart);
    let more = Node::Choice(vec![
        Node::Sequence(vec![Node::Joined, exact("."), Node::Spaced, part()]),
        Node::Sequence(vec![Node::Joined, exact("-"), Node::Joined, part()]),
        Node::Sequence(vec![Node::Spaced, part()]),
        Node::Sequence(vec![Node::Spaced, shape(Shape::Particle), Node::Spaced, part()]),
        Node::Sequence(vec![Node::Spaced, shape(Shape::Particle), Node::Spaced, shape(Shape::Particle), part()]),
    ]);
    Node::Sequence(vec![part(), Node::Repeat(Box::new(more), 0, 5)])
}

/// Whether a mark is one that `#quote` stands for.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '「' | '」' | '『' | '』')
}

/// Whether a mark is one that `#dash` stands for.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_the_language_is_read() {
        let patterns = [
            "hit the club",
            "\"Did\" \".\"",
            "he|she|@pronouns|#name @say.past",
            "(a b | c)? <found: #lower:!@say.participle \".\"> $",
            "..5 x ..2-4 y ^^ z+ w{1,3}",
            "/[0-9]{1,2}h[0-9]{2}/ ~ \"-\" _ #number",
            "well-known don't",
            "Москва «\"x\"»",
        ];
        for pattern in &patterns[..7] {
            assert!(parse(pattern).is_ok(), "{pattern}: {:?}", parse(pattern));
        }
        assert!(parse(patterns[7]).is_err());
    }

    #[test]
    fn a_mistake_is_an_error_that_points_to_it() {
        for (pattern, at) in [
            ("", 0),
            ("a (b", 2),
            ("a )", 2),
            ("<found: b", 0),
            ("<: b>", 1),
            ("#nome", 0),
            ("a #", 2),
            ("..x", 2),
            ("..40", 4),
            ("a{3,1}", 5),
            ("a \"", 2),
            (".", 0),
            ("^+", 2),
            ("well-known:#lower", 0),
            ("a \" \"", 2),
        ] {
            let error = parse(pattern).expect_err(pattern);
            assert_eq!(error.at, at, "{pattern}: {error:?}");
        }
    }

    #[test]
    fn groups_inside_each_other_without_end_are_an_error_at_the_first_too_many() {
        let nested = |open: &str, depth: usize, close: &str| format!("{}a{}", open.repeat(depth), close.repeat(depth));
        for (open, close) in [("(", ")"), ("<x: ", ">"), ("b (", ")?")] {
            assert!(parse(&nested(open, 32, close)).is_ok(), "{open}");
            let error = parse(&nested(open, 50_000, close)).expect_err(open);
            let first_sign = open.find(['(', '<']).unwrap();
            assert_eq!(error.at, 32 * open.len() + first_sign, "{open}");
            assert!(error.message.contains("more than 32 groups"), "{error:?}");
        }
        assert!(parse(&"(a) ".repeat(50)).is_ok(), "one after the other");
    }

    #[test]
    fn words_with_marks_inside_are_joined_tokens() {
        let Node::Sequence(parts) = parse("well-known").unwrap() else { panic!("a sequence") };
        assert_eq!(parts.len(), 5);
        assert_eq!(parts[1], Node::Joined);
    }
}
