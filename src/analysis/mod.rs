//! Alliances: who stands with whom, by what the articles say.
//!
//! In comes a [`KnowledgeGraph`](crate::graph::KnowledgeGraph); out come the signed network, its
//! blocs, how balanced it is, who is in its centre and between its blocs, and how it changes from
//! period to period and from source to source. [`report`] puts all of it into words. Nothing here
//! prints.

pub mod balance;
pub mod blocs;
pub mod centrality;
pub mod compare;
pub mod path;
pub mod period;
pub mod report;
pub mod signed;
pub mod sources;
pub mod standing;
pub mod testimony;
pub mod timeline;
pub mod weights;
