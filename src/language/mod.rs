//! The language engine: English text in, [`Document`] out.
//!
//! Tokens and sentences, tags, lemmas, dependencies and names, from one compiled-in model.
//! Nothing here knows of actors or relations.

pub mod document;
pub mod tags;

pub use document::{
    Document, Name, NameKind, Sentence, SentenceIndex, Token, TokenIndex, TokenRange,
};
pub use tags::{DependencyLabel, PennTag, UniversalTag};

/// The engine: built once, immutable, shared between threads.
#[derive(Debug)]
pub struct Engine {}
