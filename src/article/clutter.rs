//! Lines of web pages that are no part of an article: share buttons, advertisements, links.
//!
//! What counts is data: `lexicon/clutter.toml`.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
struct Clutter {
    lines: HashSet<String>,
    beginnings: Vec<String>,
}

// A broken compiled-in list would fail the test below; without it nothing counts as clutter.
static CLUTTER: LazyLock<Clutter> = LazyLock::new(|| {
    toml::from_str(include_str!("../../lexicon/clutter.toml")).unwrap_or_default()
});

impl Clutter {
    fn holds(&self, line: &str) -> bool {
        if line.chars().count() > 160 {
            return false;
        }
        let line = line.to_lowercase();
        self.lines.contains(line.trim_end_matches(|last: char| !last.is_alphanumeric()))
            || self.beginnings.iter().any(|beginning| line.starts_with(beginning.as_str()))
    }
}

/// The text without lines of clutter, without white space around its lines, and with at most one
/// empty line in a row.
pub fn without_clutter(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !CLUTTER.holds(line)) {
        if line.is_empty() && (clean.is_empty() || clean.ends_with("\n\n")) {
            continue;
        }
        clean.push_str(without_dateline(line));
        clean.push('\n');
    }
    clean.truncate(clean.trim_end().len());
    clean
}

/// The longest dateline, in bytes.
const LONGEST_DATELINE: usize = 70;

/// The line without a dateline: "KINSHASA, Jan 29 (Reuters) - ". A dateline begins with a word in
/// capitals and ends with a dash between spaces; before the dash stands nothing in lower case but
/// in brackets, and months.
fn without_dateline(line: &str) -> &str {
    let dash = [" - ", " – ", " — ", " -- "]
        .iter()
        .filter_map(|dash| Some((line.find(dash)?, dash.len())))
        .min();
    let Some((position, length)) = dash.filter(|(position, _)| *position <= LONGEST_DATELINE)
    else {
        return line;
    };
    let (dateline, rest) = (&line[..position], &line[position + length..]);
    let mut words = dateline
        .split(|separator: char| !separator.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let in_capitals = |word: &str| !word.chars().any(char::is_lowercase);
    let first = words.next().is_some_and(|word| {
        in_capitals(word) && word.len() > 2 && word.chars().any(char::is_alphabetic)
    });
    let outside_brackets = dateline.split('(').next().unwrap_or_default();
    let others = outside_brackets
        .split(|separator: char| !separator.is_alphanumeric())
        .all(|word| in_capitals(word) || MONTHS.iter().any(|month| word.starts_with(month)));
    if first && others { rest } else { line }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clutter_goes_and_text_stays() {
        let text =
            "Share\n\nLeaders meet\n\nAdvertisement\n\nThey share a view.\nRead more: elsewhere\n";
        assert_eq!(without_clutter(text), "Leaders meet\n\nThey share a view.");
    }

    #[test]
    fn datelines_go_and_titles_in_capitals_stay() {
        let cases = [
            ("KINSHASA, Jan 29 (Reuters) - Rebels advanced.", "Rebels advanced."),
            ("PARIS/TRIPOLI – French jets", "French jets"),
            ("The UN - and others - agreed.", "The UN - and others - agreed."),
            ("NATO and Russia - a history", "NATO and Russia - a history"),
        ];
        for (line, expected) in cases {
            assert_eq!(without_dateline(line), expected);
        }
    }
}
