//! The model file: bytes in, the engine's parts out.
//!
//! Layout, all numbers little-endian: the magic `newsgraph-model\n`, a format version (u32), the
//! checksum of all that follows (u64), then the parts in a fixed order, each a run of arrays:
//! a count (u32) and that many records of a fixed width.

use super::hash::checksum;
use super::lemmatizer::Lemmatizer;
use super::network::Network;

const MAGIC: &[u8; 16] = b"newsgraph-model\n";
const VERSION: u32 = 3;

/// Why a model file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes do not start as a model file does.
    #[error("this is not a newsgraph language model")]
    NotAModel,
    /// The file was made by another version of the trainer.
    #[error(
        "the language model has format {found}, this program reads format {VERSION}: train it again"
    )]
    Version {
        /// The format the file declares.
        found: u32,
    },
    /// The bytes are not those that the trainer wrote.
    #[error("the language model is damaged: {0}")]
    Damaged(&'static str),
}

/// All parts of the engine that come from training.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) lemmatizer: Lemmatizer,
    pub(crate) network: Network,
}

impl Model {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let mut header = Reader { rest };
        let found = u32::from_le_bytes(header.array()?);
        if found != VERSION {
            return Err(ModelError::Version { found });
        }
        let declared = u64::from_le_bytes(header.array()?);
        if declared != checksum(header.rest) {
            return Err(ModelError::Damaged("its checksum does not match"));
        }
        let mut reader = header;
        let model = Self {
            lemmatizer: Lemmatizer::read(&mut reader)?,
            network: Network::read(&mut reader)?,
        };
        if reader.rest.is_empty() { Ok(model) } else { Err(ModelError::Damaged("it is too long")) }
    }
}

/// Takes a model file apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'bytes> {
    rest: &'bytes [u8],
}

impl<'bytes> Reader<'bytes> {
    fn array<const WIDTH: usize>(&mut self) -> Result<[u8; WIDTH], ModelError> {
        let (array, rest) =
            self.rest.split_first_chunk().ok_or(ModelError::Damaged("it is too short"))?;
        self.rest = rest;
        Ok(*array)
    }

    /// The next array of records of `WIDTH` bytes.
    pub(crate) fn records<const WIDTH: usize>(
        &mut self,
    ) -> Result<&'bytes [[u8; WIDTH]], ModelError> {
        let count = u32::from_le_bytes(self.array()?) as usize;
        let length = count.checked_mul(WIDTH).ok_or(ModelError::Damaged("a count is too large"))?;
        let (bytes, rest) =
            self.rest.split_at_checked(length).ok_or(ModelError::Damaged("it is too short"))?;
        self.rest = rest;
        Ok(bytes.as_chunks().0)
    }

    /// The next array of text lines.
    pub(crate) fn lines(&mut self) -> Result<Vec<&'bytes str>, ModelError> {
        let bytes = self.records::<1>()?.as_flattened();
        let text =
            std::str::from_utf8(bytes).map_err(|_| ModelError::Damaged("its text is not UTF-8"))?;
        Ok(text.lines().collect())
    }
}

/// Puts a model file together.
#[cfg(feature = "training")]
#[derive(Debug, Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
}

#[cfg(feature = "training")]
impl Writer {
    /// Appends an array of records.
    pub(crate) fn records<const WIDTH: usize>(&mut self, records: Vec<[u8; WIDTH]>) {
        self.bytes.extend((records.len() as u32).to_le_bytes());
        self.bytes.extend(records.as_flattened());
    }

    /// Appends an array of text lines.
    pub(crate) fn lines<'line>(&mut self, lines: impl IntoIterator<Item = &'line str>) {
        let text: String = lines.into_iter().flat_map(|line| [line, "\n"]).collect();
        self.records(text.into_bytes().into_iter().map(|byte| [byte]).collect());
    }

    /// The bytes written so far, without a header: one part of a model, to be read back.
    pub(crate) fn part(&self) -> Reader<'_> {
        Reader { rest: &self.bytes }
    }

    /// The whole file: header, checksum and parts.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        file.extend(VERSION.to_le_bytes());
        file.extend(checksum(&self.bytes).to_le_bytes());
        file.extend(self.bytes);
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static EMBEDDED: &[u8] = include_bytes!("../../models/english.model");

    #[test]
    fn other_files_are_no_models() {
        for bytes in [&b""[..], b"hello", &EMBEDDED[1..]] {
            assert_eq!(Model::read(bytes).err(), Some(ModelError::NotAModel));
        }
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = EMBEDDED.to_vec();
        bytes[MAGIC.len()] = 99;
        assert_eq!(Model::read(&bytes).err(), Some(ModelError::Version { found: 99 }));
    }

    #[test]
    fn a_damaged_model_is_refused_and_never_read_beyond_its_end() {
        let header = MAGIC.len() + 4;
        for length in [MAGIC.len(), header, header + 8, EMBEDDED.len() / 2, EMBEDDED.len() - 1] {
            let error = Model::read(&EMBEDDED[..length]).err();
            assert!(matches!(error, Some(ModelError::Damaged(_))), "{length} bytes: {error:?}");
        }
        let body = &EMBEDDED[header + 8..];
        for length in (0..body.len()).step_by(body.len() / 40 + 1) {
            let mut bytes = EMBEDDED[..header].to_vec();
            bytes.extend(checksum(&body[..length]).to_le_bytes());
            bytes.extend(&body[..length]);
            let error = Model::read(&bytes).err();
            assert!(matches!(error, Some(ModelError::Damaged(_))), "{length} bytes: {error:?}");
        }
    }
}
