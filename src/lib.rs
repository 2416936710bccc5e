//! newsgraph reads news articles and builds a knowledge graph of who does what to whom.
//!
//! The flow, and the rooms it passes, from top to bottom; each room knows only those above it:
//!
//! | stage | takes | gives | room |
//! |---|---|---|---|
//! | read | files, folders, standard input | [`article::Article`] | [`article`] |
//! | analyse | text | [`language::Document`] | [`language`] |
//! | find actors | document | [`actor::ArticleActors`] | [`actor`] |
//! | find relations | document and mentions | [`relation::Relation`]s | [`relation`] |
//! | merge | relations | [`graph::KnowledgeGraph`] | [`graph`] |
//! | keep | articles, relations | SQLite, and graphs out of it | [`store`] |
//! | analyse alliances | graph | blocs, balance, brokers, timelines | [`analysis`] |
//! | write | graph | DOT, JSON and others | [`export`] |

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod actor;
pub mod analysis;
pub mod article;
pub mod confidence;
pub mod evaluation;
pub mod export;
pub mod graph;
mod hashing;
pub mod language;
pub mod pipeline;
pub mod relation;
pub mod span;
pub mod store;
#[cfg(feature = "training")]
pub mod training;
