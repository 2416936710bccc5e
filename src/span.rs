//! Byte spans: where something stands in an article's text.
//!
//! Every token, mention, trigger and sentence is a span into the text it came from, so that each
//! result can be shown in its source. A span never holds text of its own.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of byte offsets into an article's text, on character boundaries.
/// Serialised as `[start, end]`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "[u32; 2]", into = "[u32; 2]")]
pub struct ByteSpan {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset one past the last byte.
    pub end: u32,
}

impl ByteSpan {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Length in bytes; 0 for a span whose end lies before its start.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The text the span covers, or `""` where it does not fit `text`.
    pub fn text(self, text: &str) -> &str {
        text.get(Range::from(self)).unwrap_or("")
    }

    /// The span as counted from `origin` instead of from the start of the text; what lies before the
    /// origin counts as standing at it.
    pub const fn after(self, origin: u32) -> Self {
        Self::new(self.start.saturating_sub(origin), self.end.saturating_sub(origin))
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<[u32; 2]> for ByteSpan {
    fn from([start, end]: [u32; 2]) -> Self {
        Self { start, end }
    }
}

impl From<ByteSpan> for [u32; 2] {
    fn from(span: ByteSpan) -> Self {
        [span.start, span.end]
    }
}

impl From<ByteSpan> for Range<usize> {
    fn from(span: ByteSpan) -> Self {
        span.start as usize..span.end as usize
    }
}
