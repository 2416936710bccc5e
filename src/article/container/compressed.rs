//! Compressed streams: gzip, also of many members, and Zstandard.

use super::{Container, Walk};
use crate::article::piece::Place;
use crate::article::read::ReadOptions;
use std::io::Read;
use std::ops::ControlFlow;

/// gzip.
pub struct Gzip;

impl Container for Gzip {
    fn recognises(&self, start: &[u8], _: &Place, _: &ReadOptions) -> bool {
        start.starts_with(&[0x1f, 0x8b])
    }

    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        let unpacked = flate2::read::MultiGzDecoder::new(reader);
        let mut counted = walk.budget.unpacked(unpacked);
        walk.stream(&place.unpacked(), &mut counted)
    }
}

/// Zstandard.
pub struct Zstandard;

impl Container for Zstandard {
    fn recognises(&self, start: &[u8], _: &Place, _: &ReadOptions) -> bool {
        start.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
    }

    fn walk(&self, walk: &mut Walk<'_>, place: &Place, reader: &mut dyn Read) -> ControlFlow<()> {
        match zstd::Decoder::new(reader) {
            Err(error) => walk.fail_reading(&place.unpacked(), error),
            Ok(unpacked) => {
                let mut counted = walk.budget.unpacked(unpacked);
                walk.stream(&place.unpacked(), &mut counted)
            }
        }
    }
}
