//! The quotation machine: the cheapest explanation of all marks of an article.
//!
//! A beam search from the first mark to the last. A state is the stack of quotations that are open; at each mark every
//! state goes on as if the mark opened, closed, reopened or were none, at the price that this has beside its neighbours
//! and for the language, as `price` says.

use rustc_hash::FxHashMap;

use super::glyph::Level;
use super::marks::{Apostrophe, Edge, Mark};
use super::price::{self, Prices};
use super::{Quotation, Quotations, Slip, SlipKind, shared, spot};
use crate::article::Side;
use crate::text::{Shape, TokenKind};

/// States kept at each mark.
const BEAM: usize = 10;
/// The deepest nesting that is followed.
const DEEPEST: usize = 4;
/// Decisions remembered before the best explanation so far is settled.
const SETTLE_AT: usize = 1 << 16;

/// Explains the marks of a side.
pub fn explain(side: &Side, marks: Vec<Mark>) -> Quotations {
    let mut machine = Machine::new(side, &marks);
    let mut index = 0;
    while index < marks.len() {
        machine.forget(index);
        index += machine.plain(index).unwrap_or_else(|| {
            machine.step(index);
            1
        });
    }
    let (pairs, slips) = machine.finish();
    let mut quotations = Quotations { marks, pairs, slips };
    quotations.pairs.sort_by_key(|q| q.open);
    quotations.slips.sort_by_key(|s| s.mark);
    quotations
}

/// A quotation that is open.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Open {
    mark: u32,
    /// The last block in which it was opened or reopened.
    block: u32,
}

/// The quotations that are open, outermost first.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stack {
    items: [Open; DEEPEST],
    len: u8,
}

impl Stack {
    const EMPTY: Self = Self { items: [Open { mark: 0, block: 0 }; DEEPEST], len: 0 };
    fn open(&self) -> &[Open] {
        &self.items[..self.len as usize]
    }

    fn is_full(&self) -> bool {
        self.open().len() == DEEPEST
    }

    fn push(&mut self, open: Open) {
        self.items[self.len as usize] = open;
        self.len += 1;
    }

    /// Takes the innermost; what is no longer open is forgotten, so that equal stacks compare equal.
    fn pop(&mut self) -> Option<Open> {
        self.len = self.len.checked_sub(1)?;
        Some(std::mem::replace(&mut self.items[self.len as usize], Self::EMPTY.items[0]))
    }
}

#[derive(Clone, Copy)]
struct State {
    cost: u32,
    stack: Stack,
    /// The last decision, as an index into the trail.
    trail: u32,
}

impl State {
    fn with(&self, open: Open, cost: u32) -> Self {
        let mut state = *self;
        state.stack.push(open);
        state.cost += cost;
        state
    }
}

#[derive(Clone, Copy)]
enum Event {
    Pair(Quotation),
    Slip(Slip),
}

const START: u32 = u32::MAX;

/// A mark, and what it costs beside its neighbours.
struct Here {
    index: u32,
    mark: Mark,
    open: u32,
    close: u32,
}

impl Here {
    fn new(machine: &Machine<'_>, index: usize) -> Self {
        let (mark, prices) = (machine.marks[index], &machine.prices);
        let (open, close) = (prices.open(&mark), prices.close(&mark));
        // `…, " he said.`: the space is on the wrong side.
        let spaced = mark.left == Edge::Space && mark.right == Edge::Space && machine.follows_clause(&mark);
        // `…, a-t-il dit. « On nous a dit de partir.`: a glyph that opens, where a sentence begins, closes nothing.
        let opens = spaced && prices.opens_only(&mark) && machine.precedes_sentence(&mark);
        let close = if opens { close + price::BEFORE_SENTENCE } else { close };
        // `…to all ", said the Pope`: nothing begins with a comma.
        let stopped = mark.left == Edge::Space && spot::is_before_stop(machine.side, &mark);
        let open = if stopped { open + price::BEFORE_STOP } else { open };
        if spaced && !opens && spot::is_before_attribution(machine.side, &mark) {
            return Self { index: index as u32, mark, open: open + price::BEFORE_ATTRIBUTION, close: 1 };
        }
        Self { index: index as u32, mark, open, close }
    }
}

struct Machine<'a> {
    side: &'a Side,
    prices: Prices<'a>,
    marks: &'a [Mark],
    states: Vec<State>,
    /// What the states become at the next mark.
    next: Vec<State>,
    trail: Vec<(u32, Event)>,
    settled: Vec<Event>,
    attributed: FxHashMap<(u32, u32), bool>,
}

