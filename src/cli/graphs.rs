//! Reading a graph, and finding an actor in it by what a person would call it.

use super::Failure;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use newsgraph::actor::ActorLexicon;
use newsgraph::graph::{ActorNode, KnowledgeGraph, Level, UnknownLevel, read_graph};
use newsgraph::store::{Reach, Store};
use std::io::Read;
use std::path::Path;

/// Reads the graph in a file, from a database, or from standard input for `-`. They are told apart by
/// content. Which actors of a database are one is found out as `newsgraph build` does.
pub fn read_from(path: &Path) -> Result<KnowledgeGraph, Failure> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    if path == Path::new("-") {
        let mut input = std::io::stdin().lock();
        return read_graph(&mut input).map_err(|error| with_advice(named(&error)));
    }
    let mut file = std::fs::File::open(path).map_err(|error| named(&error))?;
    let mut start = Vec::new();
    (&file).take(16).read_to_end(&mut start).map_err(|error| named(&error))?;
    if Store::is_database(&start) {
        let store = open_store(path)?;
        let graph = store.graph(&Reach::default()).map_err(|error| named(&error))?;
        let lexicon = ActorLexicon::embedded().map_err(|error| error.to_string())?;
        return Ok(graph.reconciled(&lexicon));
    }
    read_graph(&mut std::io::Cursor::new(start).chain(&mut file))
        .map_err(|error| with_advice(named(&error)))
}

fn with_advice(message: String) -> Failure {
    format!(
        "{message}\nA graph is what `newsgraph build ... -o graph.json` or `newsgraph add` writes."
    )
}

/// Opens the database at `path` for reading.
pub fn open_store(path: &Path) -> Result<Store, Failure> {
    Store::open(path).map_err(|error| {
        format!("{}: {error}\nA database is what `newsgraph add` writes.", path.display())
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

/// The graph at `level`. Actors that it does not hold, such as the state of a minister in an article
/// that never names it, are looked up in the lexicon that is compiled in.
pub fn at_level(graph: KnowledgeGraph, level: Level) -> Result<KnowledgeGraph, Failure> {
    if level == Level::Person {
        return Ok(graph);
    }
    let lexicon = ActorLexicon::embedded().map_err(|error| error.to_string())?;
    Ok(graph.at_level(level, |id| lexicon.actor_by_id(id)))
}
