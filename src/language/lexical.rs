//! What the classifiers see of a word's form: hashes of its spelling, ends and shape.
//!
//! Computed once for each token and shared by the tagger, the parser and the name tagger.

use super::hash::{ByteHasher, NOTHING, hash_bytes};

/// The spelling of one token, as hashes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexical {
    /// The form as written, digits levelled.
    pub(crate) form: u32,
    /// The form in lower case, digits levelled.
    pub(crate) lower: u32,
    /// The first one to three bytes of the lower-case form.
    pub(crate) prefixes: [u32; 3],
    /// The last one to four bytes of the lower-case form.
    pub(crate) suffixes: [u32; 4],
    /// The kinds of characters: "Xx" for "Moscow", "dd-x" for "24-hour".
    pub(crate) shape: u32,
}

impl Lexical {
    /// Stands for positions before the first and after the last token.
    pub(crate) const OUTSIDE: Self = Self {
        form: NOTHING,
        lower: NOTHING,
        prefixes: [NOTHING; 3],
        suffixes: [NOTHING; 4],
        shape: NOTHING,
    };

    /// Looks at a form. Very long forms are judged by their two ends.
    pub(crate) fn of(form: &str) -> Self {
        let bytes = form.as_bytes();
        let mut lower = ByteHasher::new();
        let mut exact = ByteHasher::new();
        let mut prefixes = [NOTHING; 3];
        for (at, &byte) in bytes.iter().enumerate().take(LONGEST) {
            let levelled = level(byte);
            exact.push(levelled);
            lower.push(levelled.to_ascii_lowercase());
            if let Some(prefix) = prefixes.get_mut(at) {
                *prefix = lower.finish();
            }
        }
        let mut suffixes = [NOTHING; 4];
        for (at, suffix) in suffixes.iter_mut().enumerate() {
            if let Some(start) = bytes.len().checked_sub(at + 1) {
                let end = bytes[start..].iter();
                *suffix = hash_bytes(end.map(|&byte| level(byte).to_ascii_lowercase()));
            }
        }
        Self {
            form: exact.finish(),
            lower: lower.finish(),
            prefixes,
            suffixes,
            shape: shape(bytes),
        }
    }
}

/// How many bytes of a form are looked at from its start.
const LONGEST: usize = 64;

/// All digits look alike; curly apostrophes are levelled with straight ones by the tokenizer's
/// clitic table, not here.
const fn level(byte: u8) -> u8 {
    if byte.is_ascii_digit() { b'0' } else { byte }
}

/// Classes of characters in order, runs shortened to two.
fn shape(bytes: &[u8]) -> u32 {
    let mut hasher = ByteHasher::new();
    let (mut previous, mut run) = (0, 0);
    for &byte in bytes.iter().take(LONGEST) {
        let class = match byte {
            b'A'..=b'Z' => b'X',
            b'a'..=b'z' => b'x',
            b'0'..=b'9' => b'd',
            0x80.. => b'u',
            other => other,
        };
        run = if class == previous { run + 1 } else { 1 };
        previous = class;
        if run <= 2 {
            hasher.push(class);
        }
    }
    hasher.finish()
}
