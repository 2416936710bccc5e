//! The knowledge graph: actors as nodes, typed ties as edges, each with its evidence.
//!
//! In come the [`Extraction`]s of articles; out comes one [`KnowledgeGraph`]. Merging is
//! associative, commutative and idempotent by article, with the empty graph as identity: threads,
//! incremental updates and `newsgraph merge` all rest on that. Iteration is sorted by id, so that
//! output never depends on hashing or on the order of arrival.

mod difference;
mod file;
mod level;
mod reconcile;
mod selection;
mod tie;

pub use difference::{Difference, NamedActor, Restated, TieSummary, Turned};
pub use file::{GRAPH_SCHEMA, GraphFileError, RELATION_SCHEMA, read_graph, write_graph};
pub use level::{Level, UnknownLevel};
pub use selection::Selection;
pub use tie::Tie;

use crate::actor::{Actor, ActorId, Merge};
use crate::article::{ArticleId, ArticleInfo};
use crate::relation::{Evidence, Relation, RelationType};
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What one article gave: its actors with how they were named, and its relations.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// The article.
    pub article: ArticleInfo,
    /// The actors that were mentioned as actors.
    pub actors: Vec<FoundActor>,
    /// The relations between them.
    pub relations: Vec<Relation>,
}

/// An actor of one article, with the names it was given there.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundActor {
    /// Who it is.
    pub actor: Actor,
    /// Surface forms in the article: names, adjectives and nominals, not pronouns.
    pub aliases: BTreeSet<String>,
    /// How often the article mentions it, pronouns included.
    pub mentions: u32,
}

/// A node: an actor with all that the articles say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorNode {
    /// Who it is.
    pub actor: Actor,
    /// Surface forms seen.
    pub aliases: BTreeSet<String>,
    /// Mentions by article.
    pub mentions: BTreeMap<ArticleId, u32>,
}

impl ActorNode {
    /// Mentions in all articles.
    pub fn mention_count(&self) -> u32 {
        self.mentions.values().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

/// An edge: one relation type between two actors, with every sentence that states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The name of the relation type.
    pub relation: String,
    /// The sentences, by article and position; never empty.
    pub evidence: BTreeSet<Evidence>,
}

/// A directed multigraph of actors and the ties between them.
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    articles: BTreeMap<ArticleId, ArticleInfo>,
    relation_types: BTreeMap<String, RelationType>,
    merges: BTreeSet<Merge>,
    graph: StableDiGraph<ActorNode, Edge>,
    nodes: HashMap<ActorId, NodeIndex>,
    edges: HashMap<(NodeIndex, NodeIndex, String), EdgeIndex>,
}

impl KnowledgeGraph {
    /// The empty graph.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a relation type known. Of two types with one name the same is kept whichever comes first: a
    /// symmetric one before a directed one, then the smaller by its codes.
    pub fn add_relation_type(&mut self, relation_type: RelationType) {
        let name = relation_type.name.clone();
        let Some(known) = self.relation_types.get(&name) else {
            self.relation_types.insert(name, relation_type);
            return;
        };
        if order_of_types(&relation_type, known).is_lt() {
            let turns_symmetric = relation_type.symmetric && !known.symmetric;
            self.relation_types.insert(name.clone(), relation_type);
            if turns_symmetric {
                self.reorient(&name);
            }
        }
    }

    /// Brings the edges of a type that has become symmetric into the order of their actors' ids.
    fn reorient(&mut self, relation: &str) {
        let indices: Vec<EdgeIndex> = self
            .edges
            .iter()
            .filter(|((_, _, name), _)| name == relation)
            .map(|(_, index)| *index)
            .collect();
        let mut taken = Vec::new();
        for index in indices {
            let ends = self.graph.edge_endpoints(index).and_then(|(from, to)| {
                let id = |node| self.graph.node_weight(node).map(|found| found.actor.id.clone());
                Some((from, to, id(from)?, id(to)?))
            });
            if let (Some((from, to, source, target)), Some(edge)) =
                (ends, self.graph.remove_edge(index))
            {
                self.edges.remove(&(from, to, relation.to_owned()));
                taken.push((source, target, edge));
            }
        }
        for (source, target, edge) in taken {
            self.unite_edge(&source, &target, edge);
        }
    }

