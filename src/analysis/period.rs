//! Periods of time: weeks, months, quarters and years, each known by its first day.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::Serialize;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodLength {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

/// A period of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// Its first day.
    pub start: Date,
}

impl PeriodLength {
    /// The period that a day lies in.
    pub fn containing(self, day: Date) -> Period {
        let start = match self {
            Self::Week => {
                let past = day.weekday().since(Weekday::Monday);
                day.checked_sub(i64::from(past).days()).unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let past = (day.month() - 1) % 3;
                let first = day.first_of_month();
                first.checked_sub(i64::from(past).months()).unwrap_or(first)
            }
            Self::Year => day.first_of_year(),
        };
        Period { start }
    }

    /// The period after this one, where the calendar goes on.
    pub fn after(self, period: Period) -> Option<Period> {
        let span: Span = match self {
            Self::Week => 7.days(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        };
        period.start.checked_add(span).ok().map(|start| Period { start })
    }

    /// "2015-W44", "2015-10", "2015-Q4", "2015".
    pub fn name(self, period: Period) -> String {
        let start = period.start;
        match self {
            Self::Week => {
                let week = start.iso_week_date();
                format!("{}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{}-{:02}", start.year(), start.month()),
            Self::Quarter => format!("{}-Q{}", start.year(), (start.month() - 1) / 3 + 1),
            Self::Year => start.year().to_string(),
        }
    }

    /// Every period from `first` to `last`, or only the last `most` of them.
    pub fn all(self, first: Period, last: Period, most: usize) -> Vec<Period> {
        let mut periods = std::collections::VecDeque::new();
        let mut next = Some(first);
        while let Some(period) = next.filter(|period| *period <= last) {
            if periods.len() == most {
                periods.pop_front();
            }
            periods.push_back(period);
            next = self.after(period);
        }
        periods.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lies_in_one_period_of_each_length() {
        for (length, day, name) in [
            (PeriodLength::Week, "2015-11-01", "2015-W44"),
            (PeriodLength::Week, "2016-01-03", "2015-W53"),
            (PeriodLength::Month, "2015-11-30", "2015-11"),
            (PeriodLength::Quarter, "2015-12-31", "2015-Q4"),
            (PeriodLength::Quarter, "2015-04-01", "2015-Q2"),
            (PeriodLength::Year, "2015-06-01", "2015"),
        ] {
            let day = day.parse().expect("a day");
            let period = length.containing(day);
            assert_eq!(length.name(period), name);
            assert!(
                period.start <= day && length.after(period).is_some_and(|next| day < next.start)
            );
        }
    }

    #[test]
    fn only_the_last_periods_are_kept_where_there_are_too_many() {
        let first = PeriodLength::Month.containing("2015-01-15".parse().expect("a day"));
        let last = PeriodLength::Month.containing("2016-02-01".parse().expect("a day"));
        assert_eq!(PeriodLength::Month.all(first, last, 100).len(), 14);
        let kept = PeriodLength::Month.all(first, last, 3);
        assert_eq!(
            kept.first().map(|period| PeriodLength::Month.name(*period)),
            Some("2015-12".into())
        );
    }
}
