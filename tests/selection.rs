//! What a selection leaves of a graph.

mod common;

use common::talks;
use newsgraph::actor::{ActorId, ActorKind};
use newsgraph::confidence::Confidence;
use newsgraph::graph::{KnowledgeGraph, Selection};

/// The ties that are left, as "RUS backs SYR", and the actors without any.
fn left(selection: &Selection) -> (Vec<String>, Vec<String>) {
    let graph = selection.apply(talks());
    let short = |id: &ActorId| id.as_str().rsplit(':').next().unwrap_or_default().to_owned();
    let ties: Vec<String> = graph
        .ties()
        .map(|tie| {
            let (source, target, relation) = tie.key();
            format!("{} {relation} {}", short(source), short(target))
        })
        .collect();
    let tied = |id: &ActorId| {
        graph.ties().any(|tie| tie.source.actor.id == *id || tie.target.actor.id == *id)
    };
    let alone =
        graph.actors().map(|node| &node.actor.id).filter(|id| !tied(id)).map(short).collect();
    (ties, alone)
}

fn ties_left(selection: &Selection) -> Vec<String> {
    left(selection).0
}

fn set(names: &[&str]) -> std::collections::BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn without_a_wish_the_graph_is_the_same() {
    assert!(Selection::default().apply(talks()) == talks());
    assert!(Selection { depth: 3, ..Selection::default() }.apply(talks()) == talks());
}

#[test]
fn ties_are_chosen_by_type_side_or_class() {
    let by = |name: &str| ties_left(&Selection { relations: set(&[name]), ..Selection::default() });
    assert_eq!(by("backs"), ["RUS backs SYR"]);
    assert_eq!(by("Against"), ["USA accuses RUS", "USA sanctions SYR"]);
    assert_eq!(by("CONSULT"), ["un meets lavrov"]);
    let wrong = Selection { relations: set(&["backs", "hugs"]), ..Selection::default() };
    assert_eq!(wrong.unknown_relations(&talks()), ["hugs"]);
}

#[test]
fn actors_without_a_tie_go_when_ties_are_chosen_and_stay_otherwise() {
    let against = Selection { relations: set(&["against"]), ..Selection::default() };
    assert!(left(&against).1.is_empty());
    let states = Selection { kinds: [ActorKind::State].into(), ..Selection::default() };
    let (ties, alone) = left(&states);
    assert_eq!(ties, ["RUS backs SYR", "USA accuses RUS", "USA sanctions SYR"]);
    assert_eq!(alone, ["FRA"]);
}

#[test]
fn evidence_is_chosen_by_day_outlet_and_standing() {
    let since = Selection { since: "2016-01-01".parse().ok(), ..Selection::default() };
    assert_eq!(ties_left(&since), ["RUS backs SYR", "USA accuses RUS", "USA sanctions SYR"]);
    let until = Selection { until: "2015-12-31".parse().ok(), ..Selection::default() };
    assert_eq!(ties_left(&until), ["lavrov represents RUS", "RUS backs SYR"]);
    let outlet = Selection { sources: set(&["the harbour post"]), ..Selection::default() };
    assert_eq!(ties_left(&outlet), ["lavrov represents RUS", "RUS backs SYR"]);
    let facts = Selection { facts_only: true, ..Selection::default() };
    assert_eq!(ties_left(&facts), ["un meets lavrov", "lavrov represents RUS", "RUS backs SYR"]);
    let sure = Selection { minimum_confidence: Confidence::from(0.9), ..Selection::default() };
    assert!(ties_left(&sure).is_empty());
    let twice = Selection { minimum_articles: 2, ..Selection::default() };
    assert_eq!(ties_left(&twice), ["RUS backs SYR"]);
}

#[test]
fn a_day_leaves_only_the_evidence_the_articles_and_the_mentions_of_it() {
    let since = Selection { since: "2016-01-01".parse().ok(), ..Selection::default() };
    let graph: KnowledgeGraph = since.apply(talks());
    let articles: Vec<&str> = graph.articles().map(|info| info.id.as_str()).collect();
    assert_eq!(articles, ["winter"]);
    let russia = graph.actor(&ActorId::new("state:RUS")).expect("it is mentioned that day");
    assert_eq!(russia.mention_count(), 1);
    let counts: Vec<usize> = graph.ties().map(|tie| tie.evidence().len()).collect();
    assert_eq!(counts, [1, 1, 1]);
}

#[test]
fn around_an_actor_are_those_that_few_ties_lead_to() {
    let around = |depth| Selection {
        around: [ActorId::new("org:un")].into(),
        depth,
        ..Selection::default()
    };
    assert_eq!(left(&around(0)), (vec![], vec!["un".to_owned()]));
    assert_eq!(ties_left(&around(1)), ["un meets lavrov"]);
    assert_eq!(ties_left(&around(2)), ["un meets lavrov", "lavrov represents RUS"]);
    assert_eq!(ties_left(&around(3)).len(), 5, "both ends of the ties among them are reached");
}

#[test]
fn the_top_actors_have_the_most_sentences() {
    let top = |count| ties_left(&Selection { top: Some(count), ..Selection::default() });
    assert_eq!(top(2), ["RUS backs SYR"]);
    assert_eq!(top(3), ["lavrov represents RUS", "RUS backs SYR"]);
    assert_eq!(top(4).len(), 4);
    assert!(top(0).is_empty());
}