    /// Adds an article. What two graphs know of the same article is united.
    pub fn add_article(&mut self, info: ArticleInfo) {
        match self.articles.entry(info.id.clone()) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                let known = entry.insert(info.clone());
                unite_article(known, info);
            }
            std::collections::btree_map::Entry::Occupied(mut entry) => {
                unite_article(entry.get_mut(), info);
            }
        }
    }

    /// Adds an actor, or unites it with what is known of the actor with the same id.
    pub fn add_actor(&mut self, node: ActorNode) -> NodeIndex {
        if let Some(&index) = self.nodes.get(&node.actor.id) {
            if let Some(known) = self.graph.node_weight_mut(index) {
                unite_actor(known, node);
            }
            return index;
        }
        let id = node.actor.id.clone();
        let index = self.graph.add_node(node);
        self.nodes.insert(id, index);
        index
    }

    /// Adds one piece of evidence for a tie. Both actors must have been added before; a tie with
    /// an unknown actor, of an unknown type, or of an actor with itself is not added, and `false`
    /// is returned. A symmetric tie is kept in the order of its actors' ids.
    pub fn add_tie(&mut self, relation: Relation) -> bool {
        let edge = Edge { relation: relation.relation, evidence: [relation.evidence].into() };
        self.unite_edge(&relation.source, &relation.target, edge)
    }

    /// Adds all that one article gave.
    pub fn add_extraction(&mut self, extraction: Extraction) {
        let article = extraction.article.id.clone();
        self.add_article(extraction.article);
        for found in extraction.actors {
            let mentions = BTreeMap::from([(article.clone(), found.mentions)]);
            self.add_actor(ActorNode { actor: found.actor, aliases: found.aliases, mentions });
        }
        for relation in extraction.relations {
            self.add_tie(relation);
        }
    }

    /// Adds all of another graph. Associative and commutative; merging a graph with itself, or
    /// with the empty graph, changes nothing.
    pub fn merge(&mut self, other: Self) {
        for info in other.articles.into_values() {
            self.add_article(info);
        }
        for relation_type in other.relation_types.into_values() {
            self.add_relation_type(relation_type);
        }
        self.merges.extend(other.merges);
        let (nodes, edges) = into_parts(other.graph);
        for node in nodes {
            self.add_actor(node);
        }
        for (source, target, edge) in edges {
            self.unite_edge(&source, &target, edge);
        }
    }

    /// Adds an edge; `false` where its type or an end is unknown or both ends are one. A symmetric one is
    /// turned into the order of its actors' ids.
    fn unite_edge(&mut self, source: &ActorId, target: &ActorId, edge: Edge) -> bool {
        let Some(relation_type) = self.relation_types.get(&edge.relation) else {
            return false;
        };
        let (source, target, edge) = if relation_type.symmetric && target < source {
            (target, source, turned(edge))
        } else {
            (source, target, edge)
        };
        let (Some(&from), Some(&to)) = (self.nodes.get(source), self.nodes.get(target)) else {
            return false;
        };
        if from == to {
            return false;
        }
        let key = (from, to, edge.relation.clone());
        match self.edges.get(&key).and_then(|&index| self.graph.edge_weight_mut(index)) {
            Some(known) => known.evidence.extend(edge.evidence),
            None => {
                let index = self.graph.add_edge(from, to, edge);
                self.edges.insert(key, index);
            }
        }
        true
    }

    /// The articles, by id.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &ArticleInfo> {
        self.articles.values()
    }

    /// The article with this id.
    pub fn article(&self, id: &ArticleId) -> Option<&ArticleInfo> {
        self.articles.get(id)
    }

    /// The relation types that are known to the graph, by name.
    pub fn relation_types(&self) -> impl ExactSizeIterator<Item = &RelationType> {
        self.relation_types.values()
    }

    /// The relation type with this name.
    pub fn relation_type(&self, name: &str) -> Option<&RelationType> {
        self.relation_types.get(name)
    }

    /// The actors, by id.
    pub fn actors(&self) -> impl ExactSizeIterator<Item = &ActorNode> {
        let mut nodes: Vec<&ActorNode> = self.graph.node_weights().collect();
        nodes.sort_unstable_by(|left, right| left.actor.id.cmp(&right.actor.id));
        nodes.into_iter()
    }

    /// The actor with this id.
    pub fn actor(&self, id: &ActorId) -> Option<&ActorNode> {
        self.nodes.get(id).and_then(|&index| self.graph.node_weight(index))
    }

    /// The ties, by source, target and relation type.
    pub fn ties(&self) -> impl ExactSizeIterator<Item = Tie<'_>> {
        let mut ties: Vec<Tie<'_>> = self
            .graph
            .edge_indices()
            .filter_map(|index| {
                let (from, to) = self.graph.edge_endpoints(index)?;
                let edge = self.graph.edge_weight(index)?;
                Some(Tie {
                    source: self.graph.node_weight(from)?,
                    target: self.graph.node_weight(to)?,
                    relation_type: self.relation_types.get(&edge.relation)?,
                    edge,
                })
            })
            .collect();
        ties.sort_unstable_by(|left, right| left.key().cmp(&right.key()));
        ties.into_iter()
    }

    /// Which actors of different articles were found to be one, in the order of their ids.
    pub fn merges(&self) -> impl ExactSizeIterator<Item = &Merge> {
        self.merges.iter()
    }

    /// Notes that actors were found to be one.
    pub fn note_merges(&mut self, merges: impl IntoIterator<Item = Merge>) {
        self.merges.extend(merges);
    }

    /// The underlying petgraph, for algorithms. Its indices follow the order of arrival: sort what
    /// comes out of it by actor id before showing it.
    pub fn as_petgraph(&self) -> &StableDiGraph<ActorNode, Edge> {
        &self.graph
    }

    /// How many actors there are.
    pub fn actor_count(&self) -> usize {
        self.graph.node_count()
    }

    /// How many ties there are.
    pub fn tie_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// The same graph without the actors and ties for which `keep` says no; actors that lose their last
    /// tie stay unless `keep_actor` says no. Articles and relation types stay.
    pub fn filtered(
        &self,
        keep_actor: impl Fn(&ActorNode) -> bool,
        keep_tie: impl Fn(&Tie<'_>) -> bool,
    ) -> Self {
        let mut kept = Self {
            articles: self.articles.clone(),
            relation_types: self.relation_types.clone(),
            merges: self.merges.clone(),
            ..Self::default()
        };
        for node in self.actors().filter(|node| keep_actor(node)) {
            kept.add_actor(node.clone());
        }
        for tie in self.ties().filter(keep_tie) {
            kept.unite_edge(&tie.source.actor.id, &tie.target.actor.id, tie.edge.clone());
        }
        kept
    }
}

