//! Containers: what holds many documents or records, or a packed one. Each is walked as a stream.
//!
//! One trait, one list; each file next to this one is a family. What no container recognises is a
//! single document, and is handed on whole.

mod archive;
mod compressed;
mod docx;
mod json_lines;
mod table;
mod utf16;
mod warc;

use super::encoding;
use super::error::ReadErrorReason;
use super::limits::{self, Budget};
use super::piece::{Content, Piece, Place};
use super::read::ReadOptions;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

/// How many bytes containers look at to recognise their format.
const PREFIX: u64 = 64 * 1024;

/// A format that holds many documents, or a packed one.
trait Container: Sync {
    /// Whether a stream that starts so is of this format.
    fn recognises(&self, start: &[u8], place: &Place, options: &ReadOptions) -> bool;

    /// Walks the stream and hands on what it holds.
    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()>;
}

/// Every container, in the order in which they are tried.
const CONTAINERS: &[&dyn Container] = &[
    &compressed::Gzip,
    &compressed::Zstandard,
    &archive::Zip,
    &archive::Tar,
    &utf16::Utf16,
    &warc::Warc,
    &json_lines::Lines,
    &json_lines::Array,
    &table::Table,
];

/// Formats that are known by their first bytes, but not read.
const UNSUPPORTED: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
];

/// A walk through one input.
pub struct Walk<'walk> {
    budget: Budget,
    options: &'walk ReadOptions,
    /// The file itself, for formats that jump around in it.
    file: Option<&'walk Path>,
    take: &'walk mut dyn FnMut(Piece) -> ControlFlow<()>,
}

impl<'walk> Walk<'walk> {
    /// A walk that hands its pieces to `take`.
    pub fn new(
        budget: Budget,
        options: &'walk ReadOptions,
        file: Option<&'walk Path>,
        take: &'walk mut dyn FnMut(Piece) -> ControlFlow<()>,
    ) -> Self {
        Self { budget, options, file, take }
    }

    /// Walks a stream of a format yet to be found out.
    pub fn stream(&mut self, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        if place.depth > limits::DEPTH {
            return self.fail(place, ReadErrorReason::TooDeep);
        }
        let mut start = Vec::new();
        if let Err(error) = reader.take(PREFIX).read_to_end(&mut start) {
            return self.fail_reading(place, error);
        }
        if start.starts_with(b"SQLite format 3\0") {
            return self.fail(place, ReadErrorReason::IsDatabase);
        }
        if let Some((_, name)) = UNSUPPORTED.iter().find(|(mark, _)| start.starts_with(mark)) {
            return self.fail(place, ReadErrorReason::Unsupported(name));
        }
        let container =
            CONTAINERS.iter().find(|container| container.recognises(&start, place, self.options));
        if container.is_none() && encoding::is_binary(&start) {
            return self.fail(place, ReadErrorReason::Binary);
        }
        let mut whole = Cursor::new(start).chain(reader);
        match container {
            Some(container) => container.walk(self, place, &mut whole),
            None => self.document(place, &mut whole),
        }
    }

    fn document(&mut self, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        match limits::read_document(reader) {
            Err(error) => self.fail_reading(place, error),
            Ok(bytes) => self.hand_on(
                place.clone(),
                Content::Document { bytes, encoding: None, url: None, fetched: None },
            ),
        }
    }

    fn hand_on(&mut self, place: Place, content: Content) -> ControlFlow<()> {
        (self.take)(Piece { place, content, position: self.budget.packed() })
    }

    fn fail(&mut self, place: &Place, reason: ReadErrorReason) -> ControlFlow<()> {
        self.hand_on(place.clone(), Content::Failed(reason))
    }

    /// What fails while unpacking is a fault of the packed data, not of the disk.
    fn fail_reading(&mut self, place: &Place, error: std::io::Error) -> ControlFlow<()> {
        let reason = match ReadErrorReason::from(error) {
            ReadErrorReason::Io(error) if place.depth > 0 => {
                ReadErrorReason::Broken(error.to_string())
            }
            other => other,
        };
        self.fail(place, reason)
    }
}
