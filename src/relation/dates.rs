//! The day a statement is about: the article's, moved by what its sentence says.
//!
//! In comes a predicate; out comes a day. Of several expressions in a sentence the one that belongs to the
//! predicate counts, not that of the clause around it: "said on Friday that it attacked on Monday".

use super::Factuality;
use super::tree::Trees;
use crate::article::month_named;
use crate::language::{TokenIndex, TokenRange};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

const NUMBERS: [&str; 12] = [
    "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// Years that an article may speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// Finds the day that a predicate is about.
pub struct DateFinder<'article> {
    /// The analysed article.
    pub trees: &'article Trees<'article>,
    /// The day it was published.
    pub published: Option<Date>,
}

impl DateFinder<'_> {
    /// The day that a statement of `predicate`, in the sentence of these tokens, is about. What is
    /// planned looks forward ("will meet on Wednesday"), all else back.
    pub fn date_of(
        &self,
        tokens: TokenRange,
        predicate: TokenIndex,
        factuality: Factuality,
    ) -> Option<Date> {
        let published = self.published?;
        let ahead = factuality == Factuality::Planned;
        let expressions = tokens.iter().filter_map(|token| {
            let day = self.expression(token, tokens, published, ahead)?;
            Some((self.distance(token, predicate)?, day))
        });
        let nearest = expressions.min_by_key(|(distance, _)| *distance);
        Some(nearest.map_or(published, |(_, day)| day))
    }

    /// How far, in the tree, an expression stands from a predicate: below it is near; beside it,
    /// under one of its governors, is further.
    fn distance(&self, expression: TokenIndex, predicate: TokenIndex) -> Option<usize> {
        const BESIDE: usize = 100;
        let trees = self.trees;
        let path = |from| std::iter::once(from).chain(trees.ancestors(from));
        if let Some(steps) = path(expression).position(|node| node == predicate) {
            return Some(steps);
        }
        path(predicate)
            .enumerate()
            .find(|(_, node)| path(expression).any(|other| other == *node))
            .map(|(steps, _)| BESIDE + steps)
    }

    fn word(&self, token: TokenIndex) -> &str {
        self.trees.form(token)
    }

    fn is(&self, token: TokenIndex, word: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(word)
    }

    /// The day that the expression which begins at `token` names.
    fn expression(
        &self,
        token: TokenIndex,
        tokens: TokenRange,
        published: Date,
        ahead: bool,
    ) -> Option<Date> {
        let at = |offset: u32| Some(TokenIndex(token.0 + offset)).filter(|&t| tokens.contains(t));
        if self.is(token, "yesterday") {
            return published.yesterday().ok();
        }
        if self.is(token, "tomorrow") {
            return published.tomorrow().ok();
        }
        let forward = self.is(token, "next");
        if forward || self.is(token, "last") {
            return self.beside(at(1)?, published, forward);
        }
        if let Some(weekday) = self.weekday(token) {
            let modified = token.0.checked_sub(1).map(TokenIndex).is_some_and(|before| {
                tokens.contains(before) && (self.is(before, "last") || self.is(before, "next"))
            });
            return if modified { None } else { nearest(published, weekday, ahead) };
        }
        if self.is(token, "ago") {
            let unit = token.0.checked_sub(1).map(TokenIndex)?;
            let count = token.0.checked_sub(2).map(TokenIndex)?;
            let within = tokens.contains(count);
            return within.then(|| self.ago(count, unit, published)).flatten();
        }
        if let Some(month) = self.month(token) {
            return self.calendar_day(token, month, tokens, published, ahead);
        }
        if self.is(token, "in") || self.is(token, "since") {
            let year = self.year(at(1)?).filter(|year| *year != published.year())?;
            return Date::new(year, 1, 1).ok();
        }
        None
    }

    fn weekday(&self, token: TokenIndex) -> Option<Weekday> {
        WEEKDAYS.iter().find(|(name, _)| self.is(token, name)).map(|(_, day)| *day)
    }

    /// A month's number, from 1. "May" and "March" must be capitalised, and "May" be no auxiliary.
    fn month(&self, token: TokenIndex) -> Option<i8> {
        let capital = self.word(token).starts_with(char::is_uppercase);
        let auxiliary = self.trees.token(token).tag == crate::language::UniversalTag::Auxiliary;
        month_named(self.word(token)).filter(|_| capital && !auxiliary)
    }

    fn year(&self, token: TokenIndex) -> Option<i16> {
        self.word(token).parse().ok().filter(|year| YEARS.contains(year))
    }

    fn day(&self, token: TokenIndex) -> Option<i8> {
        let word = self.word(token);
        let number = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        number.parse().ok().filter(|day| (1..=31).contains(day))
    }

    /// "last month", "next Tuesday".
    fn beside(&self, unit: TokenIndex, published: Date, forward: bool) -> Option<Date> {
        if let Some(weekday) = self.weekday(unit) {
            return published.nth_weekday(if forward { 1 } else { -1 }, weekday).ok();
        }
        let span = self.unit(unit)?;
        if forward { published.checked_add(span).ok() } else { published.checked_sub(span).ok() }
    }

    fn unit(&self, token: TokenIndex) -> Option<Span> {
        match self.trees.lemma(token) {
            "day" => Some(1.day()),
            "week" => Some(1.week()),
            "month" => Some(1.month()),
            "year" => Some(1.year()),
            _ => None,
        }
    }

    /// "two weeks ago".
    fn ago(&self, count: TokenIndex, unit: TokenIndex, published: Date) -> Option<Date> {
        let word = self.word(count);
        let written = NUMBERS.iter().position(|name| word.eq_ignore_ascii_case(name));
        let number = written.map(|position| position as i64 + 1).or_else(|| word.parse().ok())?;
        let span = self.unit(unit)?.checked_mul(number).ok()?;
        published.checked_sub(span).ok()
    }

    /// "5 March 2014", "March 5, 2014", "5 March", "in March".
    fn calendar_day(
        &self,
        token: TokenIndex,
        month: i8,
        tokens: TokenRange,
        published: Date,
        ahead: bool,
    ) -> Option<Date> {
        let inside = |token: &TokenIndex| tokens.contains(*token);
        let after = |offset: u32| Some(TokenIndex(token.0 + offset)).filter(inside);
        let before = token.0.checked_sub(1).map(TokenIndex).filter(inside);
        let day_before = before.and_then(|token| self.day(token));
        let day_after = after(1).and_then(|token| self.day(token));
        let year = (1..=3).filter_map(after).find_map(|token| self.year(token));
        let day = day_before.or(day_after);
        let marked = before.is_some_and(|token| self.is(token, "in") || self.is(token, "last"));
        if day.is_none() && year.is_none() && !marked {
            return None;
        }
        let year = year.unwrap_or_else(|| {
            let number = published.year();
            match (ahead, month.cmp(&published.month())) {
                (false, std::cmp::Ordering::Greater) => number - 1,
                (true, std::cmp::Ordering::Less) => number + 1,
                _ => number,
            }
        });
        Date::new(year, month, day.unwrap_or(1)).ok()
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
    use crate::language::{Document, Engine};
    use crate::relation::inflection::Inflections;

    const TUESDAY: Date = Date::constant(2015, 10, 27);

    fn day(text: &str, factuality: Factuality) -> Option<Date> {
        let document: Document = Engine::embedded().expect("the model loads").analyse(text);
        let trees = Trees::new(&document, text, &Inflections::default());
        let finder = DateFinder { trees: &trees, published: Some(TUESDAY) };
        let tokens = document.sentences.first()?.tokens;
        let root = tokens.iter().find(|&token| trees.head(token).is_none())?;
        finder.date_of(tokens, root, factuality)
    }

    #[test]
    fn a_weekday_lies_behind_unless_it_is_planned() {
        assert_eq!(nearest(TUESDAY, Weekday::Monday, false), Some(Date::constant(2015, 10, 26)));
        assert_eq!(nearest(TUESDAY, Weekday::Wednesday, true), Some(Date::constant(2015, 10, 28)));
        assert_eq!(nearest(TUESDAY, Weekday::Tuesday, true), Some(TUESDAY));
    }

    #[test]
    fn expressions_move_the_day() {
        let cases = [
            ("Russia attacked Ukraine yesterday.", (2015, 10, 26)),
            ("Russia attacked Ukraine last month.", (2015, 9, 27)),
            ("Russia attacked Ukraine two weeks ago.", (2015, 10, 13)),
            ("Russia attacked Ukraine in 2014.", (2014, 1, 1)),
            ("Russia attacked Ukraine on 5 March 2014.", (2014, 3, 5)),
            ("Russia attacked Ukraine on March 5, 2014.", (2014, 3, 5)),
            ("Russia attacked Ukraine in December.", (2014, 12, 1)),
            ("Russia attacked Ukraine last Friday.", (2015, 10, 23)),
            ("Russia attacked Ukraine.", (2015, 10, 27)),
        ];
        for (text, (year, month, of_month)) in cases {
            let expected = Date::constant(year, month, of_month);
            assert_eq!(day(text, Factuality::Asserted), Some(expected), "{text}");
        }
    }
}
