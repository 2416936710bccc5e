//! The sentence splitter: the tokens of one line in, sentence boundaries out.
//!
//! A line break always ends a sentence. Within a line a trained linear classifier judges each gap
//! between two tokens from the words and marks around it, from left to right.

use super::hash::{feature, hash_bytes, join};
use super::lexical::Lexical;
use super::model::{ModelError, Reader};
use super::weights::{MAX_CLASSES, Scores, SparseTable};
use crate::span::ByteSpan;

/// Longer sentences are cut, so that memory and time stay bounded on text without sentence ends.
pub(crate) const LONGEST_SENTENCE: usize = 400;

/// The trained weights of the splitter.
#[derive(Debug)]
pub(crate) struct SentenceSplitter {
    weights: SparseTable,
}

impl SentenceSplitter {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        Ok(Self { weights: SparseTable::read(reader)? })
    }

    /// Appends to `ends` the position after each last token of a sentence among `tokens`.
    pub(crate) fn split(
        &self,
        text: &str,
        tokens: &[ByteSpan],
        words: &[Lexical],
        ends: &mut Vec<usize>,
    ) {
        let mut context = Context::default();
        let mut features = Vec::with_capacity(32);
        for at in 0..tokens.len() {
            context.advance(token_text(text, tokens, at));
            if at + 1 == tokens.len() {
                ends.push(at + 1);
                break;
            }
            if !is_candidate(text, tokens, at) {
                continue;
            }
            features.clear();
            extract(text, tokens, words, at, context, &mut features);
            let mut scores: Scores = [0; MAX_CLASSES];
            self.weights.score(&features, &mut scores);
            if scores[1] > scores[0] || context.length >= LONGEST_SENTENCE {
                ends.push(at + 1);
                context = Context::default();
            }
        }
    }
}

fn token_text<'text>(text: &'text str, tokens: &[ByteSpan], at: usize) -> &'text str {
    tokens.get(at).map_or("", |span| span.text(text))
}

/// What the splitter remembers of the sentence it is in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    /// How many tokens the sentence has so far.
    pub(crate) length: usize,
    /// How many straight double quotes it has so far.
    quotes: usize,
    /// How many brackets are open.
    open: i32,
}

impl Context {
    /// Takes in one more token.
    pub(crate) fn advance(&mut self, form: &str) {
        self.length += 1;
        match form {
            "\"" => self.quotes += 1,
            "“" => self.quotes = 1,
            "”" => self.quotes = 0,
            "(" | "[" => self.open += 1,
            ")" | "]" => self.open = (self.open - 1).max(0),
            _ => {}
        }
    }
}

/// Whether a sentence may end after the token at `at`: at white space, or after an end mark.
pub(crate) fn is_candidate(text: &str, tokens: &[ByteSpan], at: usize) -> bool {
    let (Some(one), Some(other)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    one.end < other.start || one.text(text).ends_with(['.', '!', '?', '…'])
}

/// The features of the gap after the token at `at`.
#[rustfmt::skip]
pub(crate) fn extract(text: &str, tokens: &[ByteSpan], words: &[Lexical], at: usize, context: Context, features: &mut Vec<u64>) {
    let outside = Lexical::OUTSIDE;
    let look = |offset: isize| {
        at.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&outside)
    };
    let (here, next, before, after) = (look(0), look(1), look(-1), look(2));
    let spaced = tokens[at].end < tokens[at + 1].start;
    let last = kind(token_text(text, tokens, at));
    let first = kind(token_text(text, tokens, at + 1));
    let length = context.length.min(8) as u32 + u32::from(context.length > 15) + u32::from(context.length > 30);
    let state = (context.quotes % 2) as u32 | u32::from(context.open > 0) << 1 | u32::from(spaced) << 2;
    let previous_kind = if at == 0 { 0 } else { kind(token_text(text, tokens, at - 1)) };
    let after_kind = kind(token_text(text, tokens, at + 2));
    let mut template = 0;
    let mut add = |first, second, third| {
        features.push(feature(template, first, second, third));
        template += 1;
    };
    add(0, 0, 0);
    add(last, first, state);
    add(last, first, length);
    add(last, first, previous_kind);
    add(last, first, join(after_kind, previous_kind));
    add(last, state, 0);
    add(here.form, 0, 0);
    add(here.lower, first, 0);
    add(next.form, 0, 0);
    add(next.form, last, 0);
    add(next.lower, last, state);
    add(here.form, next.form, 0);
    add(before.lower, here.lower, 0);
    add(next.lower, after.lower, 0);
    add(here.shape, next.shape, 0);
    add(here.shape, next.shape, last);
    add(before.shape, join(here.shape, next.shape), after.shape);
    add(next.shape, join(after.shape, look(3).shape), last);
    add(next.suffixes[2], last, 0);
    add(here.suffixes[2], first, 0);
    add(before.lower, last, first);
    add(length, here.shape, next.shape);
    add(context.length as u32, 0, 0);
    add(before.shape, last, first);
}

/// A coarse class of a token, as far as sentence ends care.
fn kind(form: &str) -> u32 {
    let Some(first) = form.chars().next() else { return 1 };
    match first {
        '.' if form.len() == 1 => 2,
        '!' | '?' => 3,
        '.' | '…' => 4,
        '"' | '”' | '“' => 5,
        '\'' | '’' | '‘' | '`' => 6,
        ')' | ']' => 7,
        '(' | '[' => 8,
        ',' | ';' => 9,
        ':' => 10,
        '-' | '–' | '—' | '*' | '_' | '=' | '~' | '•' => 11 + u32::from(form.len() > 3),
        _ if first.is_ascii_digit() => 13,
        _ if form.ends_with('.') => 14 + u32::from(form.len() == 2),
        _ if first.is_uppercase() => {
            16 + u32::from(form.len() > 1 && !form.chars().any(char::is_lowercase))
        }
        _ if first.is_lowercase() => 18,
        _ => 20 + hash_bytes(form.bytes().take(4)) % 8,
    }
}
