//! Maps and sets of words that are looked up for every token of a text: with a hash function that is
//! faster than the standard one, and the same in every run.

use foldhash::fast::FixedState;

/// A map whose keys come from the program's own data, so that nobody can choose them to collide.
pub(crate) type HashMap<Key, Value> = std::collections::HashMap<Key, Value, FixedState>;

/// A set of the same kind.
pub(crate) type HashSet<Key> = std::collections::HashSet<Key, FixedState>;
