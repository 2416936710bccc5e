//! How the language model is made: treebanks in, model file out; and how it is measured.
//!
//! Not part of the shipped program. Training is deterministic: a fixed seed, fixed orders, no
//! threads, so the same corpora give the same bytes.

pub mod evaluation;
mod lemmatizer;
mod parser;
mod perceptron;
mod random;
mod sentences;
mod tagger;
mod trainer;
mod treebank;

pub use sentences::train_sentences;
pub use trainer::{Settings, train};
