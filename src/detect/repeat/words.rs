//! Words and phrases that stand twice in a row, and loops.
//!
//! One pass over the words of a block keeps, for each distance up to [`REACH`], how many words in a row equal the word
//! that far before them. Not across block borders; doubles only where nothing but a space stands between.

use super::{Case, Step, Unit, inside, joined};
use crate::article::Block;
use crate::detect::Hits;
use crate::span::Span;
use crate::text::{Norm, Script, Shape, Token, TokenKind, address};

/// The longest phrase that is looked for, in words.
const REACH: usize = 12;

/// The shortest clause, in characters, that is doubled by mistake in a script written without spaces.
const LONG_CLAUSE: usize = 6;

/// How far around a double its word is looked for, in tokens; longer than any article, so that an archive costs no more.
const AROUND: usize = 5000;

/// Rounds after which a loop is one whatever its words: no chant in a news story goes on so long.
const ENDLESS: usize = 7;

/// From so many rounds on not even a sung syllable is meant.
const LONGEST_SONG: usize = 17;

/// The vowels of Latin, Cyrillic and Greek.
fn is_vowel(c: char) -> bool {
    "aeiouyáàâäãåæéèêëíìîïóòôöõøúùûüýаеиоуыэюяіїєёαεηιουωάέήίόύώ".contains(c)
}

pub(super) fn report(case: &Case<'_>, hits: &mut Hits) {
    let mut stream = Stream::default();
    for block in &case.side.blocks {
        stream.clear();
        for at in block.tokens.start as usize..block.tokens.end as usize {
            let token = &case.side.tokens[at];
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                stream.push(case, block, at, token.norm, hits);
            }
        }
        stream.finish(case, block, hits);
    }
}

/// How many words back a word is compared with at once, `REACH` and more; as many norms of no word stand before a block.
const BACK: usize = 16;

/// The words of a block with the runs that are open at the last of them.
struct Stream {
    norms: Vec<Norm>,
    tokens: Vec<u32>,
    /// For each distance, how many of the last words equal the word that far before them.
    runs: [u32; REACH + 1],
    /// The distances whose run is open: bit 0 for 1.
    open: u32,
    /// How many words there were so far, in all blocks.
    count: u32,
    /// For the low bits of each norm, which word last had them: most words stand nowhere near themselves, and this says so
    /// at once.
    seen: Box<[u32; SEEN]>,
}

/// Different low bits of norms.
const SEEN: usize = 512;

impl Default for Stream {
    fn default() -> Self {
        Self {
            norms: vec![Norm(0); BACK],
            tokens: Vec::new(),
            runs: [0; REACH + 1],
            open: 0,
            count: BACK as u32,
            seen: Box::new([0; SEEN]),
        }
    }
}

impl Stream {
    fn clear(&mut self) {
        self.norms.truncate(BACK);
        self.tokens.clear();
        self.runs = [0; REACH + 1];
        self.open = 0;
    }

    fn push(&mut self, case: &Case<'_>, block: &Block, at: usize, norm: Norm, hits: &mut Hits) {
        self.count += 1;
        let last = std::mem::replace(&mut self.seen[norm.0 as usize % SEEN], self.count);
        let equal = if self.count - last <= REACH as u32 { self.equal(norm) } else { 0 };
        if (equal | self.open) != 0 {
            if equal & 3 != 0 {
                joined::see(case, block, at, norm, hits);
            }
            if equal & 1 != 0 {
                let before = self.tokens.last().map_or(at, |before| *before as usize);
                inside::abbreviation(case, block, before, at, hits);
            }
            self.step(case, block, equal, hits);
        }
        self.norms.push(norm);
        self.tokens.push(at as u32);
    }

    /// The distances at which the word stands before: bit 0 for 1.
    fn equal(&self, norm: Norm) -> u32 {
        let Some(window) = self.norms.last_chunk::<BACK>() else { return 0 };
        let mut equal = 0;
        for (at, other) in window.iter().enumerate() {
            equal |= u32::from(*other == norm) << (BACK - 1 - at);
        }
        equal & ((1 << REACH.min(self.tokens.len())) - 1)
    }

