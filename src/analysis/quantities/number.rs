//! Numbers in figures: what `1,200.5`, `1.200,5`, `2 ½` or `３．５` is worth, by the conventions of a language.
//!
//! Not numbers in words, and no judgement on their form: a machine that keeps the separators of the original is believed
//! where the digits allow no other reading.

use crate::text::Profile;

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// What it is worth.
    pub value: f64,
    /// What one is worth in the place of its last digit.
    pub step: f64,
    /// How many digits stand after the decimal separator.
    pub decimals: u8,
    /// Whether its thousands are set apart.
    pub grouped: bool,
    /// What it is worth if its only separator is that of another language: `2.500` in English may be 2,500.
    pub other: Option<f64>,
}

/// Longer numbers are codes.
const MOST_DIGITS: usize = 24;

/// Reads digits of any script with marks between them; `None` where they are no number (`192.168.0.1`, `6-3`).
pub fn read(text: &str, profile: &Profile) -> Option<Number> {
    let (mut digits, mut marks) = (String::new(), Vec::new());
    for c in text.chars() {
        match digit(c) {
            Some(digit) => digits.push(digit),
            None => marks.push((digits.len(), plain(c)?)),
        }
    }
    if digits.is_empty() || digits.len() > MOST_DIGITS || marks.first().is_some_and(|(at, _)| *at == 0) {
        return None;
    }
    if marks.last().is_some_and(|(at, _)| *at == digits.len()) {
        return None;
    }
    let whole: f64 = digits.parse().ok()?;
    let number = |decimals: usize, grouped: bool| {
        // Read from its digits, so that equal numbers are equal.
        let value = format!("{digits}e-{decimals}").parse().unwrap_or(whole);
        let decimals = decimals as u8;
        Number { value, step: 10_f64.powi(-i32::from(decimals)), decimals, grouped, other: None }
    };
    let Some(((last_at, last), before)) = marks.split_last() else { return Some(number(0, false)) };
    let after = digits.len() - last_at;
    if before.is_empty() {
        let may_group = after == 3 && *last_at <= 3 && !digits.starts_with('0') && *last != '/';
        let may_point = matches!(last, '.' | ',');
        let groups = may_group && (profile.group.iter().any(|group| plain(*group) == Some(*last)) || !may_point);
        return match (may_group, may_point) {
            (true, true) if groups && *last != profile.decimal => {
                Some(Number { other: Some(number(3, false).value), ..number(0, true) })
            }
            (true, true) => Some(Number { other: Some(whole), ..number(3, false) }),
            (true, false) => Some(number(0, true)),
            (false, true) => Some(number(after, false)),
            (false, false) => None,
        };
    }
    // Several marks: all alike are groups; the last, if it is another one, is the decimal separator.
    let group = before[0].1;
    let inner = marks.windows(2).all(|pair| pair[1].0 - pair[0].0 == 3 || pair[1].0 - pair[0].0 == 2);
    if before.iter().any(|(_, mark)| *mark != group) || !inner {
        return None;
    }
    match (*last == group, matches!(last, '.' | ',')) {
        (true, _) => (after == 3).then(|| number(0, true)),
        (false, true) => Some(number(after, true)),
        (false, false) => None,
    }
}

/// The value of a vulgar fraction of one character.
pub fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// A number with the separators of a language, its thousands set apart where the language does so.
pub fn write(value: f64, decimals: usize, profile: &Profile) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let group = profile.group.first().copied().unwrap_or(',');
    let mut written = if value < 0.0 { "−".to_owned() } else { String::new() };
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 4 - usize::from(group == ',') {
            written.push(group);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(profile.decimal);
        written.push_str(fraction);
    }
    written
}

/// The ASCII digit of a decimal digit of the scripts that news uses.
fn digit(c: char) -> Option<char> {
    const ZEROS: &[char] =
        &['0', '٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '᠐', '０'];
    if c.is_ascii_digit() {
        return Some(c);
    }
    let zero = ZEROS.iter().rev().find(|zero| **zero <= c)?;
    char::from_digit((c as u32 - *zero as u32).min(10), 10).filter(|_| (c as u32 - *zero as u32) < 10)
}

/// A separator in its plainest form.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '.' | '．' | '٫' => '.',
        ',' | '，' | '٬' => ',',
        '\'' | '’' => '\'',
        ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use crate::text::language::LanguageFile;

    fn profile(decimal: char, group: &str) -> Profile {
        let file = format!("[number]\ndecimal = \"{decimal}\"\ngroup = [\"{group}\", \" \"]");
        Profile::new(Lang::unknown(), &[&toml::from_str::<LanguageFile>(&file).unwrap()])
    }

    #[test]
    fn numbers_are_read_by_the_conventions_of_the_language() {
        let (english, german) = (profile('.', ","), profile(',', "."));
        let value = |text: &str, profile: &Profile| read(text, profile).map(|number| number.value);
        for (text, in_english, in_german) in [
            ("12", 12.0, 12.0),
            ("1,200", 1200.0, 1.2),
            ("1.200", 1.2, 1200.0),
            ("2,5", 2.5, 2.5),
            ("0.125", 0.125, 0.125),
            ("1,200.5", 1200.5, 1200.5),
            ("1.200,5", 1200.5, 1200.5),
            ("1.200.000", 1_200_000.0, 1_200_000.0),
            ("12,34,567", 1_234_567.0, 1_234_567.0),
            ("45’000", 45_000.0, 45_000.0),
            ("5 000", 5000.0, 5000.0),
            ("５，０００", 5000.0, 5.0),
            ("٣٫٥", 3.5, 3.5),
        ] {
            assert_eq!(value(text, &english), Some(in_english), "{text}");
            assert_eq!(value(text, &german), Some(in_german), "{text}");
        }
        for text in ["", "192.168.0.1", "1,2,3", "6-3", ".5", "5.", "5x"] {
            assert_eq!(value(text, &english), None, "{text}");
        }
        assert_eq!(read("2.500", &english).and_then(|number| number.other), Some(2500.0));
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(write(1500.0, 0, &profile('.', ",")), "1,500");
        assert_eq!(write(1234.56, 1, &profile(',', ".")), "1234,6");
        assert_eq!(write(12_345.0, 0, &profile(',', ".")), "12.345");
    }
}
