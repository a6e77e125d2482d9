//! The pattern language, as a user's rule file speaks it: each row is a pattern, a text with what is found in `[[ ]]`, and the
//! text after the fix.

use std::fmt::Write;

use mtlint::article::{Article, plain};
use mtlint::engine::{Linter, Settings};
use mtlint::rule::load::load;
use mtlint::rule::{Catalogue, RuleSource};
use mtlint::text::Lang;

const WORDS: &str = r#"
[paradigms.verb]
forms = ["base", "third", "past"]
endings = [{ ends = ["e"], add = ["", "s", "d"] }, { add = ["", "s", "ed"] }]
[classes.tell]
paradigm = "verb"
words = ["defend", "say/says/said", "explain"]
[classes."domain.police"]
words = ["sheriff", "county", "arrest", "suspect", "jail"]
[classes."domain.parliament"]
words = ["bill", "vote", "minister", "party"]
[classes."source.ru"]
words = ["tass", "kremlin", "rouble"]
[classes.particle]
words = ["de", "van"]
"#;

fn linter(detect: &str) -> Linter {
    let rule = format!(
        "summary = 'x'\nwhy = 'y.'\nmqm = 'accuracy/mistranslation'\nseverity = 'minor'\ncertainty = 'certain'\n\
         message = '{{meant}}'\nfix = 'unsafe'\n[[bad]]\ntext = '[[x]]'\nfixed = 'y'\n[[good]]\ntext = 'z'\n{detect}"
    );
    let source = |path: &str, text: &str| RuleSource { file: path.into(), path: path.into(), text: text.into() };
    let sources = [source("en/x/x.toml", &rule), source("en/words/x.toml", WORDS)];
    let catalogue = load(&sources, &Catalogue::default()).unwrap_or_else(|mistakes| {
        panic!("{detect}\n{}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    Linter::new(catalogue, Settings::default())
}

/// The text with `[[ ]]` around what is found, and the text after the first fix of each finding.
fn found(detect: &str, text: &str) -> (String, String) {
    let linter = linter(detect);
    let lang = Lang::new("en").unwrap();
    let article = Article::of(plain::read(text.into(), linter.profile(&lang)));
    let (mut marked, mut fixed, mut at, mut edited) = (String::new(), String::new(), 0, 0);
    for finding in linter.check(&article) {
        let _ = write!(marked, "{}[[{}]]", &text[at..finding.span.lo()], &text[finding.span.range()]);
        at = finding.span.hi();
        for edit in finding.fixes.first().iter().flat_map(|fix| &fix.edits) {
            fixed.push_str(&text[edited..edit.span.lo()]);
            fixed.push_str(&edit.text);
            edited = edit.span.hi();
        }
    }
    marked.push_str(&text[at..]);
    fixed.push_str(&text[edited..]);
    (marked, fixed)
}

/// `pattern -> replacement`, a text with marks, and the fixed text; nothing is found in a text without marks.
fn check(rows: &[(&str, &str, &str)]) {
    let mut wrong = String::new();
    for (pattern, marked, fixed) in rows {
        let (pattern, replace) = pattern.split_once(" -> ").unwrap_or((pattern, "Y"));
        let detect = format!("[detect.pattern]\nmatch = '''{pattern}'''\nreplace = '{replace}'\n");
        check_one(&detect, marked, fixed, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn check_one(detect: &str, marked: &str, fixed: &str, wrong: &mut String) {
    let got = found(detect, &marked.replace("[[", "").replace("]]", ""));
    if got.0 != marked || !fixed.is_empty() && got.1 != fixed {
        let _ = writeln!(wrong, "{detect}wanted {marked} and {fixed}\nfound  {} and {}\n", got.0, got.1);
    }
}

#[test]
fn words_classes_and_shapes_fit_tokens() {
    check(&[
        ("hit the club", "He [[Hit the  club]] twice.", ""),
        ("\"Hit\" the", "He hit the club.", ""),
        ("well-known", "A [[well-known]] man, well known here.", ""),
        ("don't", "They [[don’t]] know.", ""),
        ("@tell.past that", "He [[explained that]] and defends that.", ""),
        ("@tell that", "He explained this but [[defends that]].", ""),
        ("#capital:!\"The\" club", "The club and [[Chess club]].", ""),
        ("#number \"%\"", "Up [[5 %]] or [[5%]].", ""),
        ("/[0-9]{1,2}h[0-9]{2}/", "At [[18h30]], 18:30 and 118h30.", ""),
        ("#name said", "and then [[Anna de Vries said]] so. [[J. Smith said]] no.", ""),
        ("a|the club", "In [[a club]], [[the club]], that club.", ""),
        ("\", and\" then", "He came[[, and then]] left and then slept.", ""),
        ("#letter club", "The [[b club]].", ""),
    ]);
}

#[test]
fn sequences_repeat_skip_and_stand_at_borders() {
    check(&[
        ("the very* old", "It is [[the very very old]] one, [[the old]] one.", ""),
        ("the #lower{2} man", "It was [[the very old man]], the old man.", ""),
        ("(make a | take the) photo", "To [[take the photo]] and [[make a photo]].", ""),
        ("both ..3 and", "He saw [[both of the men and]] women. Both came. And left.", ""),
        ("both ..2-3 and", "She saw both men and [[both old men and]] women.", ""),
        ("^ thus", "[[Thus]] it ended. It was thus.", ""),
        ("club $", "The club was a [[club]]", ""),
        ("^^ sure", "[[Sure]], I can. Sure.", ""),
        ("said $$", "He said it, as he [[said]]\n\nHe went home and nobody saw him again after what was [[said]]", ""),
        ("mr ~ \".\"", "[[Mr.]] Smith and Mr . Jones.", ""),
        ("mr _ \".\"", "Mr. Smith and [[Mr .]] Jones.", ""),
        ("#mark|\",\" so", "He left[[, so]] she did.", ""),
    ]);
}

#[test]
fn long_repetitions_after_each_other_fit_however_they_share_the_words() {
    let words = "one two three four five six seven eight nine ten ".repeat(7);
    check(&[(
        r#"who !","{2,20} !","{0,20} !","{0,20} <found: he> (never | not) left -> "#,
        &format!("The man who was ill [[he]] never left {words}."),
        &format!("The man who was ill never left {words}."),
    )]);
}

#[test]
fn replacements_keep_case_and_inflect_and_edits_are_small() {
    check(&[
        ("make a photo -> take a photo", "To [[make a photo]] now.", "To take a photo now."),
        ("make a photo -> take a photo", "[[Make a photo]] now.", "Take a photo now."),
        ("<verb: @tell> that -> {verb as say} that", "He [[defended that]] it is.", "He said that it is."),
        ("<verb: @tell> that -> {verb as say} that", "He [[defends that]] it is.", "He says that it is."),
        ("did <verb: @tell> -> {verb as past}", "He [[did defend]] it.", "He defended it."),
        (
            "<verb: @tell.past> <who: he|she> \".\" -> {who} {verb}.",
            "“No,” [[explained she.]] So.",
            "“No,” she explained. So.",
        ),
        ("<found: <verb: @tell.past> he> \".\" -> he {verb as lower}", "[[Explained he]].", "He explained."),
        ("he said \".\" <found: stressed \".\"> -> ", "“No,” he said. [[stressed.]] So", "“No,” he said. So"),
        ("^ <found: in detail \",\"> -> ", "[[In detail,]] the man left.", "The man left."),
        ("<a: #lower> of <b: #lower> -> {b} {a as capital}", "the [[end of war]]", "the war End"),
    ]);
}

#[test]
fn what_is_around_decides() {
    let mut wrong = String::new();
    for (conditions, marked) in [
        ("unless = ['night club']", "A night club and a [[club]]."),
        ("unless = ['club of Rome']", "The club of Rome and the [[club]] of Bonn."),
        ("with = 'judge'", "The judge took the [[club]]. The golfer took the club."),
        ("without = 'golf|golfer'", "The judge took the [[club]]. The golfer took the club."),
        ("article_with = 'gavel'", "The club fell. It was no hammer."),
        ("article_with = 'gavel'", "The [[club]] fell. It was no gavel."),
        ("article_without = 'golf'", "The club fell.\n\nGolf is played here."),
        ("quoted = true", "The club said: “My [[club]] is here.”"),
        ("quoted = false", "The [[club]] said: “My club is here.”"),
        ("domain = 'police'", "The sheriff of the county made an arrest in the [[club]]."),
        ("domain = 'police'", "The sheriff and the party had a vote in the club, said the minister."),
        ("from = 'ru'\nsourced = true", "The club fell, TASS reported."),
        ("from = 'ru'\nsourced = true", "The [[club]] fell, TASS and the Kremlin said, for a rouble."),
        ("blocks = ['headline']", "A [[club]] falls\n\nThe club fell on Monday night, and nobody was hurt."),
    ] {
        let detect = format!("[detect.pattern]\nmatch = 'club'\nreplace = 'gavel'\n{conditions}\n");
        check_one(&detect, marked, "", &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn entries_of_a_table_have_a_certainty_each_and_vote_on_the_source() {
    let table = "[[detect.pattern]]\nmatch = 'hit the club'\nfrom = 'ru'\n[[detect.pattern]]\nmatch = 'in this connection'\n\
                 from = 'ru'\n[[detect.pattern]]\nmatch = 'theme'\nfrom = 'ru'\nsourced = true\n[[detect.pattern]]\nmatch = 'maybe'\n\
                 certainty = 'possible'\n";
    let mut wrong = String::new();
    for marked in [
        "He [[hit the club]] [[in this connection]], and the [[theme]] was maybe done.",
        "He [[hit the club]]; the theme was this.",
    ] {
        check_one(table, marked, "", &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn mistakes_in_a_pattern_are_pointed_at() {
    for (detect, expected) in [
        ("match = 'a @tel b'", "14:12: there is no class @tel; did you mean “@tell”?"),
        ("match = 'a @tell.pst b'", "14:12: the words of the class have no form “pst”; did you mean “past”?"),
        ("match = 'a #nam b'", "14:12: there is no shape #nam"),
        ("match = 'a (not|no longer)'", "14:13: bars without spaces join single words"),
        ("match = 'a /[/'", "14:12: regex parse error"),
        ("match = '#lower #lower'", "14:10: every match must have"),
        ("match = '<verb: a'", "14:10: this part <verb: … is not closed; write > where it ends"),
        ("match = '#nmae'", "14:10: there is no shape #nmae; did you mean “#name”?"),
        ("match = 'a'\nreplace = '{b}'", "15:12: the pattern has no part <b: …>; it has none"),
        (
            "match = '<verb: @tell>'\nreplace = '{vreb as take}'",
            "15:12: the pattern has no part <vreb: …>; did you mean “{verb}”?",
        ),
        (
            "match = '<verb: @tell>'\nreplace = '{verb as pst}'",
            "15:12: “pst” is neither a form nor a word of a class that has forms; did you mean “past”?",
        ),
        ("match = 'a'\nunless = ['b', '(c']", "this group is not closed"),
        ("match = 'a:b'", "14:10: no text was found that this fits"),
        ("match = 'a'\ndomain = 'sea'", "15:11: there is no class “domain.sea”"),
    ] {
        let rule = format!(
            "summary = 'x'\nwhy = 'y.'\nmqm = 'accuracy/mistranslation'\nseverity = 'minor'\ncertainty = 'certain'\n\
             message = 'm'\n[[bad]]\ntext = '[[x]]'\n[[good]]\ntext = 'z'\n\n\n[detect.pattern]\n{detect}\n"
        );
        let source = |path: &str, text: &str| RuleSource { file: path.into(), path: path.into(), text: text.into() };
        let sources = [source("en/x/x.toml", &rule), source("en/words/x.toml", WORDS)];
        let mistakes = load(&sources, &Catalogue::default()).err().unwrap_or_default();
        let said: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert!(said.len() == 1 && said[0].contains(expected), "{detect}: wanted {expected}, got {said:?}");
    }
}
