//! Plain text: an optional title line, then paragraphs.

use super::formats::{Format, Found};
use super::read::ReadErrorReason;
use super::{Article, ArticleId, ArticleInfo, clutter};

/// The longest first line, in characters, that is still taken for a title.
const LONGEST_TITLE: usize = 200;

/// Plain text.
pub struct Plain;

impl Format for Plain {
    fn endings(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn recognises(&self, _text: &str) -> bool {
        false
    }

    fn articles(&self, text: &str) -> Vec<Found> {
        let text = clutter::without_clutter(text);
        if text.is_empty() {
            return vec![Err((None, ReadErrorReason::Empty))];
        }
        let title = title_of(&text);
        vec![Ok(Article { info: ArticleInfo { title, ..information(None, &text) }, text })]
    }
}

/// What is known of an article when nothing but its text is.
pub fn information(title: Option<String>, text: &str) -> ArticleInfo {
    ArticleInfo {
        id: ArticleId::from_content(title.as_deref(), text),
        title,
        source: None,
        reprints: Vec::new(),
        date: None,
        url: None,
        author: None,
    }
}

/// The first line, where it reads like a headline: short, no full stop, and not all there is.
fn title_of(text: &str) -> Option<String> {
    let (first, rest) = text.split_once('\n')?;
    let headline = first.chars().count() <= LONGEST_TITLE
        && !first.trim_end().ends_with(['.', '!', ':', ';', ',']);
    (headline && !rest.trim().is_empty()).then(|| first.trim().to_owned())
}
