//! Text in UTF-16 with a byte order mark, turned into UTF-8 on the way, so that the formats that
//! are read line by line need to know of UTF-8 only.

use super::{Container, Walk};
use crate::article::piece::Place;
use crate::article::read::ReadOptions;
use encoding_rs::{CoderResult, Decoder, Encoding};
use std::io::{self, Read};
use std::ops::ControlFlow;

/// UTF-16 with its mark.
pub struct Utf16;

fn encoding_of(start: &[u8]) -> Option<&'static Encoding> {
    let (encoding, _) = Encoding::for_bom(start)?;
    (encoding != encoding_rs::UTF_8).then_some(encoding)
}

impl Container for Utf16 {
    fn recognises(&self, start: &[u8], _: &Place, _: &ReadOptions) -> bool {
        encoding_of(start).is_some()
    }

    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        let mut mark = [0; 2];
        if let Err(error) = reader.read_exact(&mut mark) {
            return walk.fail_reading(place, error);
        }
        let encoding = encoding_of(&mark).unwrap_or(encoding_rs::UTF_16LE);
        let mut decoded = Decoded {
            reader,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: Vec::new(),
            text: String::new(),
            done: 0,
            ended: false,
        };
        walk.stream(place, &mut decoded)
    }
}

/// Reads another encoding as UTF-8.
struct Decoded<'reader> {
    reader: &'reader mut dyn Read,
    decoder: Decoder,
    raw: Vec<u8>,
    text: String,
    done: usize,
    ended: bool,
}

/// How many bytes are decoded at a time.
const BLOCK: u64 = 32 * 1024;

impl Decoded<'_> {
    fn refill(&mut self) -> io::Result<()> {
        self.raw.clear();
        self.text.clear();
        self.done = 0;
        (&mut *self.reader).take(BLOCK).read_to_end(&mut self.raw)?;
        self.ended = self.raw.is_empty();
        let mut raw = self.raw.as_slice();
        loop {
            let room = self.decoder.max_utf8_buffer_length(raw.len()).unwrap_or(3 * raw.len() + 16);
            self.text.reserve(room);
            let (result, read, _) = self.decoder.decode_to_string(raw, &mut self.text, self.ended);
            raw = raw.get(read..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                return Ok(());
            }
        }
    }
}

impl Read for Decoded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.done == self.text.len() && !self.ended {
            self.refill()?;
        }
        let rest = self.text.as_bytes().get(self.done..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.done += count;
        Ok(count)
    }
}
