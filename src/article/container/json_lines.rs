//! JSON Lines, and arrays of JSON objects: read one object at a time.

use super::{Container, Walk};
use crate::article::error::ReadErrorReason;
use crate::article::limits::{Allowance, DOCUMENT, Exceeded, Rationed};
use crate::article::piece::{Content, Place};
use crate::article::read::ReadOptions;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

/// JSON Lines: an object on each line.
pub struct Lines;

/// An array of objects.
pub struct Array;

const MARK: &[u8] = "\u{feff}".as_bytes();

/// The text without a byte order mark and white space at its beginning.
fn trimmed(start: &[u8]) -> &[u8] {
    start.strip_prefix(MARK).unwrap_or(start).trim_ascii_start()
}

impl Container for Lines {
    /// A document of one object over many lines breaks its first line somewhere inside the object.
    fn recognises(&self, start: &[u8], _: &Place, _: &ReadOptions) -> bool {
        let mut lines = trimmed(start).splitn(2, |byte| *byte == b'\n');
        let (Some(first), Some(rest)) = (lines.next(), lines.next()) else { return false };
        let opens = |line: &[u8]| {
            line.strip_prefix(b"{")
                .map(<[u8]>::trim_ascii_start)
                .is_some_and(|rest| rest.starts_with(b"\"") || rest.starts_with(b"}"))
        };
        opens(first)
            && (rest.trim_ascii_start().starts_with(b"{")
                || serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok())
    }

    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        let mut reader = BufReader::with_capacity(256 * 1024, reader);
        let mut number = 0;
        loop {
            number += 1;
            let here = place.at_line(number);
            match next_line(&mut reader) {
                Ok(None) => return ControlFlow::Continue(()),
                Ok(Some(Err(exceeded))) => walk.fail_reading(&here, exceeded.into())?,
                Ok(Some(Ok(line))) => {
                    let line = if number == 1 { trimmed(&line) } else { &line };
                    if !line.trim_ascii().is_empty() {
                        walk.hand_on(here, Content::Line(line.to_vec()))?;
                    }
                }
                Err(error) => return walk.fail_reading(&here, error),
            }
        }
    }
}

/// The next line, without its end; `None` after the last. A line that is too long is passed over,
/// and not kept in memory.
fn next_line(reader: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, Exceeded>>> {
    let mut line = Vec::new();
    if reader.by_ref().take(DOCUMENT).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") || (line.len() as u64) < DOCUMENT {
        return Ok(Some(Ok(line)));
    }
    loop {
        let buffer = reader.fill_buf()?;
        let (length, end) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(position) => (position + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(length);
        if end {
            return Ok(Some(Err(Exceeded::Document)));
        }
    }
}

impl Container for Array {
    fn recognises(&self, start: &[u8], _: &Place, _: &ReadOptions) -> bool {
        trimmed(start)
            .strip_prefix(b"[")
            .is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{"))
    }

    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        let mut reader = BufReader::with_capacity(256 * 1024, reader);
        if let Err(error) = skip_mark(&mut reader) {
            return walk.fail_reading(place, error);
        }
        let (reader, allowance) = Rationed::new(reader);
        let mut flow = ControlFlow::Continue(());
        let mut parser = serde_json::Deserializer::from_reader(reader);
        let elements = Elements { walk, place, allowance, flow: &mut flow };
        let result = elements.deserialize(&mut parser);
        match result {
            Err(error) if flow.is_continue() => {
                let line = error.line();
                let reason = if error.is_io() {
                    return walk.fail_reading(&place.at_line(line), error.into());
                } else {
                    ReadErrorReason::Json(error.to_string())
                };
                walk.fail(&place.at_line(line), reason)
            }
            _ => flow,
        }
    }
}

/// Passes over a byte order mark.
fn skip_mark(reader: &mut impl BufRead) -> io::Result<()> {
    if reader.fill_buf()?.starts_with(MARK) {
        reader.consume(MARK.len());
    }
    Ok(())
}

/// Hands on the elements of an array as they are parsed.
struct Elements<'all, 'walk> {
    walk: &'all mut Walk<'walk>,
    place: &'all Place,
    allowance: Allowance,
    flow: &'all mut ControlFlow<()>,
}

impl<'json> DeserializeSeed<'json> for Elements<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'json>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'json> Visitor<'json> for Elements<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array of articles")
    }

    fn visit_seq<A: SeqAccess<'json>>(self, mut elements: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(value) = elements.next_element::<Value>()? {
            number += 1;
            let size = self.allowance.used();
            self.allowance.renew();
            let mut place = self.place.clone();
            place.name = format!("{} (article {number})", place.name);
            *self.flow = self.walk.hand_on(place, Content::Record { value, size });
            if self.flow.is_break() {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
