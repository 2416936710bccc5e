//! Weights of linear classifiers: feature hashes in, class scores out.
//!
//! A table maps a 64-bit feature hash to the weights of the classes it votes for. It is an
//! open-addressing hash table over small quantised integers in contiguous memory: a lookup is one
//! or two reads, nothing is built at load but a copy of the file's bytes, and a 16-bit fingerprint
//! keeps features that were never trained from borrowing the weights of others.

use super::model::{ModelError, Reader};

/// The slot of `hash` in a table of `size` slots: multiply-shift on the high half.
#[inline]
pub(crate) const fn slot(hash: u64, size: usize) -> usize {
    (((hash >> 32) * size as u64) >> 32) as usize
}

/// The fingerprint of `hash`; never 0, which marks an empty slot.
#[inline]
pub(crate) const fn fingerprint(hash: u64) -> u16 {
    (hash as u16) | 1
}

/// How many classes a [`SparseTable`] can tell apart.
pub(crate) const MAX_CLASSES: usize = 128;

/// The scores of all classes of a sparse table.
pub(crate) type Scores = [i32; MAX_CLASSES];

/// Weights for a fixed, small number of classes, stored for each feature in full.
#[derive(Debug, Default)]
pub(crate) struct DenseTable {
    slots: Vec<DenseSlot>,
}

/// Fingerprint, then three weights.
#[derive(Clone, Copy, Debug, Default)]
struct DenseSlot {
    fingerprint: u16,
    weights: [i16; 3],
}

impl DenseTable {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let slots = reader.records::<8>()?.iter().map(|&[a, b, c, d, e, f, g, h]| DenseSlot {
            fingerprint: u16::from_le_bytes([a, b]),
            weights: [
                i16::from_le_bytes([c, d]),
                i16::from_le_bytes([e, f]),
                i16::from_le_bytes([g, h]),
            ],
        });
        let slots: Vec<_> = slots.collect();
        require_empty_slot(slots.iter().any(|slot| slot.fingerprint == 0))?;
        Ok(Self { slots })
    }

    /// The summed weights of the features.
    #[inline]
    pub(crate) fn score(&self, features: &[u64]) -> [i32; 3] {
        let mut scores = [0; 3];
        for &hash in features {
            let wanted = fingerprint(hash);
            let mut at = slot(hash, self.slots.len());
            while let Some(found) = self.slots.get(at) {
                if found.fingerprint == wanted {
                    for (score, weight) in scores.iter_mut().zip(found.weights) {
                        *score += i32::from(weight);
                    }
                    break;
                }
                if found.fingerprint == 0 {
                    break;
                }
                at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
            }
        }
        scores
    }
}

/// Weights for up to [`MAX_CLASSES`] classes; each feature lists only those it votes on.
#[derive(Debug, Default)]
pub(crate) struct SparseTable {
    slots: Vec<SparseSlot>,
    cells: Vec<u16>,
}

#[derive(Clone, Copy, Debug, Default)]
struct SparseSlot {
    fingerprint: u16,
    count: u16,
    start: u32,
}

impl SparseTable {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let slots = reader.records::<8>()?.iter().map(|&[a, b, c, d, e, f, g, h]| SparseSlot {
            fingerprint: u16::from_le_bytes([a, b]),
            count: u16::from_le_bytes([c, d]),
            start: u32::from_le_bytes([e, f, g, h]),
        });
        let slots: Vec<_> = slots.collect();
        require_empty_slot(slots.iter().any(|slot| slot.fingerprint == 0))?;
        let cells = reader.records::<2>()?.iter().map(|&bytes| u16::from_le_bytes(bytes)).collect();
        Ok(Self { slots, cells })
    }

    /// Adds the weights of the features to `scores`.
    #[inline]
    pub(crate) fn score(&self, features: &[u64], scores: &mut Scores) {
        for &hash in features {
            let wanted = fingerprint(hash);
            let mut at = slot(hash, self.slots.len());
            while let Some(found) = self.slots.get(at) {
                if found.fingerprint == wanted {
                    self.add(*found, scores);
                    break;
                }
                if found.fingerprint == 0 {
                    break;
                }
                at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
            }
        }
    }

    #[inline]
    fn add(&self, slot: SparseSlot, scores: &mut Scores) {
        let start = slot.start as usize;
        for &cell in self.cells.get(start..start + usize::from(slot.count)).unwrap_or(&[]) {
            scores[usize::from(cell & 127)] += i32::from(cell as i16 >> 7);
        }
    }
}

