//! From a pattern's tree to programs: an anchor that the text is searched for, and what must stand before and after it.
//!
//! Not the search itself, which is in `matching`.

use std::sync::{Arc, OnceLock};

use super::near;
use super::sort::{Sorts, Starts};
use super::syntax::{Atom, Border, Node, PatternError, Shape, Test, What, parse};
use super::whole::{self, WholeRegex};
use crate::text::lexicon::Class;
use crate::text::nearest::{hint, nearest};
use crate::text::{Norm, Profile, profile::WordSet};

/// A pattern, ready to be searched for at its anchor.
#[derive(Debug)]
pub(super) struct Compiled {
    /// Where it is tried; nothing where its anchor was known.
    pub(super) triggers: Vec<Trigger>,
    /// What the token there must be: one of these.
    pub(super) anchor: OneOf,
    /// What a token that begins with a digit must consist of to be the anchor.
    pub(super) sorts: Sorts,
    /// What stands before it, read backwards.
    pub(super) before: Program,
    /// What stands after it.
    pub(super) after: Program,
}

/// A sign by which a pattern is tried at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Trigger {
    /// A word.
    Norm(Norm),
    /// A mark.
    Mark(char),
    /// Any token that begins with a digit.
    Digit,
}

impl Trigger {
    /// As two numbers.
    pub(super) fn pack(self) -> [u32; 2] {
        match self {
            Self::Norm(norm) => [0, norm.0],
            Self::Mark(mark) => [1, u32::from(mark)],
            Self::Digit => [2, 0],
        }
    }

    /// The one that two numbers stand for.
    pub(super) fn unpack(numbers: [u32; 2]) -> Self {
        match numbers {
            [0, norm] => Self::Norm(Norm(norm)),
            [1, mark] => Self::Mark(char::from_u32(mark).unwrap_or_default()),
            _ => Self::Digit,
        }
    }
}

/// Steps of a backtracking machine.
pub(super) type Program = Vec<Op>;

/// One step.
#[derive(Debug)]
pub(super) enum Op {
    /// One token that fits one of these.
    Token(Arc<OneOf>),
    /// Any token.
    Any,
    /// No sentence begins here.
    Within,
    /// Go on at the first place, and if that fails at the second.
    Split(usize, usize),
    /// Note the place.
    Save(usize),
    /// The text has a border here.
    Border(Border),
    /// No space here.
    Joined,
    /// A space here.
    Spaced,
}

/// What one token may be.
#[derive(Debug, Default)]
pub(super) struct OneOf {
    /// Plain words, numbers and marks, in order of their norms.
    pub(super) words: Vec<Plain>,
    /// Everything else.
    pub(super) others: Vec<Checks>,
}

/// A word, number or mark.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Plain {
    pub(super) norm: Norm,
    pub(super) text: Box<str>,
    /// Whether in these very characters, or whatever its capitals.
    pub(super) exact: bool,
}

/// Conditions on one token: all of these.
pub(super) type Checks = Vec<Check>;

/// One condition on a token.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) what: Looked,
    pub(super) negated: bool,
}

/// A list of the language file.
pub(super) type List = fn(&Profile) -> &WordSet;

/// What a token is compared with, looked up.
#[derive(Debug)]
pub(super) enum Looked {
    Word(Norm, Box<str>),
    Exact(Norm, Box<str>),
    Class(Arc<Class>, Option<u32>),
    Listed(List),
    Shape(Shape),
    Regex(WholeRegex),
}

/// The most parts with a name that a pattern may have.
pub(super) const CAPTURES: usize = 8;

/// Names of the parts of all patterns of a rule, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names(pub(super) Vec<String>);

/// A pattern as it is searched for in a language.
#[derive(Debug, Default)]
pub(super) struct Ways {
    all: Vec<Way>,
    pub(super) names: Names,
    /// How the anchors were chosen, one after the other: the place of each, or `SPLIT` and the place of the choice.
    pub(super) choices: Box<[u8]>,
}

/// One way in which a pattern can begin to be found, compiled when a text first calls for it.
#[derive(Debug)]
struct Way {
    /// Its parts, and which of them is the anchor.
    items: Vec<Item>,
    anchor: usize,
    program: OnceLock<Option<Compiled>>,
}

