//! What words mostly are: the commonest tag of each known word, for the sentence splitter.
//!
//! A table of the splitter's model: each slot holds a tag and a fingerprint of its word. Words that
//! it does not know are judged by their ending and their capitals.

use super::super::hash::{hash_bytes, join};
use super::super::tags::PennTag;

/// How many bytes of a long word are looked at.
const LONGEST: usize = 64;
/// How many slots the table has.
pub(super) const SLOTS: usize = 1 << 15;
/// How many bits of a slot are the tag; the others are the fingerprint.
const TAG_BITS: u16 = 6;

/// The table.
#[derive(Clone, Debug)]
pub(crate) struct Roles {
    slots: Vec<u16>,
}

impl Roles {
    pub(crate) fn new(slots: Vec<u16>) -> Self {
        Self { slots }
    }

    /// The role of the word with these keys; 0 where even words like it are unknown.
    pub(super) fn of(&self, (word, like): (u32, u32)) -> u32 {
        self.find(word).or_else(|| self.find(like)).unwrap_or_default()
    }

    fn find(&self, key: u32) -> Option<u32> {
        let slot = *self.slots.get(key as usize % SLOTS)?;
        (slot >> TAG_BITS == fingerprint(key) && slot != 0)
            .then(|| u32::from(slot % (1 << TAG_BITS)))
    }

    /// Whether words with this role can be the verb of a main clause.
    pub(super) fn is_finite_verb(role: u32) -> bool {
        [PennTag::VBD, PennTag::VBZ, PennTag::VBP, PennTag::MD]
            .iter()
            .any(|&tag| number(tag) == role)
    }
}

/// The number of a tag as a role: from 1.
pub(crate) const fn number(tag: PennTag) -> u32 {
    tag.index() as u32 + 1
}

const fn fingerprint(key: u32) -> u16 {
    (key >> 16) as u16 >> TAG_BITS
}

/// The keys of a word: its own, and that of unknown words like it.
pub(crate) fn keys(form: &str) -> (u32, u32) {
    let start = form.len().saturating_sub(3);
    let ending = hash_bytes(form.as_bytes()[start..].iter().map(|&byte| level(byte)));
    let capitalised = form.starts_with(char::is_uppercase);
    (hash_bytes(form.bytes().take(LONGEST).map(level)), join(ending, u32::from(capitalised)))
}

/// All digits look alike, as do capitals and small letters.
const fn level(byte: u8) -> u8 {
    if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() }
}

/// Building the table.
#[cfg(feature = "training")]
pub(crate) mod build {
    use super::{SLOTS, TAG_BITS, fingerprint};

    /// The slots that hold `roles`, pairs of key and number; of two for one slot, the first stays.
    pub(crate) fn slots(roles: impl Iterator<Item = (u32, u32)>) -> Vec<u16> {
        let mut slots = vec![0; SLOTS];
        for (key, number) in roles {
            let slot = &mut slots[key as usize % SLOTS];
            if *slot == 0 {
                *slot = fingerprint(key) << TAG_BITS | number as u16;
            }
        }
        slots
    }
}
