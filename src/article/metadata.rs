//! Dates and sources that an article does not give itself: from its file's name and the user.

use super::ArticleInfo;
use super::read::{Input, ReadOptions};
use jiff::civil::Date;

/// The day at the beginning of a text such as `2015-10-27` or `2015-10-27T08:00:00Z`.
pub fn date(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

/// Fills in what is missing: first from the file's name, then from what the user said.
pub fn complete(info: &mut ArticleInfo, input: &Input, options: &ReadOptions) {
    if let Input::File(path) = input {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let mut pieces = name.split('_');
        let day = pieces.next().and_then(date);
        if day.is_some()
            && name.get(10..).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        {
            info.date = info.date.or(day);
            let outlet = pieces.next().filter(|_| name.matches('_').count() >= 2);
            info.source = info.source.take().or_else(|| outlet.map(words));
        }
    }
    info.date = info.date.or(options.date);
    info.source = info.source.take().or_else(|| options.source.clone());
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
    use crate::article::plain::information;

    #[test]
    fn a_file_name_gives_date_and_source() {
        let mut info = information(None, "text");
        let input = Input::File("news/2015-10-27_the-harbour-post_talks.txt".into());
        complete(&mut info, &input, &ReadOptions::default());
        assert_eq!(info.date, Some(Date::constant(2015, 10, 27)));
        assert_eq!(info.source.as_deref(), Some("The Harbour Post"));
    }
}
