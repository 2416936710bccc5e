//! The language engine: English text in, [`Document`] out.
//!
//! Tokens and sentences, tags, lemmas, dependencies and names, from one compiled-in model.
//! Nothing here knows of actors or relations.

pub mod conllu;
pub mod document;
mod engine;
pub(crate) mod hash;
pub(crate) mod lemmatizer;
pub(crate) mod model;
pub(crate) mod network;
pub(crate) mod paragraphs;
pub(crate) mod sentences;
pub(crate) mod spelling;
pub mod tags;
pub(crate) mod tokenizer;

pub use document::{
    Document, Name, NameKind, Sentence, SentenceIndex, Token, TokenIndex, TokenRange,
};
pub use engine::Engine;
pub use model::ModelError;
pub use tags::{DependencyLabel, PennTag, UniversalTag};
