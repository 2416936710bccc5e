//! The formats that articles come in: one trait, one list.

use super::read::ReadErrorReason;
use super::{Article, json, markdown, plain};

/// An article, or the line that is to blame and what is wrong with it.
pub type Found = Result<Article, (Option<usize>, ReadErrorReason)>;

/// A format that articles come in.
pub trait Format: Sync {
    /// The endings of its files, in lower case.
    fn endings(&self) -> &'static [&'static str];

    /// Whether a text is certainly of this format.
    fn recognises(&self, text: &str) -> bool;

    /// The articles in a text of this format, in their order.
    fn articles(&self, text: &str) -> Vec<Found>;
}

/// Every format; content is tried in this order.
pub const FORMATS: &[&dyn Format] = &[&json::Json, &markdown::Markdown, &plain::Plain];
