//! What the network sees of a word's spelling: hashes of the word, its ends and its shape.
//!
//! Letter case and typography are levelled where texts differ only by habit: curly quotes are
//! straight, digits are `0`, words are in lower case; the shape keeps what the word loses.

use crate::language::hash::{ByteHasher, join};

/// How many parts of a spelling have a table of their own.
pub(crate) const PARTS: usize = 8;

/// How many rows the table of each part has, in the order of [`WordForm::parts`].
pub(crate) const PART_ROWS: [u32; PARTS] = [1024, 2048, 256, 1024, 2048, 4096, 1024, 4096];

/// How much of a long word is looked at from its start, in characters.
const LONGEST: usize = 64;

/// The spelling of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordForm {
    /// The whole word, levelled.
    pub(crate) word: u32,
    /// Beginnings of two and three characters, endings of one to four, the shape, and the word
    /// together with its shape.
    parts: [u32; PARTS],
    /// How it uses capitals.
    case: Case,
}

/// How a word uses capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Case {
    /// No letter, or too short to tell.
    #[default]
    None,
    Lower,
    Title,
    Upper,
}

impl WordForm {
    pub(crate) fn of(form: &str) -> Self {
        let mut word = ByteHasher::new();
        let mut shape = ByteHasher::new();
        let mut beginnings = [0; 3];
        let (mut previous, mut run) = (' ', 0);
        for (at, character) in form.chars().take(LONGEST).enumerate() {
            push(&mut word, level(character));
            if let Some(beginning) = beginnings.get_mut(at) {
                *beginning = word.finish();
            }
            let class = class(character);
            run = if class == previous { run + 1 } else { 1 };
            previous = class;
            if run <= 2 {
                push(&mut shape, class);
            }
        }
        let mut endings = [0; 4];
        let mut end = ByteHasher::new();
        for (ending, character) in endings.iter_mut().zip(form.chars().rev()) {
            push(&mut end, level(character));
            *ending = end.finish();
        }
        let (word, shape) = (word.finish(), shape.finish());
        let [one, two, three, four] = endings;
        let parts = [beginnings[1], beginnings[2], one, two, three, four, shape, join(word, shape)];
        Self { word, parts, case: case(form) }
    }

    /// The rows of the parts in their tables. The shape's row also tells whether the word is the
    /// first of its sentence, and how the sentence uses capitals.
    pub(crate) fn rows(&self, first: bool, sentence: SentenceCase) -> [u32; PARTS] {
        let mut rows = self.parts;
        rows[6] = join(rows[6], u32::from(first) + 2 * sentence as u32);
        let mut start = 0;
        for (row, size) in rows.iter_mut().zip(PART_ROWS) {
            *row = start + *row % size;
            start += size;
        }
        rows
    }
}

/// How a sentence uses capitals: a heading says little by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SentenceCase {
    /// As running text does.
    Running,
    /// Nearly every word starts with one, as in headlines.
    Title,
    /// Nearly all letters are capitals.
    Upper,
}

impl SentenceCase {
    /// Looks at all words of a sentence.
    pub(crate) fn of(words: &[WordForm]) -> Self {
        let count = |case| words.iter().filter(|word| word.case == case).count();
        let (lower, title, upper) = (count(Case::Lower), count(Case::Title), count(Case::Upper));
        let words = lower + title + upper;
        if words >= 2 && upper * 10 >= words * 7 {
            Self::Upper
        } else if words >= 3 && (title + upper) * 10 >= words * 8 {
            Self::Title
        } else {
            Self::Running
        }
    }
}

fn push(hasher: &mut ByteHasher, character: char) {
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        hasher.push(byte);
    }
}

/// WordForm habits levelled.
pub(crate) fn level(character: char) -> char {
    match character {
        '0'..='9' => '0',
        '‘' | '’' => '\'',
        '“' | '”' | '„' => '"',
        _ if character.is_ascii() => character.to_ascii_lowercase(),
        _ => character.to_lowercase().next().unwrap_or(character),
    }
}

/// The class of a character as the shape shows it.
fn class(character: char) -> char {
    match character {
        '0'..='9' => 'd',
        _ if character.is_uppercase() => 'X',
        _ if character.is_alphabetic() => 'x',
        _ => level(character),
    }
}

/// Words of up to three letters do not tell a headline from running text.
fn case(form: &str) -> Case {
    let letters = || form.chars().take(LONGEST).filter(|letter| letter.is_alphabetic());
    let capitals = letters().filter(|letter| letter.is_uppercase()).count();
    match letters().count() {
        0..=3 => Case::None,
        all if all == capitals => Case::Upper,
        _ if letters().next().is_some_and(char::is_uppercase) => Case::Title,
        _ => Case::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> SentenceCase {
        let words: Vec<WordForm> = text.split(' ').map(WordForm::of).collect();
        SentenceCase::of(&words)
    }

    #[test]
    fn typography_and_case_make_no_other_word() {
        for (one, other) in [("Don’t", "don't"), ("“", "\""), ("1999", "2024"), ("É", "é")] {
            assert_eq!(WordForm::of(one).word, WordForm::of(other).word, "{one} and {other}");
        }
        assert_ne!(
            WordForm::of("US").rows(false, SentenceCase::Running),
            WordForm::of("us").rows(false, SentenceCase::Running)
        );
    }

    #[test]
    fn headlines_are_told_from_running_text() {
        assert_eq!(sentence("Russia backs talks on Syria with rebels"), SentenceCase::Running);
        assert_eq!(sentence("Russia Backs Talks With Syrian Rebels"), SentenceCase::Title);
        assert_eq!(sentence("RUSSIA BACKS TALKS WITH REBELS"), SentenceCase::Upper);
    }

    #[test]
    fn every_row_lies_in_its_own_table() {
        let all: u32 = PART_ROWS.iter().sum();
        for form in ["", "a", "Moscow", "24-hour", "日本", "🙂"] {
            for row in WordForm::of(form).rows(true, SentenceCase::Title) {
                assert!(row < all);
            }
        }
    }
}