impl<'a> Machine<'a> {
    fn new(side: &'a Side, marks: &'a [Mark]) -> Self {
        Self {
            side,
            prices: Prices::new(&side.profile),
            marks,
            states: vec![State { cost: 0, stack: Stack::EMPTY, trail: START }],
            next: Vec::new(),
            trail: Vec::new(),
            settled: Vec::new(),
            attributed: FxHashMap::default(),
        }
    }

    /// At the border of a block where nothing is open, explanations that are dearer by a slip have lost.
    fn forget(&mut self, index: usize) {
        let best = self.states[0];
        let border = index == 0 || self.marks[index - 1].block != self.marks[index].block;
        if border
            && best.stack.open().is_empty()
            && self.states.get(1).is_none_or(|other| other.cost >= best.cost + price::LEAD)
        {
            self.states.truncate(1);
        }
    }

    /// The usual case, without search: nothing is open, and the next mark is an apostrophe, or opens what the mark after it
    /// closes, with nothing to say against it. Returns how many marks were explained.
    fn plain(&mut self, index: usize) -> Option<usize> {
        let [state] = self.states[..] else { return None };
        let mark = self.marks[index];
        if !state.stack.open().is_empty() {
            return None;
        }
        if matches!(mark.apostrophe, Apostrophe::Likely | Apostrophe::Certain) && mark.level == Level::Single {
            return Some(1);
        }
        let close = self.marks.get(index + 1).filter(|close| close.block == mark.block)?;
        if mark.level != close.level || mark.apostrophe != Apostrophe::Never || close.apostrophe != Apostrophe::Never {
            return None;
        }
        let prices = &self.prices;
        // A straight mark that could also open is left to the search.
        let opens = mark.glyph == close.glyph && prices.open(close) == 0;
        if opens || prices.open(&mark) + prices.close(close) + prices.pair(&mark, close) > 0 {
            return None;
        }
        let quotation = Quotation { open: index as u32, close: index as u32 + 1, depth: 0 };
        self.states[0] = self.record(state, Event::Pair(quotation), 0);
        Some(2)
    }

    fn step(&mut self, index: usize) {
        let here = Here::new(self, index);
        let block_changes = index == 0 || self.marks[index - 1].block != here.mark.block;
        let (mut states, mut next) = (std::mem::take(&mut self.states), std::mem::take(&mut self.next));
        for state in states.drain(..) {
            let (kept, given_up) = if block_changes { self.cross(state, index) } else { (state, None) };
            for state in std::iter::once(kept).chain(given_up) {
                self.skip(&state, &here.mark, &mut next);
                if here.mark.apostrophe < Apostrophe::Certain {
                    self.close(&state, &here, &mut next);
                    self.open(&state, &here, &mut next);
                }
            }
        }
        prune(&mut next, &mut states);
        next.clear();
        (self.states, self.next) = (states, next);
        if self.trail.len() > SETTLE_AT {
            self.settle();
        }
    }

    /// Keeps the best explanation so far and forgets the others, so that memory stays bounded.
    fn settle(&mut self) {
        let best = self.states.swap_remove(0);
        self.settled.extend(self.events(&best));
        self.trail.clear();
        self.states = vec![State { trail: START, ..best }];
    }

    fn events(&self, state: &State) -> Vec<Event> {
        let mut events = Vec::new();
        let mut at = state.trail;
        while at != START {
            let (before, event) = self.trail[at as usize];
            events.push(event);
            at = before;
        }
        events
    }

    fn finish(mut self) -> (Vec<Quotation>, Vec<Slip>) {
        let states = std::mem::take(&mut self.states);
        let end = self.side.text.len() as u32;
        let mut ended: Vec<State> = states.into_iter().map(|state| self.abandon(state, 0, end)).collect();
        ended.sort_by_key(|state| state.cost);
        let last = self.events(&ended[0]);
        let (mut pairs, mut slips) = (Vec::new(), Vec::new());
        for event in self.settled.into_iter().chain(last) {
            match event {
                Event::Pair(pair) => pairs.push(pair),
                Event::Slip(slip) => slips.push(slip),
            }
        }
        (pairs, slips)
    }

    fn record(&mut self, mut state: State, event: Event, cost: u32) -> State {
        self.trail.push((state.trail, event));
        state.trail = self.trail.len() as u32 - 1;
        state.cost += cost;
        state
    }

