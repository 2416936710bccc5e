//! The network's input: spellings in, one vector a word out.
//!
//! A word's vector is the sum of rows of one table: the word's own row (or the row for unknown
//! words) and the rows of its beginnings, endings and shape. Rows are stored in bytes, each with
//! a scale.

use super::word_form::{PART_ROWS, PARTS, WordForm};
use crate::language::model::{ModelError, Reader};

/// The table and which word has which row.
#[derive(Debug)]
pub(crate) struct Embedding {
    width: usize,
    /// The levelled words by their hash, sorted; the first one has row 1.
    words: Vec<u32>,
    scales: Vec<f32>,
    rows: Vec<i8>,
}

/// The row for words that have none of their own.
const UNKNOWN: usize = 0;

impl Embedding {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let words: Vec<u32> =
            reader.records()?.iter().map(|&bytes| u32::from_le_bytes(bytes)).collect();
        let scales: Vec<f32> =
            reader.records()?.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
        let bytes = reader.records::<1>()?.as_flattened();
        let count = 1 + words.len() + PART_ROWS.iter().sum::<u32>() as usize;
        if scales.len() != count || bytes.is_empty() || bytes.len() % count != 0 {
            return Err(ModelError::Damaged("its table of words has a wrong size"));
        }
        let rows = bytes.iter().map(|byte| byte.cast_signed()).collect();
        Ok(Self { width: bytes.len() / count, words, scales, rows })
    }

    /// The length of a word's vector.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// Adds the vector of a word, whose parts have the given rows, to `vector`.
    #[inline(always)]
    pub(crate) fn add(&self, spelling: &WordForm, parts: [u32; PARTS], vector: &mut [f32]) {
        let word = self.words.binary_search(&spelling.word).map_or(UNKNOWN, |at| at + 1);
        self.add_row(word, vector);
        for part in parts {
            self.add_row(1 + self.words.len() + part as usize, vector);
        }
    }

    #[inline(always)]
    fn add_row(&self, row: usize, vector: &mut [f32]) {
        let scale = self.scales[row];
        let numbers = &self.rows[row * self.width..(row + 1) * self.width];
        for (slot, &number) in vector.iter_mut().zip(numbers) {
            *slot += f32::from(number) * scale;
        }
    }
}
