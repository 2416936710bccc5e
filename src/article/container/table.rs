//! Tables: values separated by commas, tabs or semicolons, with the names of the fields in the
//! first line.

use super::{Container, Walk};
use crate::article::error::ReadErrorReason;
use crate::article::limits::Rationed;
use crate::article::piece::{Content, Place};
use crate::article::read::ReadOptions;
use crate::article::{encoding, record};
use csv::{ByteRecord, ReaderBuilder};
use serde_json::{Map, Value};
use std::io::Read;
use std::ops::ControlFlow;

/// CSV and TSV.
pub struct Table;

/// Endings of tables, whatever their first line looks like.
const ENDINGS: [&str; 3] = ["csv", "tsv", "tab"];
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

impl Container for Table {
    fn recognises(&self, start: &[u8], place: &Place, options: &ReadOptions) -> bool {
        if ENDINGS.contains(&place.ending().as_str()) {
            return !start.trim_ascii().is_empty();
        }
        let header = header_of(start, delimiter_of(start));
        let known = header.iter().filter(|name| record::is_field(name, options)).count();
        known >= 2 && header.iter().any(|name| record::is_text_field(name, options))
    }

    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        let (mut start, mut rest) = (Vec::new(), reader);
        if let Err(error) = (&mut rest).take(super::PREFIX).read_to_end(&mut start) {
            return walk.fail_reading(place, error);
        }
        let delimiter = delimiter_of(&start);
        let header = header_of(&start, delimiter);
        if !header.iter().any(|name| record::is_text_field(name, walk.options)) {
            return walk.fail(&place.at_line(1), ReadErrorReason::NoText);
        }
        let (rationed, allowance) = Rationed::new(std::io::Cursor::new(start).chain(rest));
        let mut table = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(true)
            .from_reader(rationed);
        let mut row = ByteRecord::new();
        loop {
            allowance.renew();
            match table.read_byte_record(&mut row) {
                Ok(false) => return ControlFlow::Continue(()),
                Ok(true) => {
                    let line = row.position().map_or(0, |position| position.line() as usize);
                    walk.hand_on(place.at_line(line), content_of(&header, &row))?;
                }
                Err(error) => {
                    let line = table.position().line() as usize;
                    let here = place.at_line(line);
                    let message = error.to_string();
                    return match error.into_kind() {
                        csv::ErrorKind::Io(error) => walk.fail_reading(&here, error),
                        _ => walk.fail(&here, ReadErrorReason::Table(message)),
                    };
                }
            }
        }
    }
}

/// The delimiter that the first line has most of.
fn delimiter_of(start: &[u8]) -> u8 {
    let first = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: &u8| first.iter().filter(|byte| *byte == delimiter).count();
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| count(delimiter)).unwrap_or(b',')
}

fn header_of(start: &[u8], delimiter: u8) -> Vec<String> {
    let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start);
    let mut table = ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(start);
    let mut row = ByteRecord::new();
    match table.read_byte_record(&mut row) {
        Ok(true) => {
            row.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect()
        }
        _ => Vec::new(),
    }
}

fn content_of(header: &[String], row: &ByteRecord) -> Content {
    let mut fields = Map::new();
    for (name, value) in header.iter().zip(row) {
        match encoding::decode(value, None) {
            Some(text) => fields.insert(name.clone(), Value::String(text)),
            None => return Content::Failed(ReadErrorReason::Binary),
        };
    }
    Content::Record { value: Value::Object(fields), size: row.as_slice().len() }
}
