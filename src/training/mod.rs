//! How the language model is made: treebanks in, model file out; and how it is measured.
//!
//! Not part of the shipped program. Training is deterministic: fixed seeds, fixed orders,
//! whatever the number of threads, so the same corpora give the same bytes.

pub mod evaluation;
mod lemmatizer;
pub mod names;
pub mod network;
mod random;
mod sentences;
mod trainer;

pub use sentences::{measure_sentences, train_sentences};
pub use trainer::{Material, Settings, train};
