//! What stands in web pages and wire copy but is no part of an article: share buttons,
//! advertisements, credits, bylines, datelines.
//!
//! What counts is data: `lexicon/clutter.toml`. Cleaning gives the text that all byte spans refer
//! to, so it is done once, before anything else looks at the text.

use super::{ArticleInfo, metadata};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
struct Clutter {
    lines: HashSet<String>,
    beginnings: Vec<String>,
    endings: Vec<String>,
    cuts: Vec<String>,
    agencies: BTreeMap<String, String>,
    page: PageClutter,
}

/// What is taken out of web pages, and where they say what is known of them.
#[derive(Default, Deserialize)]
pub struct PageClutter {
    /// CSS selectors of parts that are no article.
    pub selectors: Vec<String>,
    /// Names of `meta` elements with the title.
    pub title: Vec<String>,
    /// ... with the date.
    pub date: Vec<String>,
    /// ... with the outlet.
    pub source: Vec<String>,
    /// ... with the author.
    pub author: Vec<String>,
    /// ... with the address.
    pub url: Vec<String>,
}

// A broken compiled-in list would fail the tests below; without it nothing counts as clutter.
static CLUTTER: LazyLock<Clutter> = LazyLock::new(|| {
    toml::from_str(include_str!("../../lexicon/clutter.toml")).unwrap_or_default()
});

/// What is known of web pages.
pub fn pages() -> &'static PageClutter {
    &CLUTTER.page
}

/// The longest line that may be clutter, in characters.
const LONGEST_LINE: usize = 160;
/// The longest caption with a credit at its end, in characters.
const LONGEST_CAPTION: usize = 400;
/// The longest dateline, in bytes.
const LONGEST_DATELINE: usize = 70;
/// The most words of a byline.
const LONGEST_BYLINE: usize = 12;
/// Bylines stand among the first lines of a text.
const BYLINE_LINES: usize = 6;

impl Clutter {
    fn holds(&self, line: &str) -> bool {
        let length = line.chars().count();
        if length > LONGEST_CAPTION {
            return false;
        }
        let line = line.to_lowercase().replace('’', "'");
        let is_credited =
            self.endings.iter().any(|ending| line.trim_end_matches('.').ends_with(ending.as_str()));
        is_credited
            || length <= LONGEST_LINE
                && (self.lines.contains(line.trim_matches(|end: char| !end.is_alphanumeric()))
                    || self.beginnings.iter().any(|start| line.starts_with(start.as_str())))
    }

    fn agency(&self, name: &str) -> Option<&str> {
        self.agencies.get(name.trim()).map(String::as_str)
    }
}

/// A text without clutter, and what the clutter told of the article.
#[derive(Debug, Default)]
pub struct Cleaned {
    /// The text: no white space around its lines, at most one empty line in a row.
    pub text: String,
    author: Option<String>,
    agency: Option<String>,
    date: Option<Date>,
}

impl Cleaned {
    /// Fills in what is missing.
    pub fn complete(&self, mut info: ArticleInfo) -> ArticleInfo {
        info.author = info.author.or_else(|| self.author.clone());
        info.date = info.date.or(self.date);
        info.source = info.source.or_else(|| self.agency.clone());
        info
    }
}

/// Takes the clutter out of a text.
pub fn clean(text: &str) -> Cleaned {
    let mut cleaned = Cleaned { text: String::with_capacity(text.len()), ..Cleaned::default() };
    let mut written = 0;
    for line in without_cut(text).lines().map(str::trim).filter(|line| !CLUTTER.holds(line)) {
        if line.is_empty() && (cleaned.text.is_empty() || cleaned.text.ends_with("\n\n")) {
            continue;
        }
        if written < BYLINE_LINES
            && let Some(author) = byline(line)
        {
            cleaned.author.get_or_insert_with(|| author.to_owned());
            continue;
        }
        let line = match dateline(line) {
            Some(dateline) => {
                cleaned.agency = cleaned.agency.take().or(dateline.agency);
                cleaned.date = cleaned.date.or(dateline.date);
                dateline.rest
            }
            None => line,
        };
        cleaned.text.push_str(line);
        cleaned.text.push('\n');
        written += usize::from(!line.is_empty());
    }
    cleaned.text.truncate(cleaned.text.trim_end().len());
    cleaned
}

/// The text without the mark of an API that shortened it: "... [+1234 chars]".
fn without_cut(text: &str) -> &str {
    let Some(inside) = text.trim_end().strip_suffix("chars]") else { return text };
    let figures = inside.trim_end().trim_end_matches(|letter: char| letter.is_ascii_digit());
    CLUTTER
        .cuts
        .iter()
        .find_map(|cut| figures.strip_suffix(cut.as_str()))
        .map_or(text, |kept| kept.trim_end_matches(['…', '.', ' ', '\n', '\r']))
}

/// The author of a line such as "By Jane Doe and John Smith, Reuters".
fn byline(line: &str) -> Option<&str> {
    let names = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?.trim();
    let is_sentence = names.ends_with(['.', '!', '?', ':', ';', '"', '”']);
    let words: Vec<&str> = names.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.chars().next().is_some_and(|first| first.is_uppercase() || !first.is_alphabetic())
            || [
                "and", "of", "for", "in", "the", "de", "van", "von", "der", "bin", "with", "al",
                "el",
            ]
            .contains(word)
            || word.starts_with("al-")
            || word.starts_with("el-")
    };
    let months = words
        .iter()
        .any(|word| metadata::month_named(word.trim_matches(',')).is_some() && word.len() > 3);
    let fits = (1..=LONGEST_BYLINE).contains(&words.len()) && words.iter().all(is_name);
    (fits && !is_sentence && !months).then_some(names)
}

