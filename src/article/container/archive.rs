//! Archives of files: zip and tar. Members are read in the order in which they stand.

use super::{Container, Walk, docx};
use crate::article::error::ReadErrorReason;
use crate::article::limits::{Allowance, Exceeded, INNER, Rationed, read_document};
use crate::article::piece::{Content, Place};
use crate::article::read::ReadOptions;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::ops::ControlFlow;
use zip::read::ZipFile;
use zip::result::ZipError;

/// zip.
pub struct Zip;

impl Container for Zip {
    fn recognises(&self, start: &[u8], _: &Place, _: &ReadOptions) -> bool {
        start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
    }

    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        let opened = match walk.file.filter(|_| place.depth == 0) {
            Some(path) => File::open(path).inspect(|file| {
                walk.budget.set_packed(file.metadata().map_or(0, |found| found.len()));
            }),
            None => spool(reader),
        };
        match opened {
            Err(error) => walk.fail_reading(place, error),
            Ok(file) => zip_members(walk, place, BufReader::new(file)),
        }
    }
}

fn spool(reader: &mut dyn Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    let size = io::copy(&mut reader.take(INNER + 1), &mut file)?;
    if size > INNER {
        return Err(Exceeded::Inner.into());
    }
    file.rewind()?;
    Ok(file)
}

fn zip_members(walk: &mut Walk<'_>, place: &Place, file: BufReader<File>) -> ControlFlow<()> {
    let mut archive = match zip::ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(error) => return walk.fail(place, broken(&error)),
    };
    if let Some(index) = archive.index_for_name(docx::MEMBER) {
        return word_document(walk, place, archive.by_index(index));
    }
    for index in 0..archive.len() {
        if walk.budget.is_exceeded() {
            break;
        }
        let name = match archive.name_for_index(index) {
            Some(Ok(name)) => name.into_owned(),
            _ => format!("member {}", index + 1),
        };
        match archive.by_index(index) {
            Ok(file) if !file.is_file() || is_hidden(&name) => {}
            Ok(file) => {
                let mut counted = walk.budget.unpacked(file);
                walk.stream(&place.member(&name), &mut counted)?;
            }
            Err(error) => walk.fail(&place.member(&name), broken(&error))?,
        }
    }
    ControlFlow::Continue(())
}

/// Hands on the text of a Word document as plain text.
fn word_document(
    walk: &mut Walk<'_>,
    place: &Place,
    member: Result<ZipFile<'_, BufReader<File>>, ZipError>,
) -> ControlFlow<()> {
    let member = match member {
        Ok(member) => member,
        Err(error) => return walk.fail(place, broken(&error)),
    };
    let bytes = match read_document(&mut walk.budget.unpacked(member)) {
        Ok(bytes) => bytes,
        Err(error) => return walk.fail(place, reason_of(error)),
    };
    match docx::text_of(&String::from_utf8_lossy(&bytes)) {
        Err(message) => walk.fail(place, ReadErrorReason::Broken(message)),
        Ok(text) => {
            let place = Place { path: place.path.with_extension("txt"), ..place.clone() };
            let bytes = text.into_bytes();
            let content = Content::Document { bytes, encoding: None, url: None, fetched: None };
            walk.hand_on(place, content)
        }
    }
}

fn broken(error: &ZipError) -> ReadErrorReason {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadErrorReason::Encrypted,
        other => ReadErrorReason::Broken(other.to_string()),
    }
}

/// tar.
pub struct Tar;

impl Container for Tar {
    fn recognises(&self, start: &[u8], _: &Place, _: &ReadOptions) -> bool {
        start.get(257..262) == Some(b"ustar")
    }

    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        // Names of members are read whole: no more of one than of a document.
        let (rationed, allowance) = Rationed::new(reader);
        let mut archive = tar::Archive::new(rationed);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return walk.fail_reading(place, error),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return walk.fail(place, reason_of(error)),
            };
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let is_wanted = entry.header().entry_type().is_file() && !is_hidden(&name);
            let mut body = Unrationed { inner: entry, allowance: allowance.clone() };
            if is_wanted {
                walk.stream(&place.member(&name), &mut body)?;
            }
            if walk.budget.is_exceeded() {
                break;
            }
            if let Err(error) = io::copy(&mut body, &mut io::sink()) {
                return walk.fail(place, reason_of(error));
            }
            allowance.renew();
        }
        ControlFlow::Continue(())
    }
}

/// The body of a member, which may be larger than a document.
struct Unrationed<R> {
    inner: R,
    allowance: Allowance,
}

impl<R: Read> Read for Unrationed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.allowance.renew();
        self.inner.read(buffer)
    }
}

fn reason_of(error: io::Error) -> ReadErrorReason {
    match ReadErrorReason::from(error) {
        ReadErrorReason::Io(error) => ReadErrorReason::Broken(error.to_string()),
        other => other,
    }
}

/// Whether a member is hidden, or of a system's own book-keeping.
fn is_hidden(name: &str) -> bool {
    name.split('/')
        .any(|part| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != ".."))
}
