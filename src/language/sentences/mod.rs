//! The sentence splitter: the tokens of one paragraph in, sentence boundaries out.
//!
//! A trained linear classifier judges each gap between two tokens, from left to right, by the words
//! and marks around it. A paragraph's end always ends a sentence. The weights are a small file of
//! their own, `models/sentences.model`, which is compiled in.

pub(crate) mod features;
pub(crate) mod roles;

use super::hash::checksum;
use super::model::ModelError;
use super::spelling::Spelling;
use crate::span::ByteSpan;
use features::{Context, Sight, dateline, extract, is_bare, is_candidate, look};
use roles::{Roles, SLOTS};

/// The trained weights that are part of the program.
static EMBEDDED: &[u8] = include_bytes!("../../../models/sentences.model");

/// Longer sentences are cut, so that memory and time stay bounded on text without sentence ends.
pub(crate) const LONGEST_SENTENCE: u32 = 400;

/// How many weights there are; features share them by their hashes.
pub(crate) const WEIGHTS: usize = 1 << 19;

/// What the weights must amount to, so that a sentence ends where no mark stands: a sentence in
/// two pieces does more harm than a heading that runs into its text.
const BARE_END: i32 = 8000;

const MAGIC: &[u8; 20] = b"newsgraph-sentences\n";

/// The trained splitter.
#[derive(Debug)]
pub(crate) struct SentenceSplitter {
    weights: Vec<i16>,
    roles: Roles,
}

/// Memory that the splitter uses again for each paragraph.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    sights: Vec<Sight>,
    features: Vec<u64>,
}

impl SentenceSplitter {
    /// The splitter with the weights that are compiled in.
    pub(crate) fn embedded() -> Result<Self, ModelError> {
        Self::read(EMBEDDED)
    }

    /// The splitter with the weights in `bytes`: magic, checksum of the rest (u64), weights and
    /// roles as little-endian 16-bit numbers.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let (declared, rest) =
            rest.split_first_chunk().ok_or(ModelError::Damaged("it is too short"))?;
        let numbers = rest.as_chunks::<2>().0;
        if u64::from_le_bytes(*declared) != checksum(rest) || numbers.len() != WEIGHTS + SLOTS {
            return Err(ModelError::Damaged("its checksum does not match"));
        }
        let (weights, roles) = numbers.split_at(WEIGHTS);
        let weights = weights.iter().map(|&bytes| i16::from_le_bytes(bytes)).collect();
        let roles = Roles::new(roles.iter().map(|&bytes| u16::from_le_bytes(bytes)).collect());
        Ok(Self { weights, roles })
    }

    /// Appends to `ends` the position after each last token of a sentence among `tokens`.
    pub(crate) fn split(
        &self,
        text: &str,
        tokens: &[ByteSpan],
        workspace: &mut Workspace,
        ends: &mut Vec<usize>,
    ) {
        let Workspace { sights, features } = workspace;
        look(text, tokens, Spelling::english(), &self.roles, sights);
        let dateline = dateline(sights);
        let mut context = Context::default();
        for (at, sight) in sights.iter().enumerate() {
            context.advance(sight);
            let last = at + 1 == sights.len();
            let cut = context.length >= LONGEST_SENTENCE;
            let candidate = at >= dateline && is_candidate(sights, at);
            if last || cut || candidate && self.ends(sights, at, &context, features) {
                ends.push(at + 1);
                context = Context::default();
            }
        }
    }

    /// Whether a sentence ends after the token at `at`.
    fn ends(
        &self,
        sights: &[Sight],
        at: usize,
        context: &Context,
        features: &mut Vec<u64>,
    ) -> bool {
        extract(sights, at, context, features);
        let weight =
            |hash: &u64| self.weights.get(index(*hash)).map_or(0, |&weight| i32::from(weight));
        let bare = sights.get(at).is_some_and(is_bare);
        // A single word without a mark is the beginning of something: "DR Congo".
        if bare && context.length < 2 {
            return false;
        }
        let least = if bare { BARE_END } else { 0 };
        features.iter().map(weight).sum::<i32>() > least
    }
}

/// Which weight a feature has.
pub(crate) const fn index(feature: u64) -> usize {
    (feature >> 40) as usize % WEIGHTS
}

/// Writing the file.
#[cfg(feature = "training")]
pub(crate) mod build {
    use super::{MAGIC, checksum};

    /// The file that holds weights and roles.
    pub(crate) fn file(weights: &[i16], roles: &[u16]) -> Vec<u8> {
        let weights = weights.iter().flat_map(|weight| weight.to_le_bytes());
        let rest: Vec<u8> =
            weights.chain(roles.iter().flat_map(|slot| slot.to_le_bytes())).collect();
        [&MAGIC[..], &checksum(&rest).to_le_bytes(), &rest].concat()
    }
}
