//! Dates and sources: how they are written, and where they come from when an article does not
//! give them itself: the file's name, its folders, its address, and the user.

use super::{ArticleInfo, ReadOptions};
use jiff::civil::Date;
use std::path::{Component, Path};

/// English months by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that a text names: `2015-10-27T08:00:00Z`, `20151027T080000Z`, `27 October 2015`,
/// `Tue, 27 Oct 2015 08:00:00 GMT`, `October 27, 2015`, or seconds since 1970. Days in figures
/// only, such as `3/4/2015`, are read where one of the two cannot be the month.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(day) = text.get(..10).and_then(|start| start.parse().ok()) {
        return Some(day);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) && matches!(text.len(), 10 | 13) {
        let seconds = text.get(..10)?.parse().ok()?;
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        return Some(time.to_zoned(jiff::tz::TimeZone::UTC).date());
    }
    compact_date(text).or_else(|| date_in_words(text)).or_else(|| figured_date(text))
}

/// `20151027`, whatever follows but a figure.
fn compact_date(text: &str) -> Option<Date> {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    if figures != 8 && figures != 14 {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to);
    day_of(part(0, 4)?.parse().ok()?, part(4, 6)?.parse().ok()?, part(6, 8)?.parse().ok()?)
}

/// A day with the month in letters.
pub fn date_in_words(text: &str) -> Option<Date> {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
    {
        match leading_number(word) {
            Some(number @ 1000..=2999) if word.len() == 4 => year = year.or(Some(number)),
            Some(number @ 1..=31) if word.len() <= 4 => day = day.or(Some(number as i8)),
            Some(_) => {}
            None => month = month.or_else(|| month_named(word)),
        }
        if year.is_some() && month.is_some() && day.is_some() {
            break;
        }
    }
    day_of(year?, month?, day?)
}

/// The month that a word names, in full or cut short.
pub fn month_named(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let position = full.iter().zip(MONTHS).position(|(full, short)| {
        full.starts_with(word.as_str()) && word.starts_with(short)
            || (*full == "september" && word == "sept")
    });
    position.map(|position| position as i8 + 1)
}

/// `27/10/2015`, `2015/10/27`.
fn figured_date(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    let mut parts = day.split(['/', '.', '-']).map(str::parse::<i16>);
    let (first, second, third) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    match (first, second, third) {
        (1000.., _, _) => day_of(first, second as i8, third as i8),
        (13..=31, 1..=12, 1000..) => day_of(third, second as i8, first as i8),
        (1..=12, 13..=31, 1000..) => day_of(third, first as i8, second as i8),
        _ => None,
    }
}

fn day_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|date| (1500..=2999).contains(&date.year()))
}

/// The number at the beginning of `27th`.
fn leading_number(word: &str) -> Option<i16> {
    let figures = word.bytes().take_while(u8::is_ascii_digit).count();
    word.get(..figures)?.parse().ok()
}

/// Fills in what is missing: from the file's name, from its folders, from the address, and at
/// last from what the user said.
pub fn complete(info: &mut ArticleInfo, path: &Path, options: &ReadOptions) {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let (day, outlet) = named_after(name);
    info.date = info.date.or(day).or_else(|| date_of_folders(path));
    info.source = info
        .source
        .take()
        .or(outlet)
        .or_else(|| source_of_folders(path))
        .or_else(|| options.source.clone())
        .or_else(|| info.url.as_deref().and_then(host));
    info.date = info.date.or(options.date);
}

/// Day and source of a name such as `2015-10-27_the-harbour-post_talks`.
fn named_after(name: &str) -> (Option<Date>, Option<String>) {
    let mut pieces = name.split('_');
    let first = pieces.next().unwrap_or_default();
    let day = (first.len() == 10).then(|| date(first)).flatten();
    let outlet = pieces.next().filter(|_| day.is_some() && name.matches('_').count() >= 2);
    (day.or_else(|| compact_date(name)), outlet.map(words))
}

/// The names of the folders above a file, the nearest first.
fn folders(path: &Path) -> impl Iterator<Item = &str> {
    let parent = path.parent().unwrap_or(Path::new(""));
    parent.components().rev().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    })
}

/// The day that folders name: `2015-10-27`, `20151027` or `2015/10/27`.
fn date_of_folders(path: &Path) -> Option<Date> {
    let alone = folders(path).find_map(|name| {
        if name.len() == 10 { date(name) } else { compact_date(name).filter(|_| name.len() == 8) }
    });
    alone.or_else(|| {
        let mut parts = folders(path).map(str::parse::<i16>);
        let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        day_of(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
    })
}

/// The source that a folder names: an internet domain. Other folders may as well name topics.
fn source_of_folders(path: &Path) -> Option<String> {
    folders(path).find(|name| is_domain(name)).map(|name| without_www(name).to_owned())
}

fn is_domain(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    let is_part = |part: &&str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_top = |part: &str| {
        (2..=10).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !["zip", "tar", "gz", "zst", "warc", "json", "txt", "d"].contains(&part)
    };
    parts.len() >= 2 && parts.iter().all(is_part) && parts.last().is_some_and(|part| is_top(part))
}

/// The host of an address, as a source of last resort.
fn host(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    is_domain(&host).then(|| without_www(&host).to_owned())
}

fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// `the-harbour-post` as "The Harbour Post".
fn words(slug: &str) -> String {
    let capitalised = slug.split('-').filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    });
    capitalised.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::format::information;

    #[test]
    fn dates_are_read_as_they_are_written() {
        let day = Some(Date::constant(2015, 10, 27));
        for text in [
            "2015-10-27",
            "2015-10-27T08:00:00Z",
            "20151027T080000Z",
            "20151027",
            "20151027080000",
            "2015/10/27",
            "27.10.2015",
            "10/27/2015 08:00",
            "27 October 2015",
            "Oct. 27, 2015",
            "October 27th, 2015 at 8:00 am",
            "Tue, 27 Oct 2015 08:00:00 GMT",
            "1445932800",
            "1445932800000",
        ] {
            assert_eq!(date(text), day, "{text}");
        }
        for text in ["", "3/4/2015", "yesterday", "2015", "99999999", "27", "1.2.3", "20159999"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn file_folder_address_and_user_fill_in_what_is_missing() {
        let options = ReadOptions {
            date: Some(Date::constant(2000, 1, 1)),
            source: Some("Mine".to_owned()),
            ..ReadOptions::default()
        };
        let cases = [
            ("news/2015-10-27_the-harbour-post_talks.txt", "2015-10-27", "The Harbour Post"),
            ("news/2015/10/27/talks.txt", "2015-10-27", "Mine"),
            ("news/2015-10-27/talks.txt", "2015-10-27", "Mine"),
            ("www.post.example/20151027/talks.txt", "2015-10-27", "post.example"),
            ("news/20151027-talks.txt", "2015-10-27", "Mine"),
            ("syria/talks.txt", "2000-01-01", "Mine"),
        ];
        for (path, day, source) in cases {
            let mut info = information(None, "text");
            complete(&mut info, Path::new(path), &options);
            assert_eq!(info.date.map(|date| date.to_string()).as_deref(), Some(day), "{path}");
            assert_eq!(info.source.as_deref(), Some(source), "{path}");
        }
        let mut info = information(None, "text");
        info.url = Some("https://www.post.example/talks".to_owned());
        complete(&mut info, Path::new(""), &ReadOptions::default());
        assert_eq!(info.source.as_deref(), Some("post.example"));
    }
}
