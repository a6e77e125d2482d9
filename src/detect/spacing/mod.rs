//! White space around marks and between words, by the conventions of the language.
//!
//! One pass over the tokens stops at spaces that stand beside something other than two words, and at a comma or colon
//! that no space follows. Lost spaces between sentences and words, and spaces inside quotation marks, are other kinds'.

mod compound;
mod doubled;
mod half;
mod hyphen;
mod mark;
mod number;
mod width;
mod window;

use super::spec::{Spacing as Spec, SpacingFault as Fault};
use super::{ByFault, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::text::profile::WordSet;
use crate::text::{Profile, Token, TokenKind};
use compound::Compounds;
use window::Window;

/// All spacing rules.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
    /// Short words that hang on another by a hyphen.
    enclitics: WordSet,
    /// What is always written with a hyphen.
    compounds: Compounds,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], profile: &Profile) -> Self {
        let tag = profile.lang.as_str();
        let language = tag.split('-').next().unwrap_or(tag);
        let lists =
            rules.iter().filter_map(|(_, spec)| spec.enclitics.get(tag).or_else(|| spec.enclitics.get(language)));
        let enclitics = WordSet::new(lists.flatten().map(String::as_str));
        let lists =
            rules.iter().filter_map(|(_, spec)| spec.compounds.get(tag).or_else(|| spec.compounds.get(language)));
        let compounds = Compounds::new(lists.flatten().map(String::as_str));
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))), enclitics, compounds }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let (mut double, mut half) = (Vec::new(), half::Marks::default());
        for (index, block) in side.blocks.iter().enumerate() {
            let tokens = side.tokens_of(block);
            let mut unspaced = false;
            for (at, token) in tokens.iter().enumerate() {
                let here = || Window { side, block, tokens, at };
                match token.kind {
                    TokenKind::Space => {
                        if token.span.len() > 1 || tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Space)
                        {
                            doubled::collect(&here(), &mut double);
                        }
                        let word = |other: Option<&Token>| other.is_some_and(|token| token.kind == TokenKind::Word);
                        if word(tokens.get(at + 1)) && word(at.checked_sub(1).and_then(|before| tokens.get(before))) {
                            unspaced |= tokens[at + 1].script.is_east_asian();
                        } else {
                            self.space(&here(), index, hits);
                        }
                    }
                    TokenKind::Mark => self.mark(&here(), &mut half, hits),
                    TokenKind::Word if token.span.len() > 6 => mark::inside_word(&here(), &self.rules, hits),
                    TokenKind::Word | TokenKind::Number => {}
                }
            }
            if unspaced {
                width::between(side, block, &self.rules, hits);
            }
        }
        half.report(&self.rules, hits);
        if !double.is_empty() {
            doubled::report(side, &double, &self.rules, hits);
        }
        if !side.profile.space_before.is_empty() {
            mark::missing_before(side, &self.rules, hits);
        }
    }
}

impl Scanner {
    fn space(&self, here: &Window<'_>, block: usize, hits: &mut Hits) {
        width::inside_wide(here, &self.rules, hits);
        if here.before_is_mark() {
            mark::inside_open(here, &self.rules, hits);
            mark::after_inverted(here, &self.rules, hits);
            hyphen::after(here, &self.rules, hits);
            number::after(here, &self.rules, hits);
        }
        if here.after_is_mark() {
            mark::before(here, &self.rules, hits);
            mark::inside_close(here, &self.rules, hits);
            hyphen::before(here, &self.enclitics, &self.rules, hits);
            compound::spaced(here, &self.compounds, &self.rules, hits);
            number::before(here, &self.rules, hits);
            if block < 3 {
                mark::around_stroke(here, &self.rules, hits);
            }
        }
    }

    fn mark(&self, here: &Window<'_>, half: &mut half::Marks, hits: &mut Hits) {
        let Some(c) = here.mark(0) else { return };
        match c {
            ',' | ';' | '،' | '؛' => {
                mark::missing_after(here, &self.rules, hits);
                half.see(here);
            }
            '.' | ':' | '!' | '?' | '(' => half.see(here),
            '，' | '。' | '；' | '：' | '？' | '！' | '、' | '（' | '）' => {
                width::full(here, &self.rules, hits);
                half.see(here);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, plain};
    use crate::text::{Lang, language::LanguageFile};
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    const FAULTS: [Fault; 19] = [
        Fault::AfterInvertedMark,
        Fault::MixedBeforeMark,
        Fault::AfterFullWidthMark,
        Fault::BeforeMark,
        Fault::MissingBeforeMark,
        Fault::MissingAfterMark,
        Fault::Doubled,
        Fault::InsideBracket,
        Fault::InsideWideMark,
        Fault::AroundHyphen,
        Fault::BetweenIdeographs,
        Fault::HalfWidthMark,
        Fault::HalfWidthBracket,
        Fault::BeforeFullWidthMark,
        Fault::LatinMark,
        Fault::FullWidthMark,
        Fault::InsideNumber,
        Fault::InsideTime,
        Fault::AroundStroke,
    ];

    fn scan(text: &str, language: &str) -> Hits {
        let file: LanguageFile = toml::from_str(language).unwrap();
        let profile = Arc::new(Profile::new(Lang::unknown(), &[&file]));
        let specs = FAULTS.map(|fault| Spec { fault, enclitics: BTreeMap::new(), compounds: BTreeMap::new() });
        let rules: Vec<_> = specs.iter().enumerate().map(|(at, spec)| (RuleIndex(at as u16), spec)).collect();
        let article = Article::of(plain::read(text.into(), Arc::clone(&profile)));
        let mut hits = Hits::new();
        Scanner::new(&rules, &profile).scan(&Analysed::new(&article), &mut hits);
        hits
    }

    proptest! {
        #[test]
        fn any_text_is_scanned_and_spans_stand_on_borders(text in "[a-cA-C0-9 .,:;?!()/\\-”\"»é東の，。（）\u{a0}\u{3000}\n]{0,60}") {
            for language in ["", "[spacing]\nfull_width = true\nwords = false", "[spacing]\nbefore = '?!;:'"] {
                for hit in scan(&text, language) {
                    prop_assert!(text.get(hit.span.range()).is_some());
                    for edit in hit.choices.iter().flat_map(|choice| &choice.edits) {
                        prop_assert!(text.get(edit.span.range()).is_some());
                    }
                }
            }
        }
    }

    #[test]
    fn an_article_that_is_half_width_throughout_is_one_finding() {
        let hits = scan(&"我们走了,他说,好.".repeat(4), "[spacing]\nfull_width = true\nwords = false");
        assert_eq!(hits.len(), 1);
        assert!(hits[0].choices[0].edits.len() > 8);
    }
}
