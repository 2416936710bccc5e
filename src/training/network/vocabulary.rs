//! Which words have a row of their own, and the word vectors that are given from outside.

use super::matrix::Matrix;
use super::sample::Sample;
use crate::language::network::word_form::{PART_ROWS, WordForm};
use std::collections::BTreeMap;
use std::io::{self, BufRead};

/// Word vectors made from other texts: word, then numbers.
pub type Vectors = Vec<(String, Vec<f32>)>;

/// Reads word vectors: one word a line, then its numbers, separated by spaces.
pub fn read_vectors(input: impl BufRead) -> io::Result<Vectors> {
    let mut vectors = Vectors::new();
    for (number, line) in input.lines().enumerate() {
        let line = line?;
        let mut fields = line.split(' ');
        let word = fields.next().unwrap_or_default().to_owned();
        let numbers: Result<Vec<f32>, _> = fields.map(str::parse).collect();
        let numbers = numbers.ok().filter(|numbers| {
            vectors.first().is_none_or(|(_, first)| first.len() == numbers.len())
        });
        let numbers = numbers.ok_or_else(|| {
            io::Error::other(format!("line {}: not a word and its numbers", number + 1))
        })?;
        vectors.push((word, numbers));
    }
    Ok(vectors)
}

/// The words with a row of their own; row 0 is for all others.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    rows: BTreeMap<u32, u32>,
    /// How often the word of each row occurs in the treebanks.
    pub(crate) counts: Vec<u32>,
    /// The given vector of each row's word, zeros where there is none.
    pub(crate) vectors: Matrix,
}

/// Words of the treebanks that occur less often have no row, unless a vector is given.
const LEAST_COUNT: u32 = 2;

impl Vocabulary {
    pub(crate) fn new(samples: &[Sample], vectors: &Vectors) -> Self {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for form in samples.iter().flat_map(|sample| &sample.forms) {
            *counts.entry(WordForm::of(form).word).or_default() += 1;
        }
        let mut given: BTreeMap<u32, &[f32]> = BTreeMap::new();
        for (word, vector) in vectors {
            given.entry(WordForm::of(word).word).or_insert(vector);
        }
        let frequent = counts.iter().filter(|(_, count)| **count >= LEAST_COUNT);
        let mut rows: BTreeMap<u32, u32> = frequent.map(|(&word, _)| (word, 0)).collect();
        rows.extend(given.keys().map(|&word| (word, 0)));
        let width = vectors.first().map_or(0, |(_, vector)| vector.len());
        let mut matrix = Matrix::zeros(rows.len() + 1, width);
        let mut row_counts = vec![0; rows.len() + 1];
        for (at, (word, row)) in rows.iter_mut().enumerate() {
            *row = at as u32 + 1;
            row_counts[at + 1] = counts.get(word).copied().unwrap_or(0);
            if let Some(vector) = given.get(word) {
                matrix.row_mut(at + 1).copy_from_slice(vector);
            }
        }
        Self { rows, counts: row_counts, vectors: matrix }
    }

    /// The row of a word; 0 for words that have none.
    pub(crate) fn row(&self, spelling: &WordForm) -> u32 {
        self.rows.get(&spelling.word).copied().unwrap_or(0)
    }

    /// The hashes of the words in the order of their rows.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = u32> {
        self.rows.keys().copied()
    }

    /// How many rows the whole table has, parts of words included.
    pub(crate) fn table_rows(&self) -> usize {
        self.counts.len() + PART_ROWS.iter().sum::<u32>() as usize
    }

    /// Whether a vector is given for the row's word.
    pub(crate) fn has_vector(&self, row: u32) -> bool {
        self.vectors.row(row as usize).iter().any(|number| *number != 0.0)
    }
}