    fn step(&mut self, case: &Case<'_>, block: &Block, equal: u32, hits: &mut Hits) {
        let mut ended = self.open & !equal;
        while ended != 0 {
            self.close(case, block, ended.trailing_zeros() as usize + 1, hits);
            ended &= ended - 1;
        }
        let mut going = equal;
        while going != 0 {
            self.runs[going.trailing_zeros() as usize + 1] += 1;
            going &= going - 1;
        }
        self.open = equal;
    }

    fn finish(&mut self, case: &Case<'_>, block: &Block, hits: &mut Hits) {
        self.step(case, block, 0, hits);
    }

    /// Ends the run of a distance at the last word and judges it.
    fn close(&mut self, case: &Case<'_>, block: &Block, distance: usize, hits: &mut Hits) {
        let run = std::mem::take(&mut self.runs[distance]) as usize;
        if run < distance {
            return;
        }
        let last = self.tokens.len();
        let first = last - run - distance;
        let norms = &self.norms[BACK + first..BACK + last];
        let found = Found { case, block, distance, norms, tokens: &self.tokens[first..last] };
        if !found.has_shorter_period() && found.is_true() && !found.is_meant() {
            found.judge(hits);
        }
    }
}

/// Words that repeat with a period.
struct Found<'a> {
    case: &'a Case<'a>,
    block: &'a Block,
    /// The period, in words.
    distance: usize,
    norms: &'a [Norm],
    /// Indices of the words among the tokens.
    tokens: &'a [u32],
}