impl Ways {
    /// The program of one way; `None` where there is no such way.
    pub(super) fn get(&self, number: usize, profile: &Profile) -> Option<&Compiled> {
        let way = self.all.get(number)?;
        let compiler = Compiler { profile, names: &self.names, choices: Vec::new(), known: Some(&[]) };
        way.program.get_or_init(|| compiler.program(&way.items, way.anchor).ok().flatten()).as_ref()
    }

    /// All programs.
    pub(super) fn all<'a>(&'a self, profile: &'a Profile) -> impl Iterator<Item = &'a Compiled> {
        (0..self.all.len()).filter_map(|number| self.get(number, profile))
    }
}

/// Stands among the choices where a choice of the pattern was split up.
const SPLIT: u8 = u8::MAX;

/// Compiles a pattern for a language.
///
/// # Errors
/// The first mistake.
pub(super) fn compile(pattern: &str, profile: &Profile) -> Result<Ways, PatternError> {
    let node = parse(pattern)?;
    let names = Names::of(&node)?;
    let mut compiler = Compiler { profile, names: &names, choices: Vec::new(), known: None };
    let mut ways = Vec::new();
    for (items, anchor) in compiler.anchored(compiler.flat(node), 0)?.ways {
        let program = OnceLock::from(compiler.program(&items, anchor)?);
        ways.push(Way { items, anchor, program });
    }
    let choices = compiler.choices.into();
    Ok(Ways { all: ways, names, choices })
}

/// A pattern that was compiled before, with the anchors that were chosen then: to choose them takes longer than all else.
///
/// # Errors
/// The first mistake.
pub(super) fn planned(pattern: &str, choices: &[u8], profile: &Profile) -> Result<Ways, PatternError> {
    let node = parse(pattern)?;
    let names = Names::of(&node)?;
    let mut compiler = Compiler { profile, names: &names, choices: Vec::new(), known: Some(choices) };
    let ways = compiler.anchored(compiler.flat(node), 0)?.ways.into_iter();
    let ways = ways.map(|(items, anchor)| Way { items, anchor, program: OnceLock::new() }).collect();
    Ok(Ways { all: ways, names, choices: Box::default() })
}

/// A pattern that is looked for around a match: anywhere in a sentence or an article.
#[derive(Debug)]
pub(super) struct Context {
    /// The tokens that it can begin with.
    pub(super) first: near::Set,
    pub(super) program: Program,
}

/// A pattern compiled as a context.
///
/// # Errors
/// The first mistake.
pub(super) fn compile_context(pattern: &str, profile: &Profile) -> Result<Context, PatternError> {
    let node = parse(pattern)?;
    let names = Names::of(&node)?;
    let compiler = Compiler { profile, names: &names, choices: Vec::new(), known: None };
    let mut program = Vec::new();
    compiler.emit(&node, false, &mut program)?;
    Ok(Context { first: near::first(&program, Border::BlockEnd, profile), program })
}

impl Names {
    /// The names in a pattern, in the order in which they stand.
    fn of(node: &Node) -> Result<Self, PatternError> {
        let mut names = Self::default();
        names.add(node);
        if names.0.len() > CAPTURES {
            return Err(PatternError::new(0, format!("a pattern has at most {CAPTURES} parts with a name")));
        }
        Ok(names)
    }

    fn add(&mut self, node: &Node) {
        match node {
            Node::Capture(name, inner) => {
                if !self.0.contains(name) {
                    self.0.push(name.clone());
                }
                self.add(inner);
            }
            Node::Sequence(parts) | Node::Choice(parts) => parts.iter().for_each(|part| self.add(part)),
            Node::Repeat(inner, ..) => self.add(inner),
            Node::Token(_) | Node::Gap(..) | Node::Border(_) | Node::Joined | Node::Spaced => {}
        }
    }

    /// The number of the slot of a name: every name has one.
    fn slot(&self, name: &str) -> usize {
        self.0.iter().position(|known| known == name).unwrap_or_default()
    }
}

struct Compiler<'a> {
    profile: &'a Profile,
    names: &'a Names,
    choices: Vec<u8>,
    /// Choices that were made before and are still to be followed.
    known: Option<&'a [u8]>,
}

/// A part of a pattern at its top, where every match has it.
#[derive(Clone, Debug)]
enum Item {
    Node(Arc<Node>),
    Save(usize),
}

/// The ways in which a pattern is searched for.
#[derive(Default)]
struct Plan {
    /// How often their anchors occur, together.
    rarity: u32,
    /// The parts of each, and which of them is the anchor.
    ways: Vec<(Vec<Item>, usize)>,
}

