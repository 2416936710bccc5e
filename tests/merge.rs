//! Merging: associative, commutative, idempotent, with the empty graph as identity; and what changed from
//! one graph to another.

mod common;

use common::{actor, article, claimed_by, empty_graph, stated, with_factuality};
use newsgraph::actor::{ActorId, ActorKind};
use newsgraph::graph::{Difference, KnowledgeGraph, read_graph};
use newsgraph::relation::{Factuality, Side};
use proptest::prelude::*;

/// One article's part of a graph, from small sets of names so that graphs have much in common.
fn part() -> impl Strategy<Value = KnowledgeGraph> {
    let tie = (0..5_usize, 0..4_usize, 0..5_usize, 0..6_usize, any::<bool>());
    let ties = proptest::collection::vec(tie, 0..6);
    (0..4_u8, 0..3_u8, any::<bool>(), 0..11_usize, any::<bool>(), ties).prop_map(
        |(number, outlet, dated, kind, turned_symmetric, ties)| {
            let mut graph = empty_graph();
            let mut backs = graph.relation_type("backs").expect("a type of the program").clone();
            backs.symmetric = turned_symmetric;
            let mut mine = KnowledgeGraph::new();
            mine.add_relation_type(backs);
            for found in graph.relation_types().filter(|found| found.name != "backs") {
                mine.add_relation_type(found.clone());
            }
            graph = mine;
            let date = if dated { "2020-02-02" } else { "" };
            let info = article(&format!("article {number}"), &format!("Outlet {outlet}"), date);
            graph.add_article(info.clone());
            for index in 0..5 {
                let kind = ActorKind::ALL[(kind + index) % ActorKind::ALL.len()];
                let name = format!("Actor {}", "x".repeat(index + usize::from(number)));
                graph.add_actor(actor(&format!("other:{index}"), &name, kind, &[info.id.as_str()]));
            }
            for (source, relation, target, factuality, claimed) in ties {
                let relation = ["backs", "meets", "accuses", "member-of"][relation];
                let tie =
                    stated(&format!("other:{source}"), relation, &format!("other:{target}"), &info);
                let tie = with_factuality(tie, Factuality::ALL[factuality]);
                graph.add_tie(if claimed { claimed_by(tie, "other:0") } else { tie });
            }
            graph
        },
    )
}

fn graph() -> impl Strategy<Value = KnowledgeGraph> {
    proptest::collection::vec(part(), 0..4).prop_map(|parts| {
        parts.into_iter().fold(KnowledgeGraph::new(), |sum, part| merged(&sum, &part))
    })
}

fn merged(left: &KnowledgeGraph, right: &KnowledgeGraph) -> KnowledgeGraph {
    let mut sum = left.clone();
    sum.merge(right.clone());
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn merging_is_commutative(left in graph(), right in graph()) {
        prop_assert!(merged(&left, &right) == merged(&right, &left));
    }

    #[test]
    fn merging_is_associative(first in graph(), second in graph(), third in graph()) {
        prop_assert!(merged(&merged(&first, &second), &third) == merged(&first, &merged(&second, &third)));
    }

    #[test]
    fn merging_with_itself_or_nothing_changes_nothing(graph in graph()) {
        prop_assert!(merged(&graph, &graph) == graph);
        prop_assert!(merged(&graph, &KnowledgeGraph::new()) == graph);
        prop_assert!(merged(&KnowledgeGraph::new(), &graph) == graph);
    }

    #[test]
    fn a_graph_does_not_differ_from_itself(graph in graph()) {
        prop_assert!(Difference::between(&graph, &graph).is_empty());
    }
}

fn two_states(relation: &str, factuality: Factuality) -> KnowledgeGraph {
    let mut graph = empty_graph();
    let info = article("a", "Andes Wire", "2016-01-05");
    graph.add_article(info.clone());
    for name in ["Russia", "Syria"] {
        graph.add_actor(actor(&format!("state:{name}"), name, ActorKind::State, &["a"]));
    }
    let tie = stated("state:Russia", relation, "state:Syria", &info);
    assert!(graph.add_tie(with_factuality(tie, factuality)));
    graph
}

#[test]
fn a_pair_that_changes_sides_has_turned() {
    let before = two_states("backs", Factuality::Asserted);
    let after = two_states("attacks", Factuality::Asserted);
    let difference = Difference::between(&before, &after);
    let [turned] = difference.turned.as_slice() else { panic!("{difference:?}") };
    assert_eq!((turned.before, turned.after), (Side::For, Side::Against));
    assert_eq!(turned.source.id, ActorId::new("state:Russia"));
    assert_eq!(difference.appeared[0].relation, "attacks");
    assert_eq!(difference.vanished[0].relation, "backs");
}

#[test]
fn a_plan_that_comes_true_stands_otherwise_than_before() {
    let difference = Difference::between(
        &two_states("backs", Factuality::Planned),
        &two_states("backs", Factuality::Asserted),
    );
    let [restated] = difference.restated.as_slice() else { panic!("{difference:?}") };
    assert_eq!(restated.before.factuality, Factuality::Planned);
    assert_eq!(restated.after.factuality, Factuality::Asserted);
    assert!(difference.appeared.is_empty() && difference.turned.is_empty());
}

#[test]
fn a_file_that_is_no_graph_is_refused_with_its_place() {
    let refused = |text: &str| read_graph(&mut text.as_bytes()).expect_err(text).to_string();
    assert!(refused("").contains("line 1"));
    assert!(refused("{\"newsgraph\": 1,\n\"articles\": [").contains("line 2"));
    assert!(refused("{\"type\": \"FeatureCollection\"}").contains("no graph file"));
    assert!(refused("{\"newsgraph\": 0}").contains("version 0"));
    assert!(refused("{\"newsgraph\": 99}").contains("version 99"));
    let wrong = "{\"newsgraph\": 1, \"articles\": [{\"id\": \"a\"}, {\"id\": 7}]}";
    assert!(refused(wrong).contains("in articles[1].id"), "{}", refused(wrong));
    let whole = "{\"newsgraph\": 1, \"articles\": [], \"relation_types\": [], \"actors\": [], \"ties\": []}";
    assert!(read_graph(&mut whole.as_bytes()).is_ok());
    assert!(refused(&format!("{whole}\n{{}}")).contains("line 2"));
}
