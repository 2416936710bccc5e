//! Limits that keep any input from running forever or filling the memory.
//!
//! A [`Budget`] belongs to one input. It counts the bytes read from the input itself and the bytes
//! unpacked from it at all depths, so that a bomb is stopped however it is nested. What exceeds a
//! limit is an I/O error that carries [`Exceeded`].

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Bytes in a megabyte.
pub const MEGABYTE: u64 = 1024 * 1024;
/// The largest document, line or record, in bytes.
pub const DOCUMENT: u64 = 32 * MEGABYTE;
/// The longest text of one article, in bytes.
pub const TEXT: u64 = 4 * MEGABYTE;
/// How many times the size of an input may be unpacked from it. Text seldom reaches 20; gzip
/// cannot exceed 1032.
pub const RATIO: u64 = 200;
/// What may be unpacked before the ratio counts, in bytes.
const RATIO_FREE: u64 = 16 * MEGABYTE;
/// What may be unpacked from one input in all, in bytes.
pub const UNPACKED: u64 = 256 * 1024 * MEGABYTE;
/// The largest zip archive within another archive, or on standard input, in bytes: it goes to a
/// temporary file, because its table of contents stands at its end.
pub const INNER: u64 = 4 * 1024 * MEGABYTE;
/// How many times an article may be packed: in an archive in an archive, and so on.
pub const DEPTH: usize = 4;

/// Which limit was exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Exceeded {
    /// [`RATIO`].
    #[error("unpacks to far more than its size")]
    Ratio,
    /// [`UNPACKED`].
    #[error("unpacks to too much")]
    Unpacked,
    /// [`DOCUMENT`].
    #[error("too large for one document")]
    Document,
    /// [`INNER`].
    #[error("too large for a temporary file")]
    Inner,
}

impl From<Exceeded> for io::Error {
    fn from(exceeded: Exceeded) -> Self {
        Self::other(exceeded)
    }
}

/// What has been read from an input and unpacked from it.
#[derive(Clone, Debug, Default)]
pub struct Budget {
    counts: Rc<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    packed: Cell<u64>,
    unpacked: Cell<u64>,
    exceeded: Cell<Option<Exceeded>>,
}

impl Budget {
    /// Bytes read from the input itself.
    pub fn packed(&self) -> u64 {
        self.counts.packed.get()
    }

    /// Says that the input itself has this many bytes, all of them at hand.
    pub fn set_packed(&self, bytes: u64) {
        self.counts.packed.set(bytes);
    }

    /// Whether a limit of the whole input was reached: nothing more is read from it.
    pub fn is_exceeded(&self) -> bool {
        self.counts.exceeded.get().is_some()
    }

    /// Counts what is read from the input itself.
    pub fn input<R: Read>(&self, inner: R) -> Counted<R> {
        Counted { inner, budget: self.clone(), unpacks: false }
    }

    /// Counts, and limits, what a decompressor or archive gives.
    pub fn unpacked<R: Read>(&self, inner: R) -> Counted<R> {
        Counted { inner, budget: self.clone(), unpacks: true }
    }

    fn spend(&self, bytes: u64) -> Result<(), Exceeded> {
        let counts = &self.counts;
        let unpacked = counts.unpacked.get().saturating_add(bytes);
        counts.unpacked.set(unpacked);
        if unpacked > UNPACKED {
            counts.exceeded.set(Some(Exceeded::Unpacked));
        }
        if unpacked > RATIO_FREE && unpacked / RATIO > counts.packed.get() {
            counts.exceeded.set(Some(Exceeded::Ratio));
        }
        counts.exceeded.get().map_or(Ok(()), Err)
    }
}

/// A reader whose bytes count against a [`Budget`].
#[derive(Debug)]
pub struct Counted<R> {
    inner: R,
    budget: Budget,
    unpacks: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if self.unpacks {
            self.budget.spend(count as u64)?;
        } else {
            let packed = &self.budget.counts.packed;
            packed.set(packed.get() + count as u64);
        }
        Ok(count)
    }
}

/// A reader for parsers that hold one record in memory at a time: refuses to give more than
/// [`DOCUMENT`] bytes between two calls of [`Allowance::renew`].
#[derive(Debug)]
pub struct Rationed<R> {
    inner: R,
    allowance: Allowance,
}

/// Renews what a [`Rationed`] reader may give.
#[derive(Clone, Debug)]
pub struct Allowance(Rc<Cell<u64>>);

impl Allowance {
    /// How many bytes were read since the record began.
    pub fn used(&self) -> usize {
        (DOCUMENT - self.0.get()) as usize
    }

    /// A new record begins.
    pub fn renew(&self) {
        self.0.set(DOCUMENT);
    }
}

impl<R: Read> Rationed<R> {
    /// The reader and what renews its allowance.
    pub fn new(inner: R) -> (Self, Allowance) {
        let allowance = Allowance(Rc::new(Cell::new(DOCUMENT)));
        (Self { inner, allowance: allowance.clone() }, allowance)
    }
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = &self.allowance.0;
        if left.get() == 0 {
            return Err(Exceeded::Document.into());
        }
        let count = self.inner.read(buffer)?;
        left.set(left.get().saturating_sub(count as u64));
        Ok(count)
    }
}

/// All bytes of a document.
///
/// # Errors
/// When it cannot be read, or is larger than [`DOCUMENT`].
pub fn read_document(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(DOCUMENT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > DOCUMENT { Err(Exceeded::Document.into()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_far_more_than_its_size_is_stopped() {
        let budget = Budget::default();
        budget.set_packed(100_000);
        let mut bomb = budget.unpacked(io::repeat(b'x'));
        let error = io::copy(&mut bomb, &mut io::sink()).expect_err("it never ends");
        assert_eq!(error.get_ref().and_then(|inner| inner.downcast_ref()), Some(&Exceeded::Ratio));
        assert!(budget.is_exceeded());
    }

    #[test]
    fn a_record_without_end_is_stopped_and_many_small_ones_are_not() {
        let (mut reader, allowance) = Rationed::new(io::repeat(b'x'));
        let mut buffer = vec![0; MEGABYTE as usize];
        for _ in 0..3 * DOCUMENT / MEGABYTE {
            allowance.renew();
            reader.read_exact(&mut buffer).expect("each record is small");
        }
        assert!(io::copy(&mut reader, &mut io::sink()).is_err());
    }
}