/// How often in a million tokens an anchor may occur before a choice is split up to find a rarer one.
const COMMON: u32 = 400;
/// How often choices are split up within each other.
const DEEPEST: usize = 3;

impl Compiler<'_> {
    /// The parts of a pattern.
    fn flat(&self, node: Node) -> Vec<Item> {
        let mut items = Vec::new();
        self.flatten(node, &mut items);
        items
    }

    fn flatten(&self, node: Node, items: &mut Vec<Item>) {
        match node {
            Node::Sequence(parts) => parts.into_iter().for_each(|part| self.flatten(part, items)),
            Node::Capture(name, inner) => {
                let slot = self.names.slot(&name);
                items.push(Item::Save(2 * slot));
                self.flatten(*inner, items);
                items.push(Item::Save(2 * slot + 1));
            }
            other => items.push(Item::Node(Arc::new(other))),
        }
    }

    /// The pattern with the rarest anchor: one of its own, or one for each branch of a choice.
    fn anchored(&mut self, items: Vec<Item>, depth: usize) -> Result<Plan, PatternError> {
        if let Some((choice, rest)) = self.known.and_then(<[u8]>::split_first) {
            self.known = Some(rest);
            return match (*choice, rest.split_first()) {
                (SPLIT, Some((at, rest))) => {
                    self.known = Some(rest);
                    Ok(self.split(&items, usize::from(*at), depth)?.unwrap_or_default())
                }
                (at, _) => Ok(Plan { rarity: 0, ways: vec![(items, usize::from(at))] }),
            };
        }
        let mut best: Option<(u32, usize)> = None;
        for (at, item) in items.iter().enumerate() {
            if let Item::Node(node) = item
                && let Node::Token(atoms) = &**node
                && let Some(rarity) = self.rarity(atoms)?
                && best.is_none_or(|(least, _)| rarity < least)
            {
                best = Some((rarity, at));
            }
        }
        if best.is_none_or(|(rarity, _)| rarity >= COMMON) && depth < DEEPEST {
            let made = self.choices.len();
            let mut promising: Option<(u32, u8)> = None;
            for (at, item) in (0..SPLIT).zip(&items) {
                if let Item::Node(node) = item
                    && matches!(&**node, Node::Choice(_) | Node::Repeat(_, 1.., _))
                    && let Some(rarity) = self.promise(node)?
                    && promising.is_none_or(|(least, _)| rarity < least)
                {
                    promising = Some((rarity, at));
                }
            }
            if let Some((_, at)) = promising {
                self.choices.extend([SPLIT, at]);
                let split = self.split(&items, usize::from(at), depth)?;
                if let Some(split) = split.filter(|split| best.is_none_or(|(least, _)| split.rarity < least)) {
                    return Ok(split);
                }
                self.choices.truncate(made);
            }
        }
        match best {
            Some((rarity, at)) => {
                let choice = u8::try_from(at).ok().filter(|choice| *choice != SPLIT);
                self.choices.push(choice.ok_or_else(|| PatternError::new(0, "this is too long; write two patterns"))?);
                Ok(Plan { rarity, ways: vec![(items, at)] })
            }
            None => Err(PatternError::new(
                0,
                "every match must have a word, a number or a mark that can be searched for; shapes alone are too common",
            )),
        }
    }

    /// How often the anchors of a part may occur once its choices are split up, roughly.
    fn promise(&self, node: &Node) -> Result<Option<u32>, PatternError> {
        Ok(match node {
            Node::Token(atoms) => self.rarity(atoms)?,
            Node::Sequence(parts) => {
                let each = parts.iter().map(|part| self.promise(part)).collect::<Result<Vec<_>, _>>()?;
                each.into_iter().flatten().min()
            }
            Node::Choice(branches) => {
                let each = branches.iter().map(|branch| self.promise(branch)).collect::<Result<Vec<_>, _>>()?;
                each.into_iter().try_fold(0_u32, |all, one| Some(all.saturating_add(one?)))
            }
            Node::Repeat(inner, 1.., _) | Node::Capture(_, inner) => self.promise(inner)?,
            Node::Repeat(..) | Node::Gap(..) | Node::Border(_) | Node::Joined | Node::Spaced => None,
        })
    }

    /// Each branch of a choice on its own, if every one has an anchor.
    fn split(&mut self, items: &[Item], at: usize, depth: usize) -> Result<Option<Plan>, PatternError> {
        let Some(Item::Node(node)) = items.get(at) else { return Ok(None) };
        let branches = match &**node {
            Node::Choice(branches) => branches.clone(),
            Node::Repeat(inner, least @ 1.., most) => {
                let rest = Node::Repeat(inner.clone(), least - 1, most - 1);
                let once = (**inner).clone();
                vec![if *most > 1 { Node::Sequence(vec![once, rest]) } else { once }]
            }
            _ => return Ok(None),
        };
        let mut plan = Plan { rarity: 0, ways: Vec::new() };
        for branch in branches {
            let mut longer = items[..at].to_vec();
            self.flatten(branch, &mut longer);
            longer.extend_from_slice(&items[at + 1..]);
            match self.anchored(longer, depth + 1) {
                Ok(one) => {
                    plan.rarity += one.rarity;
                    plan.ways.extend(one.ways);
                }
                Err(error) if error.at > 0 => return Err(error),
                Err(_) => return Ok(None),
            }
        }
        Ok(Some(plan))
    }

    /// The program of one way to find a pattern.
    fn program(&self, items: &[Item], at: usize) -> Result<Option<Compiled>, PatternError> {
        let Item::Node(node) = &items[at] else { return Ok(None) };
        let Node::Token(atoms) = &**node else { return Ok(None) };
        let triggers = match self.known {
            Some(_) => Vec::new(),
            None => atoms.iter().map(|atom| self.triggers_of(atom)).collect::<Result<Vec<_>, _>>()?.concat(),
        };
        let anchor = self.one_of(atoms)?;
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for item in items[..at].iter().rev() {
            self.emit_item(item, true, &mut before)?;
        }
        for item in &items[at + 1..] {
            self.emit_item(item, false, &mut after)?;
        }
        let sorts = match self.known {
            Some(_) => Sorts::ALL,
            None => sorts(atoms),
        };
        Ok(Some(Compiled { triggers, anchor, sorts, before, after }))
    }

    /// How often the tokens that fit occur in a million, roughly; `None` if they cannot be searched for.
    fn rarity(&self, atoms: &[Atom]) -> Result<Option<u32>, PatternError> {
        let mut sum = 0_u32;
        for atom in atoms {
            let triggers = self.triggers_of(atom)?;
            if triggers.is_empty() {
                return Ok(None);
            }
            // Classes are made of words that news is full of.
            let (length, factor) = match &atom.0[0].what {
                What::Word(word) | What::Exact(word) => (word.chars().count(), 1),
                _ => (6, 4),
            };
            sum += triggers.iter().map(|trigger| self.frequency(*trigger, length)).sum::<u32>() * factor;
        }
        Ok(Some(sum))
    }

    /// How often a sign occurs in a million tokens of news: an order of magnitude, from its sort and its length.
    fn frequency(&self, trigger: Trigger, length: usize) -> u32 {
        match trigger {
            Trigger::Norm(norm) if self.profile.frequent.has_norm(norm) => 25_000,
            Trigger::Norm(norm) if self.profile.function.has_norm(norm) => match length {
                0..=3 => 4000,
                4 => 1500,
                _ => 500,
            },
            Trigger::Norm(norm) if self.profile.common.has_norm(norm) => 800,
            Trigger::Norm(_) => match length {
                0..=4 => 30,
                5..=7 => 15,
                _ => 8,
            },
            Trigger::Mark('.' | ',') => 40_000,
            Trigger::Mark('-' | '\'' | '’' | '"' | '“' | '”') => 8000,
            Trigger::Mark(_) => 600,
            Trigger::Digit => 10_000,
        }
    }

    /// The signs by which the tokens of an atom are found; none if there are none.
    fn triggers_of(&self, atom: &Atom) -> Result<Vec<Trigger>, PatternError> {
        let mut best: Option<Vec<Trigger>> = None;
        for test in atom.0.iter().filter(|test| !test.negated) {
            let found = match &test.what {
                What::Word(word) => vec![Trigger::Norm(Norm::of(word))],
                What::Exact(text) => exact_trigger(text).into_iter().collect(),
                What::Class(_) => match self.look(test)?.what {
                    Looked::Class(class, form) => class.norms(form).map(Trigger::Norm).collect(),
                    Looked::Listed(set) => set(self.profile).norms().map(Trigger::Norm).collect(),
                    _ => Vec::new(),
                },
                What::Shape(Shape::Number) => vec![Trigger::Digit],
                What::Regex(regex) if Starts::of_regex(regex).is_digit() => vec![Trigger::Digit],
                What::Regex(regex) => match whole::finite(regex) {
                    Some(words) => words.iter().filter_map(|word| exact_trigger(word)).collect(),
                    None => continue,
                },
                What::Shape(_) => continue,
            };
            if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                best = Some(found);
            }
        }
        Ok(best.unwrap_or_default())
    }

    fn one_of(&self, atoms: &[Atom]) -> Result<OneOf, PatternError> {
        let mut one_of = OneOf::default();
        for atom in atoms {
            if let [Test { what: What::Regex(regex), negated: false, .. }] = atom.0.as_slice()
                && let Some(words) = whole::finite(regex)
            {
                let exact = |word: String| Plain { norm: exact_norm(&word), text: word.into(), exact: true };
                one_of.words.extend(words.into_iter().map(exact));
                continue;
            }
            match atom.0.as_slice() {
                [Test { what: What::Word(word), negated: false, .. }] => {
                    one_of.words.push(Plain { norm: Norm::of(word), text: word.as_str().into(), exact: false });
                }
                [Test { what: What::Exact(text), negated: false, .. }] => {
                    one_of.words.push(Plain { norm: exact_norm(text), text: text.as_str().into(), exact: true });
                }
                tests => {
                    let mut checks = tests.iter().map(|test| self.look(test)).collect::<Result<Checks, _>>()?;
                    // What costs most is asked last.
                    checks.sort_by_key(|check| matches!(check.what, Looked::Regex(_)));
                    one_of.others.push(checks);
                }
            }
        }
        one_of.words.sort_unstable();
        Ok(one_of)
    }

    fn look(&self, test: &Test) -> Result<Check, PatternError> {
        let what = match &test.what {
            What::Word(word) => Looked::Word(Norm::of(word), word.as_str().into()),
            What::Exact(exact) => Looked::Exact(exact_norm(exact), exact.as_str().into()),
            What::Class(name) => self.class(name, test.at)?,
            What::Shape(shape) => Looked::Shape(*shape),
            What::Regex(regex) => {
                if self.known.is_none() {
                    regex_syntax::parse(regex).map_err(|error| PatternError::new(test.at, error.to_string()))?;
                }
                Looked::Regex(WholeRegex::new(regex))
            }
        };
        Ok(Check { what, negated: test.negated })
    }

    fn class(&self, name: &str, at: usize) -> Result<Looked, PatternError> {
        if let Some((_, set)) = LISTED.iter().find(|(known, _)| *known == name) {
            return Ok(Looked::Listed(*set));
        }
        let lexicon = &self.profile.lexicon;
        if let Some(class) = lexicon.class(name) {
            return Ok(Looked::Class(Arc::clone(class), None));
        }
        if let Some((class, form)) = name.rsplit_once('.')
            && let Some(class) = lexicon.class(class)
        {
            return class.form(form).map(|form| Looked::Class(Arc::clone(class), Some(form))).ok_or_else(|| {
                let forms = class.forms.iter().map(String::as_str);
                let hint = hint(nearest(form, forms), || format!("they have {}", class.forms.join(", ")));
                PatternError::new(at, format!("the words of the class have no form “{form}”; {hint}"))
            });
        }
        let known = lexicon.names().chain(LISTED.iter().map(|(name, _)| *name));
        let near = nearest(name, known).map(|near| format!("@{near}"));
        let hint = hint(near.as_deref(), || "classes stand in words/ beside the rules of the language".to_owned());
        Err(PatternError::new(at, format!("there is no class @{name}; {hint}")))
    }

    fn emit_item(&self, item: &Item, reverse: bool, program: &mut Program) -> Result<(), PatternError> {
        match item {
            Item::Node(node) => self.emit(node, reverse, program),
            Item::Save(slot) => {
                program.push(Op::Save(*slot));
                Ok(())
            }
        }
    }

    /// Appends the steps of a part, in the order in which they are taken.
    fn emit(&self, node: &Node, reverse: bool, program: &mut Program) -> Result<(), PatternError> {
        match node {
            Node::Token(atoms) => program.push(Op::Token(Arc::new(self.one_of(atoms)?))),
            Node::Sequence(parts) if reverse => {
                for part in parts.iter().rev() {
                    self.emit(part, reverse, program)?;
                }
            }
            Node::Sequence(parts) => {
                for part in parts {
                    self.emit(part, reverse, program)?;
                }
            }
            Node::Choice(branches) => self.emit_choice(branches, reverse, program)?,
            Node::Repeat(inner, least, most) => {
                let token = match &**inner {
                    Node::Token(atoms) => Some(Arc::new(self.one_of(atoms)?)),
                    _ => None,
                };
                let once = |program: &mut Program| match &token {
                    Some(token) => {
                        program.push(Op::Token(Arc::clone(token)));
                        Ok(())
                    }
                    None => self.emit(inner, reverse, program),
                };
                for _ in 0..*least {
                    once(program)?;
                }
                Self::emit_optional(*most - *least, true, program, &once)?;
            }
            Node::Gap(least, most) => {
                let step = [|| Op::Within, || Op::Any];
                (0..*least).for_each(|_| program.extend(step.map(|op| op())));
                Self::emit_optional(*most - *least, false, program, &|program| {
                    program.extend(step.map(|op| op()));
                    Ok(())
                })?;
                program.push(Op::Within);
            }
            Node::Capture(name, inner) => {
                let slot = self.names.slot(name);
                let (first, last) = if reverse { (2 * slot + 1, 2 * slot) } else { (2 * slot, 2 * slot + 1) };
                program.push(Op::Save(first));
                self.emit(inner, reverse, program)?;
                program.push(Op::Save(last));
            }
            Node::Border(border) => program.push(Op::Border(*border)),
            Node::Joined => program.push(Op::Joined),
            Node::Spaced => program.push(Op::Spaced),
        }
        Ok(())
    }

    fn emit_choice(&self, branches: &[Node], reverse: bool, program: &mut Program) -> Result<(), PatternError> {
        let mut ends = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            let last = index + 1 == branches.len();
            let split = program.len();
            if !last {
                program.push(Op::Split(split + 1, 0));
            }
            self.emit(branch, reverse, program)?;
            if !last {
                ends.push(program.len());
                program.push(Op::Split(0, 0));
                program[split] = Op::Split(split + 1, program.len());
            }
        }
        for end in ends {
            program[end] = Op::Split(program.len(), program.len());
        }
        Ok(())
    }

    /// A part up to so many times, as often or as rarely as possible.
    fn emit_optional(
        times: u8,
        greedy: bool,
        program: &mut Program,
        emit: &impl Fn(&mut Program) -> Result<(), PatternError>,
    ) -> Result<(), PatternError> {
        let mut splits = Vec::new();
        for _ in 0..times {
            splits.push(program.len());
            program.push(Op::Split(0, 0));
            emit(program)?;
        }
        for split in splits {
            let (inside, past) = (split + 1, program.len());
            program[split] = if greedy { Op::Split(inside, past) } else { Op::Split(past, inside) };
        }
        Ok(())
    }
}

