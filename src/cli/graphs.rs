//! Reading a graph, and finding an actor in it by what a person would call it.

use super::Failure;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use newsgraph::graph::{ActorNode, KnowledgeGraph, Level, UnknownLevel, read_graph};
use std::io::Read;
use std::path::Path;

/// Reads the graph in a file, or from standard input for `-`.
pub fn read_from(path: &Path) -> Result<KnowledgeGraph, Failure> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut input: Box<dyn Read> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(path).map_err(|error| named(&error))?)
    };
    read_graph(&mut input).map_err(|error| {
        format!("{}\nA graph is what `newsgraph build ... -o graph.json` writes.", named(&error))
    })
}

/// The actor that `name` means: by id, name or alias, in any case; of several the most mentioned.
pub fn actor_named<'graph>(
    graph: &'graph KnowledgeGraph,
    name: &str,
) -> Result<&'graph ActorNode, Failure> {
    let wanted = name.to_lowercase();
    let same = |text: &str| text.to_lowercase() == wanted;
    let tests: [&dyn Fn(&ActorNode) -> bool; 3] = [
        &|node| same(node.actor.id.as_str()) || same(&node.actor.name),
        &|node| node.aliases.iter().any(|alias| same(alias)),
        &|node| node.actor.name.to_lowercase().contains(&wanted),
    ];
    tests
        .iter()
        .find_map(|test| {
            let found = graph.actors().filter(|node| test(node));
            found
                .max_by_key(|node| (node.mention_count(), std::cmp::Reverse(node.actor.id.clone())))
        })
        .ok_or_else(|| {
            format!("the graph has no actor called `{name}`{}", suggestions(graph, &wanted))
        })
}

/// Actors whose names share a word with what was asked for.
fn suggestions(graph: &KnowledgeGraph, wanted: &str) -> String {
    let shares = |node: &&ActorNode| {
        let name = node.actor.name.to_lowercase();
        wanted.split_whitespace().any(|word| word.len() > 3 && name.contains(word))
    };
    let names: Vec<&str> =
        graph.actors().filter(shares).map(|node| node.actor.name.as_str()).take(5).collect();
    if names.is_empty() { String::new() } else { format!("; perhaps {}", names.join(", ")) }
}

/// Reads `--level` and tells `--help` and completions what there is to choose from.
pub fn level_parser() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(Level::ALL.map(Level::as_str))
        .try_map(|name| -> Result<Level, UnknownLevel> { name.parse() })
}