    /// Gives up all open quotations above `keep`.
    fn abandon(&mut self, mut state: State, keep: usize, until: u32) -> State {
        while state.stack.open().len() > keep
            && let Some(open) = state.stack.pop()
        {
            let mark = self.marks[open.mark as usize];
            if mark.level == Level::Single && mark.apostrophe > Apostrophe::Never && mark.glyph != '‘' {
                if self.opens_speech(&mark) && self.is_attributed(open.mark, until) {
                    let slip = Slip { mark: open.mark, kind: SlipKind::NeverClosed, until };
                    state = self.record(state, Event::Slip(slip), 0);
                }
                state.cost += price::LONE_APOSTROPHE;
            } else {
                let cost = if self.is_attributed(open.mark, until) {
                    price::NEVER_CLOSED_ATTRIBUTED
                } else if self.follows_sentence(until as usize) {
                    price::NEVER_CLOSED_SENTENCE
                } else {
                    price::NEVER_CLOSED
                };
                let cost = if mark.level == Level::Single { cost / 2 } else { cost };
                state =
                    self.record(state, Event::Slip(Slip { mark: open.mark, kind: SlipKind::NeverClosed, until }), cost);
            }
        }
        state
    }

    fn follows_clause(&self, mark: &Mark) -> bool {
        let block = self.side.blocks[mark.block as usize].span;
        self.side.text[block.lo()..mark.span.lo()].trim_end().ends_with([',', '.', '!', '?', '…', ')'])
    }

    /// Whether a straight mark that may be an apostrophe stands where speech begins, before a word that no name begins with:
    /// `'We are here, he said`.
    fn opens_speech(&self, mark: &Mark) -> bool {
        let side = self.side;
        let begins = mark.leads || self.follows_sentence(mark.span.lo());
        let word = side.tokens.get(mark.token as usize + 1);
        begins
            && mark.apostrophe == Apostrophe::Hardly
            && word.is_some_and(|word| {
                word.shape.starts_upper(side.word(word))
                    && (side.profile.function.has(&side.text, word) || side.profile.pronouns.has(&side.text, word))
            })
    }

    /// Whether a sentence ends before a mark and another one begins after it.
    fn precedes_sentence(&self, mark: &Mark) -> bool {
        let block = &self.side.blocks[mark.block as usize];
        let tokens = &self.side.tokens[..block.tokens.end as usize];
        let next = tokens[mark.token as usize + 1..].iter().find(|token| token.kind != TokenKind::Space);
        self.follows_sentence(mark.span.lo()) && next.is_some_and(|word| word.shape.starts_upper(self.side.word(word)))
    }