/// What the tokens that begin with a digit consist of that fit one of some atoms.
fn sorts(atoms: &[Atom]) -> Sorts {
    let of_atom = |atom: &Atom| {
        let regexes = atom.0.iter().filter(|test| !test.negated).filter_map(|test| match &test.what {
            What::Regex(regex) => Some(Sorts::of_regex(regex)),
            _ => None,
        });
        regexes.fold(Sorts::ALL, Sorts::and)
    };
    atoms.iter().map(of_atom).reduce(Sorts::or).unwrap_or(Sorts::ALL)
}

/// The sign of a token that is written in these characters.
fn exact_trigger(text: &str) -> Option<Trigger> {
    text.chars().next().map(|c| if c.is_alphanumeric() { Trigger::Norm(Norm::of(text)) } else { Trigger::Mark(c) })
}

/// The norm of a token that is written in these characters: of a mark, its first character.
fn exact_norm(text: &str) -> Norm {
    match text.chars().next() {
        Some(c) if !c.is_alphanumeric() => Norm(u32::from(c)),
        _ => Norm::of(text),
    }
}

/// Lists of the language file that can be named like classes.
const LISTED: &[(&str, List)] = &[
    ("abbreviations", |profile| &profile.abbreviations),
    ("function", |profile| &profile.function),
    ("months", |profile| &profile.months),
    ("pronouns", |profile| &profile.pronouns),
    ("reporting", |profile| &profile.reporting),
    ("weekdays", |profile| &profile.weekdays),
];

/// Whether a name is that of a list of the language file.
pub(super) fn is_listed(name: &str) -> bool {
    LISTED.iter().any(|(known, _)| *known == name)
}
