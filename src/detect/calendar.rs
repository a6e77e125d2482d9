//! Dates that the calendar does not know: a weekday that the date does not fall on, and a day that the month does not have.
//!
//! Which words are months and weekdays is said in word files; see [`crate::analysis::dates`].

use super::spec::{Calendar as Spec, CalendarFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::dates::Date;
use crate::article::Side;
use crate::text::Profile;

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))) }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        for date in article.dates() {
            match (date.falls_on(), date.weekday) {
                (None, _) => self.rules.report(Fault::NoSuchDay, hits, |rule| {
                    let span = date.day_span.to(date.month_span);
                    let span = if date.day_span.lo() > date.month_span.lo() {
                        date.month_span.to(date.day_span)
                    } else {
                        span
                    };
                    Hit::new(rule, span).slot("expected", date.days_in_month())
                }),
                (Some(right), Some((written, _))) if right != written => self.wrong_weekday(side, date, right, hits),
                _ => {}
            }
        }
    }
}

impl Scanner {
    fn wrong_weekday(&self, side: &Side, date: &Date, right: u8, hits: &mut Hits) {
        let Some((_, span)) = date.weekday else { return };
        let class = side.profile.lexicon.class(&format!("weekday.{right}"));
        let Some(name) = class.and_then(|class| class.lemmas().next()) else { return };
        let capital = side.str(span).starts_with(char::is_uppercase);
        let mut chars = name.chars();
        let name: String = match chars.next().filter(|_| capital) {
            Some(first) => first.to_uppercase().chain(chars).collect(),
            None => name.to_owned(),
        };
        self.rules.report(Fault::WrongWeekday, hits, |rule| {
            let date = date.day_span.to(date.span);
            Hit::new(rule, span)
                .slot("expected", &name)
                .because(date)
                .choose(vec![Edit::new(span, name.clone())], false)
        });
    }
}
