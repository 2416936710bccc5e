//! The graph as a JSON file: versioned, documented, lossless.
//!
//! Writing what was read gives the same bytes. Figures that follow from the evidence (counts,
//! dates, confidence) are written for the convenience of readers and worked out anew on reading.

use super::{ActorNode, Edge, KnowledgeGraph, Tie};
use crate::actor::{Actor, ActorId, Merge};
use crate::article::{ArticleId, ArticleInfo};
use crate::confidence::Confidence;
use crate::relation::{Evidence, Factuality, Misplaced, Relation, RelationType, Side};
use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};

/// The version of the file format that this program writes.
const VERSION: u32 = 1;

/// JSON Schema of the graph file.
pub const GRAPH_SCHEMA: &str = include_str!("../../schemas/graph.json");

/// JSON Schema of the lines that `newsgraph extract` prints.
pub const RELATION_SCHEMA: &str = include_str!("../../schemas/relation.json");

/// Why a graph file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum GraphFileError {
    /// It is not JSON, or not of the shape of a graph file.
    #[error("line {line}, column {column}{}: {message}", at_path(path))]
    Malformed {
        /// Where in the structure: `ties[3].evidence[0].date`; `.` for the whole.
        path: String,
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// It is JSON, but of another program.
    #[error(
        "it is JSON, but no graph file: it lacks the version that starts one, \"newsgraph\": {VERSION}"
    )]
    Foreign,
    /// It is a graph file of another version.
    #[error(
        "it is a graph file of version {found}, and this program reads version {VERSION}: build the graph anew, or use the release that wrote it"
    )]
    Version {
        /// The version it says it has.
        found: u32,
    },
    /// A tie names an actor or a relation type that the file does not hold, or one actor twice.
    #[error(
        "the tie {source_id} {relation} {target_id} refers to an actor or a relation type that the file does not hold, or ties an actor to itself"
    )]
    Dangling {
        /// Source actor.
        source_id: ActorId,
        /// Relation type.
        relation: String,
        /// Target actor.
        target_id: ActorId,
    },
    /// The file could not be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// ", in ties[3].evidence[0]", or nothing where the whole is meant.
fn at_path(path: &str) -> String {
    if path == "." { String::new() } else { format!(", in {path}") }
}

impl GraphFileError {
    fn of_json(path: String, error: serde_json::Error) -> Self {
        if error.is_io() {
            return Self::Io(error.into());
        }
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
        Self::Malformed { path, line, column, message }
    }
}

#[derive(Deserialize)]
struct Header {
    newsgraph: Option<u32>,
}

#[derive(Serialize, Deserialize)]
struct GraphFile<'graph> {
    newsgraph: u32,
    articles: Vec<ArticleInfo>,
    #[serde(deserialize_with = "of_known_polarity")]
    relation_types: Vec<RelationType>,
    actors: Vec<ActorRecord>,
    /// Which actors of different articles were found to be one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    merges: Vec<Merge>,
    ties: Vec<TieRecord<'graph>>,
}

#[derive(Serialize, Deserialize)]
struct ActorRecord {
    #[serde(flatten)]
    actor: Actor,
    aliases: BTreeSet<String>,
    mentions: BTreeMap<ArticleId, u32>,
}

#[derive(Serialize, Deserialize)]
struct TieRecord<'graph> {
    source: ActorId,
    relation: String,
    target: ActorId,
    #[serde(skip_deserializing)]
    summary: Option<Summary>,
    // By far the most of a graph: not copied to be written.
    #[serde(deserialize_with = "well_placed")]
    evidence: Vec<Cow<'graph, Evidence>>,
}

/// Reads relation types; figures of the analysis rely on their polarities.
fn of_known_polarity<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<RelationType>, D::Error> {
    let types = Vec::<RelationType>::deserialize(deserializer)?;
    match types.iter().find(|found| !RelationType::POLARITIES.contains(&found.polarity)) {
        Some(RelationType { name, polarity, .. }) => Err(D::Error::custom(format!(
            "the polarity of `{name}` is {polarity}; it lies between -1 and 1"
        ))),
        None => Ok(types),
    }
}

/// Evidence whose spans have been checked.
#[derive(Deserialize)]
#[serde(try_from = "Evidence")]
struct WellPlaced(Evidence);

impl TryFrom<Evidence> for WellPlaced {
    type Error = Misplaced;

    fn try_from(evidence: Evidence) -> Result<Self, Misplaced> {
        evidence.check_spans()?;
        Ok(Self(evidence))
    }
}

