//! Plain text: an optional title line, then paragraphs.

use super::{Document, Format, Found, information};
use crate::article::error::ReadErrorReason;
use crate::article::{Article, ArticleInfo, clutter};

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

    fn articles(&self, document: &Document<'_>) -> Vec<Found> {
        let cleaned = clutter::clean(document.text);
        if cleaned.text.is_empty() {
            return vec![Err(ReadErrorReason::Empty)];
        }
        let title = title_of(&cleaned.text);
        let info = ArticleInfo { title, ..information(None, &cleaned.text) };
        vec![Ok(Article { info: cleaned.complete(info), text: cleaned.text })]
    }
}

/// The first line, where it reads like a headline: short, no full stop, and not all there is.
fn title_of(text: &str) -> Option<String> {
    let (first, rest) = text.split_once('\n')?;
    let headline = first.chars().count() <= LONGEST_TITLE
        && !first.trim_end().ends_with(['.', '!', ':', ';', ',']);
    (headline && !rest.trim().is_empty()).then(|| first.trim().to_owned())
}
