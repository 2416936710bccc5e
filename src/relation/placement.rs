//! Whether evidence that comes from a file quotes what it says it does.
//!
//! In comes [`Evidence`]; out comes nothing, or the first span that does not fit its text. Who shows
//! evidence may then slice its sentence by its spans.

use super::{Evidence, Quote};
use crate::span::ByteSpan;

/// A span at which the text that is said to stand there cannot stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the span [{}, {}] of the {part} does not fit its text `{text}`",
    span.start, span.end
)]
pub struct Misplaced {
    /// What is there: "trigger".
    part: &'static str,
    /// Where it is said to be.
    span: ByteSpan,
    /// What is said to stand there.
    text: String,
}

impl Evidence {
    /// Checks that all spans are as long as their texts, and that trigger and mentions that lie in the
    /// sentence stand there. A mention may lie elsewhere: an office, say, in the sentence before the one
    /// that names its holder.
    ///
    /// # Errors
    /// Names the first that does not fit.
    pub fn check_spans(&self) -> Result<(), Misplaced> {
        let misplaced = |part, span, text: &str| {
            let text = text.chars().take(60).collect();
            Err(Misplaced { part, span, text })
        };
        let sentence = &self.sentence;
        if !fits(sentence.span, &sentence.text) {
            return misplaced("sentence", sentence.span, &sentence.text);
        }
        let quotes =
            [("trigger", &self.trigger), ("source", &self.source), ("target", &self.target)];
        for (part, Quote { span, text }) in quotes {
            let stands_there = !sentence.span.contains(*span)
                || span.after(sentence.span.start).text(&sentence.text) == text;
            if !(fits(*span, text) && stands_there) {
                return misplaced(part, *span, text);
            }
        }
        Ok(())
    }
}

/// Whether a span goes forward and is as long as its text.
fn fits(span: ByteSpan, text: &str) -> bool {
    span.start <= span.end && span.len() == text.len()
}