impl Found<'_> {
    fn token(&self, word: usize) -> &Token {
        &self.case.side.tokens[self.tokens[word] as usize]
    }

    fn text(&self, word: usize) -> &str {
        self.case.side.word(self.token(word))
    }

    /// Whether the phrase itself repeats something shorter, which is judged on its own.
    fn has_shorter_period(&self) -> bool {
        (1..self.distance).any(|period| (period..self.norms.len()).all(|at| self.norms[at] == self.norms[at - period]))
    }

    /// Whether the words are equal and not only their norms, and at least one of them is a word.
    fn is_true(&self) -> bool {
        let equal = |at: usize| {
            crate::text::token::folded(self.text(at)) == crate::text::token::folded(self.text(at - self.distance))
        };
        let worded = (0..self.distance)
            .any(|at| self.token(at).kind == TokenKind::Word && !self.text(at).bytes().any(|b| b.is_ascii_digit()));
        worded && (self.distance..self.norms.len()).all(equal)
    }

    /// Whether nothing but one space, or spaces, stands between two neighbouring words.
    fn is_spaced(&self, word: usize) -> bool {
        let (before, after) = (self.tokens[word - 1] as usize, self.tokens[word] as usize);
        after == before + 2
            && self.case.side.word(&self.case.side.tokens[before + 1]).chars().all(|c| matches!(c, ' ' | '\u{A0}'))
    }

    /// Whether the words, with those beside them, are a repetition that is meant.
    fn is_meant(&self) -> bool {
        let tokens = &self.case.side.tokens[..self.block.tokens.end as usize];
        let (start, words) = (self.tokens[0] as usize, self.norms.len());
        self.case.meant.iter().any(|phrase| {
            // The phrase may begin before the words and end behind them, word for word with a space between.
            (0..=phrase.len().saturating_sub(words)).any(|before| {
                let first = start.checked_sub(2 * before).filter(|first| *first >= self.block.tokens.start as usize);
                let own = phrase.iter().skip(before).take(words).all(|step| matches!(step, Step::Word(_)));
                own && phrase.len() >= words
                    && first.is_some_and(|first| {
                        phrase
                            .iter()
                            .enumerate()
                            .all(|(at, step)| tokens.get(first + 2 * at).is_some_and(|token| step.fits(token)))
                    })
            })
        })
    }

    /// Whether the word is a syllable as one sings or laughs it: two or three small letters, of which only the last is a
    /// vowel (`la`, `cha`); `fee fee fee` is none.
    fn is_sung(&self) -> bool {
        let word = self.text(0);
        let (letters, vowels) = (word.chars().count(), word.chars().filter(|c| is_vowel(*c)).count());
        let open = word.ends_with(is_vowel) && (letters == 2 || letters == 3 && vowels == 1);
        self.token(0).shape == Shape::Lower && open
    }

    /// Whether the words open a sentence, the first with a capital, and a mark sets them off: `Well well, so it is`.
    fn is_exclaimed(&self, words: usize) -> bool {
        let side = self.case.side;
        let start = self.token(0).span.lo();
        let before = side.text[self.block.span.lo()..start].trim_end();
        let opens = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric() && c != ',');
        let after = side.char_after(self.block, self.token(words - 1).span.hi());
        let first = self.token(0).shape == Shape::Capital && self.token(1).shape == Shape::Lower;
        first && opens && after.is_some_and(|c| matches!(c, ',' | '!' | '?' | '…' | '.'))
    }

    /// Whether a reporting verb stands right before the words: `they shouted run run`.
    fn is_called(&self) -> bool {
        let side = self.case.side;
        let before = (self.tokens[0] as usize).checked_sub(2).filter(|at| *at >= self.block.tokens.start as usize);
        before.is_some_and(|at| {
            side.tokens[at + 1].kind == TokenKind::Space && side.profile.reporting.has(&side.text, &side.tokens[at])
        })
    }

    /// `Mr. Mr.`: titles with the dot of an abbreviation.
    fn is_dotted_title(&self) -> bool {
        let gap = |word: usize| Span::new(self.token(word - 1).span.hi(), self.token(word).span.lo());
        self.is_noun() && (1..self.norms.len()).all(|word| self.case.side.str(gap(word)) == ". ")
    }

    /// Whether the first word is a title or noun that is no name when it stands twice.
    fn is_noun(&self) -> bool {
        self.case.nouns.has(&self.case.side.text, self.token(0))
    }

    fn is_function(&self, word: usize) -> bool {
        self.case.side.profile.function.has(&self.case.side.text, self.token(word))
    }

    fn is_licensed(&self, word: usize) -> bool {
        self.case.side.profile.doubles.has(&self.case.side.text, self.token(word))
    }

    /// Whether a hyphen or slash joins the outer words to what stands beside them.
    fn is_beside_hyphen(&self, words: usize) -> bool {
        let joins =
            |c: Option<char>| matches!(c, Some('-' | '‑' | '–' | '/' | '\'' | '’' | '_' | '&' | '+' | '.' | '@' | '#'));
        let side = self.case.side;
        let before = side.char_before(self.block, self.token(0).span.lo());
        let after = side.char_after(self.block, self.token(words - 1).span.hi());
        joins(before) || joins(after.filter(|c| *c != '.'))
    }

    fn judge(&self, hits: &mut Hits) {
        let rounds = self.norms.len() / self.distance;
        let spaced = (1..self.norms.len()).all(|word| self.is_spaced(word));
        let quoted = || self.case.is_quoted(self.token(0).span.lo());
        let sung = self.distance == 1 && (3..LONGEST_SONG).contains(&rounds) && self.is_sung();
        let unit = match (self.distance, rounds) {
            _ if sung && !self.is_function(0) => None,
            _ if sung && rounds > 3 => (!quoted()).then_some(Unit::WordPerhaps),
            (_, ENDLESS..) => Some(Unit::Loop),
            (1, 2..=3) if (spaced || self.is_dotted_title()) && !self.is_beside_hyphen(rounds) => {
                self.judge_word(rounds)
            }
            (1, 2) if self.token(0).script.is_unspaced() => self.judge_clause(),
            (1, 4..) => {
                let loops = (spaced || rounds > 5) && !self.is_licensed(0) && !self.is_list() && !quoted();
                loops.then_some(Unit::Loop)
            }
            // “year after year after year”
            (2, 3) if self.norms.len() == 7 => None,
            (2.., 3..) => {
                let loops = spaced || self.distance > 2 && rounds > 3;
                (loops && !self.is_list() && !quoted()).then_some(Unit::Loop)
            }
            (2.., 2) => return self.phrase(hits),
            _ => None,
        };
        if let Some(unit) = unit {
            self.report(unit, rounds, hits);
        }
    }

    fn is_list(&self) -> bool {
        self.block.kind == crate::article::BlockKind::ListItem
    }

    fn judge_word(&self, rounds: usize) -> Option<Unit> {
        let profile = &self.case.side.profile;
        let (first, second) = (self.token(0), self.token(1));
        if self.is_licensed(0)
            || first.script.is_unspaced()
            || address::holds(&self.case.side.text, first.span.to(second.span))
        {
            return None;
        }
        if self.is_exclaimed(rounds) {
            return None;
        }
        let single = self.text(0).chars().count() == 1;
        if single && (first.shape != Shape::Lower || second.shape != Shape::Lower || profile.function.is_empty()) {
            return None;
        }
        let listed = !profile.doubles.is_empty();
        let calendar = |word: &Token| {
            profile.weekdays.has(&self.case.side.text, word) || profile.months.has(&self.case.side.text, word)
        };
        let perhaps = match (first.shape, second.shape) {
            // “the The Hague”: the second belongs to a name.
            (Shape::Lower, Shape::Capital | Shape::Upper | Shape::Mixed) => return None,
            (Shape::Capital, Shape::Capital) => {
                let named = || self.is_function(0) || !self.stood_alone() || self.comes_back();
                !calendar(first) && !self.is_noun() && named()
            }
            _ if self.is_function(0) => false,
            (Shape::Lower | Shape::Capital, Shape::Lower) => {
                self.case.is_quoted(first.span.lo()) || self.comes_back() || self.is_called() && !calendar(first)
            }
            (Shape::Upper, Shape::Upper) => self.text(0).chars().count() < 3 || self.comes_back(),
            _ if self.has_korean_particle() => self.case.is_quoted(first.span.lo()) || self.comes_back(),
            // Scripts without capitals: most of their languages double words of any kind.
            _ => true,
        };
        let sure = listed && !perhaps && (rounds == 2 || self.is_function(0));
        Some(match (sure, self.is_function(0)) {
            (true, true) => Unit::FunctionWord,
            (true, false) => Unit::Word,
            _ => Unit::WordPerhaps,
        })
    }

    /// Whether the word is a noun with the particle of a topic or an object, which nothing doubles: `대통령은`.
    fn has_korean_particle(&self) -> bool {
        let word = self.text(0);
        self.token(0).script == Script::Hangul && word.chars().count() > 3 && word.ends_with(['은', '는', '을', '를'])
    }

    /// A clause of a script written without spaces, twice with a comma between.
    fn judge_clause(&self) -> Option<Unit> {
        let gap = Span::new(self.token(0).span.hi(), self.token(1).span.lo());
        let comma = matches!(self.case.side.str(gap), "，" | "、" | "," | ", ");
        let long = self.text(0).chars().count() >= LONG_CLAUSE;
        (comma && long && !self.is_list() && !self.case.is_quoted(self.token(0).span.lo())).then_some(Unit::PhraseApart)
    }

    /// Whether the same double stands elsewhere in the article: then it is a term, not a slip.
    fn comes_back(&self) -> bool {
        let norm = self.norms[0];
        let (tokens, at) = (&self.case.side.tokens, self.tokens[0] as usize);
        let around = &tokens[at.saturating_sub(AROUND)..tokens.len().min(at + AROUND)];
        let doubles =
            around.windows(3).filter(|w| w[0].norm == norm && w[2].norm == norm && w[1].kind == TokenKind::Space);
        doubles.take(2).count() > 1
    }

    /// Whether the word stands alone earlier in the article: a name that is a double is doubled where it comes up first.
    fn stood_alone(&self) -> bool {
        let norm = self.norms[0];
        let (side, at) = (self.case.side, self.tokens[0] as usize);
        let double = |at: usize| {
            side.tokens.get(at + 2).is_some_and(|next| next.norm == norm) || at >= 2 && side.tokens[at - 2].norm == norm
        };
        (at.saturating_sub(AROUND)..at).any(|at| side.tokens[at].norm == norm && !double(at))
    }

    /// A phrase of two words and more, twice: the first of its words at which no mark stands between.
    fn phrase(&self, hits: &mut Hits) {
        let words = 2 * self.distance;
        let Some(start) =
            (0..=self.norms.len() - words).find(|start| (start + 1..start + words).all(|word| self.is_spaced(word)))
        else {
            return self.apart(hits);
        };
        let found =
            Self { norms: &self.norms[start..start + words], tokens: &self.tokens[start..start + words], ..*self };
        if found.is_beside_hyphen(words) || found.is_list() {
            return;
        }
        let content =
            (0..self.distance).any(|word| found.token(word).kind == TokenKind::Word && !found.is_function(word));
        // “time and time and”, “day by day by day”, “step by step by step”
        let chain = self.distance == 2 && self.norms.len() > 4;
        let plain = self.distance == 2 && (!content || found.case.side.profile.function.is_empty());
        let licensed = self.distance == 2 && (found.is_licensed(0) || found.is_licensed(1));
        let quoted = || self.distance < 4 && found.case.is_quoted(found.token(0).span.lo());
        let unit = if chain || plain || licensed || quoted() { Unit::PhrasePerhaps } else { Unit::Phrase };
        found.report(unit, 2, hits);
    }

    /// `to come forward, to come forward`: a phrase of three words and more, twice, with a comma or dash between. Not names,
    /// and not what a joining word before it makes a saying: `if you have to go, you have to go`.
    fn apart(&self, hits: &mut Hits) {
        let words = 2 * self.distance;
        let joined = |start: usize| {
            (start + 1..start + words)
                .all(|word| if word == start + self.distance { self.is_set_off(word) } else { self.is_spaced(word) })
        };
        let mut starts = 0..=self.norms.len() - words;
        let Some(start) = starts.find(|start| joined(*start)).filter(|_| self.distance > 2) else { return };
        let found =
            Self { norms: &self.norms[start..start + words], tokens: &self.tokens[start..start + words], ..*self };
        let content = |word: usize| found.token(word).shape != Shape::Capital && !found.is_function(word);
        let plain = (0..self.distance).all(|word| found.token(word).kind == TokenKind::Word)
            && (0..self.distance).any(|word| content(word) && found.text(word).chars().count() > 2);
        let side = self.case.side;
        let at = found.tokens[0] as usize;
        let before = at.checked_sub(2).filter(|before| *before >= self.block.tokens.start as usize);
        let led = before.is_some_and(|before| side.profile.function.has(&side.text, &side.tokens[before]));
        if plain
            && !led
            && !side.profile.function.is_empty()
            && !found.is_beside_hyphen(words)
            && !found.is_list()
            && !found.case.is_quoted(found.token(0).span.lo())
        {
            found.report(Unit::PhraseApart, 2, hits);
        }
    }

    /// Whether a comma or a dash stands between two neighbouring words.
    fn is_set_off(&self, word: usize) -> bool {
        let gap = Span::new(self.token(word - 1).span.hi(), self.token(word).span.lo());
        matches!(self.case.side.str(gap), ", " | "، " | " – " | " — " | " - " | "—")
    }

    fn report(&self, unit: Unit, rounds: usize, hits: &mut Hits) {
        let span = self.token(0).span.to(self.token(self.norms.len() - 1).span);
        let surplus = self.surplus(rounds);
        self.case.report(unit, span, surplus, rounds, hits);
    }

    /// What goes: all rounds but one. A round that was begun stays where the sentence goes on after it (`to the town and to the
    /// town and to the river`); where it ends there, neither that nor a word that cannot end a sentence.
    fn surplus(&self, rounds: usize) -> Span {
        let side = self.case.side;
        let last = self.norms.len() - 1;
        let end = self.token(last).span.hi();
        let after = side.tokens[self.tokens[last] as usize + 1..self.block.tokens.end as usize]
            .iter()
            .find(|token| token.kind != TokenKind::Space);
        let ends = after.is_none_or(|token| token.kind == TokenKind::Mark);
        let begun = self.norms.len() % self.distance;
        if !ends && begun > 0 {
            let whole = self.token(rounds * self.distance - 1).span.hi();
            return Span::new(self.token(self.distance - 1).span.hi(), whole);
        }
        let mut kept = self.distance - 1;
        while ends && kept > 0 && side.profile.dangling.has(&side.text, self.token(kept)) {
            kept -= 1;
        }
        Span::new(self.token(kept).span.hi(), end)
    }
}
