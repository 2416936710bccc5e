//! The day a statement is about: the article's, moved by what its sentence says.

use super::Factuality;
use crate::language::{Document, TokenIndex, TokenRange};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Finds the day that a sentence is about.
pub struct DateFinder<'article> {
    /// The analysed article.
    pub document: &'article Document,
    /// Its text.
    pub text: &'article str,
    /// The day it was published.
    pub published: Option<Date>,
}

impl DateFinder<'_> {
    /// The day that a statement in the sentence of these tokens is about. What is planned looks
    /// forward ("will meet on Wednesday"), all else back.
    pub fn date_of(&self, tokens: TokenRange, factuality: Factuality) -> Option<Date> {
        let published = self.published?;
        let moved =
            tokens.iter().find_map(|token| self.moved(token, tokens, published, factuality));
        Some(moved.unwrap_or(published))
    }

    fn word(&self, token: TokenIndex) -> String {
        self.document.form(self.text, token).to_lowercase()
    }

    fn moved(
        &self,
        token: TokenIndex,
        tokens: TokenRange,
        published: Date,
        factuality: Factuality,
    ) -> Option<Date> {
        let word = self.word(token);
        let next = TokenIndex(token.0 + 1);
        let following = if tokens.contains(next) { self.word(next) } else { String::new() };
        match word.as_str() {
            "yesterday" => published.yesterday().ok(),
            "tomorrow" => published.tomorrow().ok(),
            "last" | "next" => {
                let sign = if word == "last" { -1 } else { 1 };
                let span = match following.as_str() {
                    "week" => 1.weeks(),
                    "month" => 1.months(),
                    "year" => 1.years(),
                    _ => return None,
                };
                published.checked_add(span * sign).ok()
            }
            "in" => following
                .parse::<i16>()
                .ok()
                .filter(|year| (1900..=2100).contains(year) && *year != published.year())
                .and_then(|year| Date::new(year, 1, 1).ok()),
            _ => {
                let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| *name == word)?;
                nearest(published, *weekday, factuality == Factuality::Planned)
            }
        }
    }
}

/// The nearest such weekday: ahead, or back; the day itself where it is one.
fn nearest(day: Date, weekday: Weekday, ahead: bool) -> Option<Date> {
    if day.weekday() == weekday {
        return Some(day);
    }
    day.nth_weekday(if ahead { 1 } else { -1 }, weekday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_lies_behind_unless_it_is_planned() {
        let tuesday = Date::constant(2015, 10, 27);
        assert_eq!(nearest(tuesday, Weekday::Monday, false), Some(Date::constant(2015, 10, 26)));
        assert_eq!(nearest(tuesday, Weekday::Wednesday, true), Some(Date::constant(2015, 10, 28)));
        assert_eq!(nearest(tuesday, Weekday::Tuesday, true), Some(tuesday));
    }
}
