//! The engine's only hash: words and features in, well-spread numbers out.
//!
//! It is part of the model file's format, because a model's tables are addressed with it: a fixed
//! seed, no dependence on platform or process. Words are hashed with FNV-1a; features combine up
//! to four 32-bit values by multiplying and rotating, and finish with an avalanche step
//! (the finaliser of MurmurHash3) so that high and low bits are both fit for use.

/// What a value that is not there (no such word, no such child) contributes to a feature.
pub(crate) const NOTHING: u32 = 0x9e37_79b9;

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a over bytes, one byte at a time, so that prefixes can be hashed on the way.
#[derive(Clone, Copy)]
pub(crate) struct ByteHasher(u64);

impl ByteHasher {
    pub(crate) const fn new() -> Self {
        Self(FNV_OFFSET)
    }

    #[inline]
    pub(crate) const fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(FNV_PRIME);
    }

    /// The hash so far, folded to 32 bits.
    #[inline]
    pub(crate) const fn finish(self) -> u32 {
        (self.0 ^ (self.0 >> 32)) as u32
    }
}

/// The hash of some bytes.
pub(crate) fn hash_bytes(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let mut hasher = ByteHasher::new();
    for byte in bytes {
        hasher.push(byte);
    }
    hasher.finish()
}

/// The hash of one feature: the number of its template and its values.
#[inline]
pub(crate) const fn feature(template: u32, first: u32, second: u32, third: u32) -> u64 {
    let mut hash = (template as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ first as u64).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29);
    hash = (hash ^ second as u64).wrapping_mul(0xc4ce_b9fe_1a85_ec53).rotate_left(31);
    hash = (hash ^ third as u64).wrapping_mul(0x2545_f491_4f6c_dd1d);
    hash ^ (hash >> 32)
}

/// Two values folded into one, for features of more than three values.
#[inline]
pub(crate) const fn join(first: u32, second: u32) -> u32 {
    let product = ((first as u64) << 32 | second as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (product >> 32) as u32 ^ product as u32
}

/// A checksum of bytes, eight at a time: guards the model file against damage, not against malice.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut hash = FNV_OFFSET ^ bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 29;
    }
    for &byte in rest {
        hash = (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
    }
    hash ^ (hash >> 32)
}