/// Probing ends at an empty slot, so a table needs one.
fn require_empty_slot(found: bool) -> Result<(), ModelError> {
    if found { Ok(()) } else { Err(ModelError::Damaged("a weight table is full")) }
}

/// The best class below `classes`, the first of equals.
#[inline]
pub(crate) fn best_class(scores: &Scores, classes: usize) -> usize {
    let mut best = 0;
    for class in 1..classes.min(MAX_CLASSES) {
        if scores[class] > scores[best] {
            best = class;
        }
    }
    best
}

/// Building tables from trained weights.
#[cfg(feature = "training")]
pub(crate) mod build {
    use super::{fingerprint, slot};
    use crate::language::model::Writer;

    /// The largest weight a dense slot holds.
    pub(crate) const DENSE_MAX: f32 = 32_000.0;
    /// The largest weight a sparse cell holds.
    pub(crate) const SPARSE_MAX: f32 = 255.0;
    /// How full a table is allowed to be: fuller is smaller, but probes longer.
    const LOAD: f64 = 0.75;

    fn place(hash: u64, table: &mut [Option<usize>], prints: &mut [u16]) -> Option<usize> {
        let wanted = fingerprint(hash);
        let mut at = slot(hash, table.len());
        while prints[at] != 0 {
            if prints[at] == wanted {
                return None;
            }
            at = (at + 1) % table.len();
        }
        prints[at] = wanted;
        Some(at)
    }

    /// Addresses rows; of two rows with equal slot run and fingerprint the first one stays.
    fn arrange(hashes: impl ExactSizeIterator<Item = u64>) -> (Vec<u16>, Vec<Option<usize>>) {
        let size = (hashes.len() as f64 / LOAD) as usize + 2;
        let mut prints = vec![0; size];
        let mut rows = vec![None; size];
        for (row, hash) in hashes.enumerate() {
            if let Some(at) = place(hash, &mut rows, &mut prints) {
                rows[at] = Some(row);
            }
        }
        (prints, rows)
    }

    /// Writes a dense table; `rows` in a fixed order, heaviest first.
    pub(crate) fn dense(rows: &[(u64, [i16; 3])], writer: &mut Writer) {
        let (prints, places) = arrange(rows.iter().map(|row| row.0));
        let slots = prints.iter().zip(places).map(|(print, row)| {
            let weights = row.map_or([0; 3], |row| rows[row].1);
            let ([a, b], [c, d]) = (print.to_le_bytes(), weights[0].to_le_bytes());
            let ([e, f], [g, h]) = (weights[1].to_le_bytes(), weights[2].to_le_bytes());
            [a, b, c, d, e, f, g, h]
        });
        writer.records(slots.collect::<Vec<[u8; 8]>>());
    }

    /// Writes a sparse table; `rows` in a fixed order, heaviest first.
    pub(crate) fn sparse(rows: &[(u64, Vec<(u8, i16)>)], writer: &mut Writer) {
        let (prints, places) = arrange(rows.iter().map(|row| row.0));
        let mut cells: Vec<[u8; 2]> = Vec::new();
        let mut slots: Vec<[u8; 8]> = Vec::new();
        for (print, row) in prints.iter().zip(places) {
            let start = (cells.len() as u32).to_le_bytes();
            let row = row.map_or(&[][..], |row| &rows[row].1);
            for &(class, weight) in row {
                cells.push(((weight << 7) as u16 | u16::from(class & 127)).to_le_bytes());
            }
            let ([a, b], [c, d]) = (print.to_le_bytes(), (row.len() as u16).to_le_bytes());
            slots.push([a, b, c, d, start[0], start[1], start[2], start[3]]);
        }
        writer.records(slots);
        writer.records(cells);
    }
}
