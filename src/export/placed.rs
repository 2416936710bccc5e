//! The actors of a drawing with their sizes and places: for the formats that are drawn without
//! Graphviz.
//!
//! In comes a graph; out come its actors that have ties, by id, each with the box that its name needs,
//! so laid out that those with ties between them lie close.

use super::layout::{Link, Point, Size, layout};
use crate::actor::ActorId;
use crate::graph::{ActorNode, KnowledgeGraph, Tie};
use std::collections::{BTreeMap, BTreeSet};

/// An actor with its place.
pub struct Placed<'graph> {
    /// The actor.
    pub node: &'graph ActorNode,
    /// The middle of its box.
    pub centre: Point,
    /// Its box.
    pub size: Size,
    /// The size of its name.
    pub font: f64,
}

/// The actors of a graph that have ties, each with its place.
pub struct PlacedActors<'graph> {
    /// The actors, by id.
    pub actors: Vec<Placed<'graph>>,
    positions: BTreeMap<&'graph ActorId, usize>,
}

impl<'graph> PlacedActors<'graph> {
    /// Places the actors of `graph`.
    pub fn of(graph: &'graph KnowledgeGraph) -> Self {
        let tied: BTreeSet<&ActorId> =
            graph.ties().flat_map(|tie| [&tie.source.actor.id, &tie.target.actor.id]).collect();
        let actors: Vec<Placed<'_>> = graph
            .actors()
            .filter(|node| tied.contains(&node.actor.id))
            .map(Placed::at_origin)
            .collect();
        let positions = tied.into_iter().zip(0..).collect();
        let mut placed = Self { actors, positions };
        let sizes: Vec<Size> = placed.actors.iter().map(|actor| actor.size).collect();
        let links = placed.links(graph);
        for (actor, centre) in placed.actors.iter_mut().zip(layout(&sizes, &links)) {
            actor.centre = centre;
        }
        placed
    }

    /// The positions of a tie's source and target among the actors.
    pub fn ends(&self, tie: &Tie<'_>) -> Option<(usize, usize)> {
        let position = |node: &ActorNode| self.positions.get(&node.actor.id).copied();
        Some((position(tie.source)?, position(tie.target)?))
    }

    /// One link for each two actors with ties between them, the stronger the more ties.
    fn links(&self, graph: &KnowledgeGraph) -> Vec<Link> {
        let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for (from, to) in graph.ties().filter_map(|tie| self.ends(&tie)) {
            *weights.entry((from.min(to), from.max(to))).or_default() += 1.0;
        }
        weights.into_iter().map(|((from, to), weight)| Link { from, to, weight }).collect()
    }
}

impl<'graph> Placed<'graph> {
    fn at_origin(node: &'graph ActorNode) -> Self {
        // Larger for those who are mentioned more.
        let font = 11.0 + f64::from(node.mention_count().saturating_add(1)).sqrt().min(8.0);
        let size = Size { width: text_width(&node.actor.name) * font + 22.0, height: font + 13.0 };
        Self { node, centre: Point::default(), size, font }
    }
}

/// The width of a text in ems: an estimate for sans-serif fonts, full width beyond the European scripts.
fn text_width(text: &str) -> f64 {
    let width = |character: char| match character {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | '\'' | ' ' | '-' => 0.31,
        'm' | 'w' | 'M' | 'W' => 0.88,
        'A'..='Z' => 0.69,
        '\u{2000}'.. => 1.0,
        _ => 0.56,
    };
    text.chars().map(width).sum()
}