/// Reads evidence so that a span that does not fit its text is an error at its place in the file.
fn well_placed<'de, 'graph, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Cow<'graph, Evidence>>, D::Error> {
    let evidence = Vec::<WellPlaced>::deserialize(deserializer)?;
    Ok(evidence.into_iter().map(|WellPlaced(evidence)| Cow::Owned(evidence)).collect())
}

/// What follows from the evidence of a tie.
#[derive(Serialize)]
struct Summary {
    class: Option<String>,
    side: Side,
    polarity: f64,
    symmetric: bool,
    counts: BTreeMap<Factuality, usize>,
    claims: usize,
    articles: usize,
    sources: usize,
    first: Option<Date>,
    last: Option<Date>,
    confidence: Confidence,
}

/// Writes `graph` as indented JSON with a newline at its end.
///
/// # Errors
/// When `output` cannot be written to.
pub fn write_graph(graph: &KnowledgeGraph, output: &mut dyn Write) -> Result<(), GraphFileError> {
    let file = GraphFile {
        newsgraph: VERSION,
        articles: graph.articles().cloned().collect(),
        relation_types: graph.relation_types().cloned().collect(),
        actors: graph.actors().cloned().map(ActorRecord::from).collect(),
        merges: graph.merges().cloned().collect(),
        ties: graph.ties().map(|tie| tie_record(graph, &tie)).collect(),
    };
    serde_json::to_writer_pretty(&mut *output, &file)
        .map_err(|error| GraphFileError::of_json(".".to_owned(), error))?;
    writeln!(output)?;
    Ok(())
}

/// Reads a graph that [`write_graph`] wrote.
///
/// # Errors
/// When it cannot be read, is not JSON of that shape (with line and column), is of another
/// version, quotes what cannot stand where it says, or refers to actors or relation types that it does
/// not hold.
pub fn read_graph(input: &mut dyn Read) -> Result<KnowledgeGraph, GraphFileError> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    match parsed::<Header>(&bytes)?.newsgraph {
        None => Err(GraphFileError::Foreign),
        Some(VERSION) => graph_of(parsed(&bytes)?),
        Some(found) => Err(GraphFileError::Version { found }),
    }
}

/// All of `bytes` as a value; an error says where.
fn parsed<'bytes, Value: Deserialize<'bytes>>(
    bytes: &'bytes [u8],
) -> Result<Value, GraphFileError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        GraphFileError::of_json(path, error.into_inner())
    })?;
    reader.end().map_err(|error| GraphFileError::of_json(".".to_owned(), error))?;
    Ok(value)
}

fn graph_of(file: GraphFile<'_>) -> Result<KnowledgeGraph, GraphFileError> {
    let mut graph = KnowledgeGraph::new();
    for relation_type in file.relation_types {
        graph.add_relation_type(relation_type);
    }
    for article in file.articles {
        graph.add_article(article);
    }
    graph.note_merges(file.merges);
    for ActorRecord { actor, aliases, mentions } in file.actors {
        graph.add_actor(ActorNode { actor, aliases, mentions });
    }
    for TieRecord { source, relation, target, evidence, .. } in file.ties {
        for evidence in evidence {
            let tie = Relation {
                source: source.clone(),
                relation: relation.clone(),
                target: target.clone(),
                evidence: evidence.into_owned(),
            };
            if !graph.add_tie(tie) {
                return Err(GraphFileError::Dangling {
                    source_id: source,
                    relation,
                    target_id: target,
                });
            }
        }
    }
    Ok(graph)
}

impl From<ActorNode> for ActorRecord {
    fn from(node: ActorNode) -> Self {
        Self { actor: node.actor, aliases: node.aliases, mentions: node.mentions }
    }
}

fn tie_record<'graph>(graph: &KnowledgeGraph, tie: &Tie<'graph>) -> TieRecord<'graph> {
    let Edge { relation, evidence } = tie.edge;
    let dates = tie.dates();
    TieRecord {
        source: tie.source.actor.id.clone(),
        relation: relation.clone(),
        target: tie.target.actor.id.clone(),
        summary: Some(Summary {
            class: tie.relation_type.class.clone(),
            side: tie.relation_type.side,
            polarity: tie.relation_type.polarity,
            symmetric: tie.relation_type.symmetric,
            counts: tie.counts(),
            claims: tie.claim_count(),
            articles: tie.articles().len(),
            sources: tie.sources(graph).len(),
            first: dates.map(|(first, _)| first),
            last: dates.map(|(_, last)| last),
            confidence: tie.confidence(),
        }),
        evidence: evidence.iter().map(Cow::Borrowed).collect(),
    }
}
