//! Articles: what the program reads.
//!
//! In come files, folders, globs and standard input; out come [`Article`]s with an id, a text and
//! what is known about where and when they were published. An [`Input`] is walked, through archives,
//! to its [`Piece`]s, and each piece gives its articles: the walk is a stream, the rest can be done
//! by many threads. Formats are told apart by content first and ending second.

mod clutter;
mod container;
pub mod duplicates;
mod encoding;
mod error;
mod format;
mod input;
mod language;
mod limits;
mod metadata;
mod piece;
mod read;
mod record;

pub use error::{ReadError, ReadErrorReason};
pub use input::{Expanded, Input, expand};
pub(crate) use metadata::month_named;
pub use piece::{Piece, Place};
pub use read::{ReadOptions, pieces, read};
pub use record::{FieldName, FieldNames, Property};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The stable id of an article: the one its source gave it, or a hash of its content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(String);

impl ArticleId {
    /// An id as the source gave it.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id of an article without one: the first 16 hexadecimal digits of the SHA-256 of its
    /// title and text, so that the same article read twice is the same article.
    pub fn from_content(title: Option<&str>, text: &str) -> Self {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        hash.update(title.unwrap_or_default().as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        let digest = hash.finalize();
        Self(digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What is known about an article besides its text. This is what the graph keeps of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleInfo {
    /// Stable id.
    pub id: ArticleId,
    /// Headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Outlet that published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Other outlets that printed the same text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reprints: Vec<String>,
    /// Day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
}

impl ArticleInfo {
    /// What a reprint adds to what is known of its original: its outlet.
    pub fn reprinted(original: ArticleId, outlet: Option<String>) -> Self {
        Self {
            id: original,
            title: None,
            source: None,
            reprints: outlet.into_iter().collect(),
            date: None,
            url: None,
            author: None,
        }
    }
}

/// An article as read and cleaned, before any analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Id, title, source, date and so on.
    #[serde(flatten)]
    pub info: ArticleInfo,
    /// The text that all byte spans refer to: paragraphs separated by newlines. A headline that
    /// stood in the same file is its first paragraph.
    pub text: String,
}