impl PartialEq for KnowledgeGraph {
    /// Whether both hold the same, whatever the order in which it came.
    fn eq(&self, other: &Self) -> bool {
        self.articles == other.articles
            && self.relation_types == other.relation_types
            && self.merges == other.merges
            && self.actors().eq(other.actors())
            && self.ties().eq(other.ties())
    }
}

/// The nodes and edges of a graph, taken out of it.
fn into_parts(
    mut graph: StableDiGraph<ActorNode, Edge>,
) -> (Vec<ActorNode>, Vec<(ActorId, ActorId, Edge)>) {
    let indices: Vec<EdgeIndex> = graph.edge_indices().collect();
    let mut edges = Vec::with_capacity(indices.len());
    for index in indices {
        let ends = graph.edge_endpoints(index).and_then(|(from, to)| {
            let id = |node| graph.node_weight(node).map(|found| found.actor.id.clone());
            Some((id(from)?, id(to)?))
        });
        if let (Some((source, target)), Some(edge)) = (ends, graph.remove_edge(index)) {
            edges.push((source, target, edge));
        }
    }
    let indices: Vec<NodeIndex> = graph.node_indices().collect();
    let nodes = indices.into_iter().filter_map(|index| graph.remove_node(index)).collect();
    (nodes, edges)
}

/// The edge with source and target swapped, for the other direction.
fn turned(edge: Edge) -> Edge {
    let turned = |mut evidence: Evidence| {
        std::mem::swap(&mut evidence.source, &mut evidence.target);
        evidence
    };
    Edge { relation: edge.relation, evidence: edge.evidence.into_iter().map(turned).collect() }
}

/// Which of two relation types of one name is kept: the smaller.
fn order_of_types(left: &RelationType, right: &RelationType) -> std::cmp::Ordering {
    let codes = |found: &RelationType| {
        (!found.symmetric, found.side, found.class.clone(), found.cameo.clone())
    };
    codes(left).cmp(&codes(right)).then(left.polarity.total_cmp(&right.polarity))
}

/// Unites what two graphs know of one article: known beats unknown, and of two values the smaller
/// is kept, so that the order of merging does not matter.
fn unite_article(known: &mut ArticleInfo, other: ArticleInfo) {
    let sources: BTreeSet<String> = known
        .reprints
        .drain(..)
        .chain(other.reprints)
        .chain(known.source.clone())
        .chain(other.source.clone())
        .collect();
    keep_smaller(&mut known.title, other.title);
    keep_smaller(&mut known.source, other.source);
    keep_smaller(&mut known.date, other.date);
    keep_smaller(&mut known.url, other.url);
    keep_smaller(&mut known.author, other.author);
    known.reprints =
        sources.into_iter().filter(|source| known.source.as_ref() != Some(source)).collect();
}

/// Unites what two graphs know of one actor, in any order with the same result: the lexicon beats
/// the articles, the more specific kind the less specific, the longer name the shorter.
fn unite_actor(known: &mut ActorNode, other: ActorNode) {
    let rank = |actor: &Actor| {
        (!actor.known, actor.kind, std::cmp::Reverse(actor.name.len()), actor.name.clone())
    };
    let mut affiliations = std::mem::take(&mut known.actor.affiliations);
    affiliations.extend(other.actor.affiliations.iter().cloned());
    let (mut code, mut country) = (known.actor.code.take(), known.actor.country.take());
    keep_smaller(&mut code, other.actor.code.clone());
    keep_smaller(&mut country, other.actor.country.clone());
    if rank(&other.actor) < rank(&known.actor) {
        known.actor = other.actor;
    }
    known.actor.affiliations = affiliations;
    known.actor.code = code;
    known.actor.country = country;
    known.aliases.extend(other.aliases);
    for (article, count) in other.mentions {
        let entry = known.mentions.entry(article).or_default();
        *entry = count.max(*entry);
    }
}

/// Keeps the smaller of two values; a value beats none.
fn keep_smaller<T: Ord>(known: &mut Option<T>, other: Option<T>) {
    if let Some(other) = other {
        match known {
            Some(value) if *value <= other => {}
            _ => *known = Some(other),
        }
    }
}