    fn follows_sentence(&self, at: usize) -> bool {
        at < self.side.text.len()
            && self.side.text[..at].trim_end().ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '：'])
    }

    fn is_attributed(&mut self, mark: u32, until: u32) -> bool {
        let opening = &self.marks[mark as usize];
        let until = until.min(self.side.blocks[opening.block as usize].span.end);
        let side = self.side;
        *self.attributed.entry((mark, until)).or_insert_with(|| spot::has_attribution(side, opening, until as usize))
    }

    /// What a state may become at the border of a block: carried on, and with all that is open given up.
    fn cross(&mut self, state: State, index: usize) -> (State, Option<State>) {
        let mark = self.marks[index];
        // Single marks never reach over a block border.
        let doubles =
            state.stack.open().iter().take_while(|open| self.marks[open.mark as usize].level != Level::Single).count();
        let state = self.abandon(state, doubles, mark.span.start);
        let Some(innermost) = state.stack.open().last() else {
            return (state, None);
        };
        let mut carried = state;
        let reopens = mark.leads && mark.block == innermost.block + 1;
        if !reopens {
            carried.cost += price::CROSSING * (mark.block - innermost.block).min(6);
        }
        (carried, Some(self.abandon(state, 0, mark.span.start)))
    }

    /// The mark is an apostrophe or a prime.
    fn skip(&self, state: &State, mark: &Mark, next: &mut Vec<State>) {
        let waiting = state.stack.open().last().is_some_and(|open| self.marks[open.mark as usize].level == mark.level);
        next.extend(Prices::skip(mark, waiting).map(|cost| State { cost: state.cost + cost, ..*state }));
    }

    /// The mark closes the innermost quotation of its level, one of another level with the wrong glyph, or one that was
    /// never opened.
    fn close(&mut self, state: &State, here: &Here, next: &mut Vec<State>) {
        let (mark, beside) = (&here.mark, here.close);
        let is_clean = |mark: &Mark| mark.apostrophe == Apostrophe::Never;
        let of_level = |open: &Open| self.marks[open.mark as usize].level == mark.level;
        let closes = state.stack.open().iter().rposition(of_level);
        next.extend(self.close_both(*state, here));
        if let Some(at) = closes {
            let left = self.abandon(*state, at + 1, mark.span.start);
            next.extend(self.pair(left, here));
        }
        let innermost = state.stack.open().last().map(|open| &self.marks[open.mark as usize]);
        let opens = |open: &Mark| open.apostrophe <= Apostrophe::Hardly && open.span.end < mark.span.start;
        if let Some(open) = innermost.filter(|open| open.level != mark.level && opens(open))
            && let Some(doubt) = price::doubt(open, mark)
        {
            next.extend(self.pair(*state, here).map(|state| State { cost: state.cost + doubt, ..state }));
        }
        if closes.is_none() {
            let slip = Slip { mark: here.index, kind: SlipKind::NeverOpened, until: mark.span.start };
            let cost = beside + price::NEVER_OPENED + 3 * u32::from(!is_clean(mark));
            next.push(self.record(*state, Event::Slip(slip), cost));
        }
    }

    /// The mark ends a name and the quotation that ends with it: of two that would stand together one is written.
    fn close_both(&mut self, mut state: State, here: &Here) -> Option<State> {
        let [.., outer, name] = *state.stack.open() else { return None };
        let [outer, name] = [outer, name].map(|open| &self.marks[open.mark as usize]);
        let shared = outer.glyph == name.glyph && shared::ends(self.side, outer, name, &here.mark);
        shared.then(|| state.stack.pop())?;
        self.pair(state, here)
    }

    /// The mark closes the innermost quotation.
    fn pair(&mut self, mut state: State, here: &Here) -> Option<State> {
        let open = state.stack.pop()?;
        let quotation = Quotation { open: open.mark, close: here.index, depth: state.stack.len };
        // ‘We are ready, he said. The boys’ boat: the apostrophe of a noun closes nothing that an attribution has ended.
        let possessive = here.mark.apostrophe == Apostrophe::Likely && here.mark.right == Edge::Space;
        let ended = if possessive && self.is_attributed(open.mark, here.mark.span.start) { price::ENDED } else { 0 };
        let cost = here.close + ended + self.prices.pair(&self.marks[open.mark as usize], &here.mark);
        Some(self.record(state, Event::Pair(quotation), cost))
    }

    /// The mark opens a quotation, reopens one in a new paragraph, or is one too many.
    fn open(&mut self, state: &State, here: &Here, next: &mut Vec<State>) {
        let (mark, beside) = (&here.mark, here.open);
        let opened = Open { mark: here.index, block: mark.block };
        let same = state.stack.open().iter().rposition(|open| self.marks[open.mark as usize].level == mark.level);
        let Some(at) = same else {
            if !state.stack.is_full() {
                next.push(state.with(opened, beside));
            }
            return;
        };
        let top = state.stack.items[at];
        if mark.leads && mark.block > top.block {
            if mark.block == top.block + 1 && at + 1 == state.stack.open().len() {
                let mut state = *state;
                state.stack.items[at].block = mark.block;
                state.cost += beside + self.continue_price(top.mark, mark);
                next.push(state);
            }
        } else if mark.block == top.block {
            let slip = Slip { mark: here.index, kind: SlipKind::Reopened, until: mark.span.start };
            let at_sentence = if self.follows_sentence(mark.span.lo()) { price::REOPENED_SENTENCE } else { 0 };
            let state = self.record(*state, Event::Slip(slip), beside + price::REOPENED + at_sentence);
            next.push(state);
        }
        if !state.stack.is_full() {
            let nested = self.marks[top.mark as usize].glyph != mark.glyph;
            let cost = if nested { price::SAME_LEVEL_NESTED } else { price::SAME_LEVEL };
            next.push(state.with(opened, beside + cost));
        }
        let state = self.abandon(*state, at, mark.span.start);
        next.push(state.with(opened, beside));
    }

    fn continue_price(&mut self, opening: u32, mark: &Mark) -> u32 {
        let first = &self.marks[opening as usize];
        let end = self.side.blocks[first.block as usize].span.end;
        let word = self.side.tokens[first.token as usize + 1..].first();
        // “We thought,” he said, “that nobody …: the second part of an interrupted quotation is no fragment.
        let interrupted = opening > 0 && self.marks[opening as usize - 1].block == first.block;
        let fragment = !first.leads
            && !interrupted
            && word.is_some_and(|t| t.shape == Shape::Lower)
            && first.right == Edge::Letter;
        if fragment {
            return price::FRAGMENT_CONTINUES;
        }
        let attributed = first.block + 1 == mark.block && self.is_attributed(opening, end);
        if attributed { price::ATTRIBUTED_CONTINUES } else { 0 }
    }
}

/// Keeps the cheapest state of each stack, and the cheapest of those.
fn prune(states: &mut [State], kept: &mut Vec<State>) {
    states.sort_by_key(|state| state.cost);
    for state in states {
        if kept.len() == BEAM || kept.first().is_some_and(|best| state.cost > best.cost + price::HOPELESS) {
            break;
        }
        if !kept.iter().any(|other| other.stack == state.stack) {
            kept.push(*state);
        }
    }
}