/// A dateline at the beginning of a paragraph.
#[derive(Debug)]
struct Dateline<'line> {
    agency: Option<String>,
    date: Option<Date>,
    rest: &'line str,
}

/// The dateline of "KINSHASA, Jan 29 (Reuters) - Rebels ...". It ends with a dash between spaces;
/// before the dash stands nothing in lower case but in brackets, and months. Where a wire service
/// stands in the brackets, the place may be written in small letters.
fn dateline(line: &str) -> Option<Dateline<'_>> {
    let (position, length) = [" - ", " – ", " — ", " -- "]
        .iter()
        .filter_map(|dash| Some((line.find(dash)?, dash.len())))
        .min()
        .filter(|(position, _)| *position <= LONGEST_DATELINE)?;
    let (head, rest) = (&line[..position], &line[position + length..]);
    let outside = head.split('(').next().unwrap_or_default();
    let brackets = head.split_once('(').and_then(|(_, inside)| inside.split(')').next());
    let agency = brackets.and_then(|name| CLUTTER.agency(name)).map(str::to_owned);
    let words = || {
        let split = outside.split(|separator: char| !separator.is_alphanumeric());
        split.filter(|word| !word.is_empty())
    };
    let in_capitals = |word: &str| !word.chars().any(char::is_lowercase);
    let capitalised =
        || words().count() <= 6 && words().all(|word| !word.starts_with(char::is_lowercase));
    // "ZVECAN, Kosovo (KoSSev) - ": an agency that is in no list.
    let signed = brackets.is_some_and(|name| name.starts_with(char::is_uppercase))
        && outside.contains(',')
        && words().next().is_some_and(|word| in_capitals(word) && word.len() > 2);
    let is_place = if agency.is_some() || signed {
        capitalised()
    } else {
        words().next().is_some_and(|word| {
            in_capitals(word) && word.len() > 2 && word.chars().any(char::is_alphabetic)
        }) && words().all(|word| in_capitals(word) || begins_a_month(word))
    };
    is_place.then(|| Dateline { agency, date: metadata::date_in_words(outside), rest })
}

fn begins_a_month(word: &str) -> bool {
    word.get(..3).is_some_and(|start| metadata::month_named(start).is_some())
        && word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_in_list_is_sound() {
        let found: Result<Clutter, _> = toml::from_str(include_str!("../../lexicon/clutter.toml"));
        assert!(found.is_ok_and(|clutter| !clutter.page.selectors.is_empty()));
    }

    #[test]
    fn clutter_goes_and_text_stays() {
        let text = "Share\n\nLeaders meet\n\nBy Jane Doe and Ali al-Hamid, Reuters\n\nAdvertisement\n\n\
                    They share a view.\nRead more: elsewhere\n\nSoldiers in Goma on Monday. (John Doe/AP Photo)\n\n\
                    A man walks past. Jane Doe/Getty Images\n\n(Reporting by A; Editing by B)\n";
        let cleaned = clean(text);
        assert_eq!(cleaned.text, "Leaders meet\n\nThey share a view.");
        assert_eq!(cleaned.author.as_deref(), Some("Jane Doe and Ali al-Hamid, Reuters"));
    }

    #[test]
    fn bylines_are_told_from_sentences() {
        let cases = [
            ("By Jane Doe", Some("Jane Doe")),
            ("By JANE DOE and ALI BEN SALEM", Some("JANE DOE and ALI BEN SALEM")),
            ("By Friday the army had left the town.", None),
            ("By March, Russia had won", None),
            ("By all accounts the talks failed", None),
        ];
        for (line, expected) in cases {
            assert_eq!(byline(line), expected, "{line}");
        }
    }

    #[test]
    fn datelines_go_and_titles_in_capitals_stay() {
        let cases = [
            ("KINSHASA, Jan 29 (Reuters) - Rebels advanced.", "Rebels advanced.", "Reuters", ""),
            ("PARIS/TRIPOLI – French jets", "French jets", "", ""),
            ("Beirut, Lebanon (AP) — Talks failed.", "Talks failed.", "Associated Press", ""),
            ("VIENNA, July 14, 2015 (AFP) - A deal", "A deal", "AFP", "2015-07-14"),
            ("ZVECAN, Kosovo (Local Agency) - Troops left.", "Troops left.", "", ""),
            ("The UN - and others - agreed.", "The UN - and others - agreed.", "", ""),
            ("NATO and Russia - a history", "NATO and Russia - a history", "", ""),
            ("Syria (again) - a history", "Syria (again) - a history", "", ""),
        ];
        for (line, text, agency, date) in cases {
            let cleaned = clean(line);
            assert_eq!(cleaned.text, text, "{line}");
            assert_eq!(cleaned.agency.unwrap_or_default(), agency, "{line}");
            assert_eq!(cleaned.date.map(|day| day.to_string()).unwrap_or_default(), date, "{line}");
        }
    }

    #[test]
    fn the_mark_of_a_shortened_text_goes() {
        assert_eq!(clean("Russia backs Syria and… [+2044 chars]").text, "Russia backs Syria and");
    }
}
