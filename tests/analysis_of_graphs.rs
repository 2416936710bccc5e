//! What the analyses make of statements: claims, repetition, time, sources, brokers, reports.

use newsgraph::actor::{Actor, ActorId, ActorKind};
use newsgraph::analysis::blocs::{BlocOptions, Blocs};
use newsgraph::analysis::compare::side_by_side;
use newsgraph::analysis::path::{Over, path};
use newsgraph::analysis::period::PeriodLength;
use newsgraph::analysis::report::{Report, ReportOptions, html, markdown};
use newsgraph::analysis::signed::{Pair, SignedNetwork};
use newsgraph::analysis::standing::{brokers, isolated};
use newsgraph::analysis::testimony::Testimonies;
use newsgraph::analysis::weights::Weights;
use newsgraph::article::{ArticleId, ArticleInfo};
use newsgraph::confidence::Confidence;
use newsgraph::graph::{ActorNode, KnowledgeGraph};
use newsgraph::language::SentenceIndex;
use newsgraph::relation::{Evidence, Factuality, Quote, Relation, RelationLexicon, SentenceQuote};
use newsgraph::span::ByteSpan;
use std::collections::{BTreeMap, BTreeSet};

/// A statement: "source relation target", then what is unusual about it, such as "article=2
/// day=2015-10-01 outlet=Post fact=negated by=USA".
fn graph(statements: &[&str]) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new();
    for relation_type in RelationLexicon::embedded().expect("sound").types() {
        graph.add_relation_type(relation_type.clone());
    }
    for (number, statement) in statements.iter().enumerate() {
        let words: Vec<&str> = statement.split(' ').collect();
        let value = |key: &str| {
            words[3..].iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
        };
        let article = ArticleId::new(value("article").map_or(number.to_string(), str::to_owned));
        graph.add_article(ArticleInfo {
            id: article.clone(),
            title: None,
            source: value("outlet").map(str::to_owned),
            reprints: Vec::new(),
            date: value("day").map(|day| day.parse().expect("a day")),
            url: None,
            author: None,
        });
        for name in [words[0], words[2]] {
            graph.add_actor(actor(name));
        }
        let span = ByteSpan::new(0, 1);
        let quote = || Quote { text: "x".to_owned(), span };
        let factuality = value("fact").map_or(Factuality::Asserted, |name| {
            Factuality::ALL.into_iter().find(|one| one.as_str() == name).expect("a factuality")
        });
        let evidence = Evidence {
            article,
            sentence: SentenceQuote {
                index: SentenceIndex(number as u32),
                span,
                text: format!("Sentence {number}: {statement}"),
            },
            trigger: quote(),
            source: quote(),
            target: quote(),
            date: None,
            factuality,
            attributed_to: value("by").map(ActorId::new),
            confidence: Confidence::CERTAIN,
            pattern: "test".to_owned(),
        };
        assert!(
            graph.add_tie(Relation {
                source: ActorId::new(words[0]),
                relation: words[1].to_owned(),
                target: ActorId::new(words[2]),
                evidence,
            }),
            "{statement}"
        );
    }
    graph
}

fn actor(name: &str) -> ActorNode {
    let actor = Actor {
        id: ActorId::new(name),
        name: name.to_owned(),
        kind: ActorKind::State,
        code: None,
        country: None,
        known: true,
        affiliations: BTreeSet::new(),
    };
    ActorNode { actor, aliases: BTreeSet::new(), mentions: BTreeMap::new() }
}

fn network(statements: &[&str]) -> SignedNetwork {
    SignedNetwork::new(&graph(statements), &Weights::default())
}

fn pair(statements: &[&str]) -> Pair {
    network(statements).pairs().next().expect("a pair").2.clone()
}

fn near(value: f64, wanted: f64) -> bool {
    (value - wanted).abs() < 1e-9
}

#[test]
fn a_claim_against_the_other_side_is_hostility_of_the_speaker() {
    let claimed = pair(&["A attacks B by=B"]);
    assert_eq!(claimed.forward.net(), 0.0, "it is no fact that A attacked");
    assert!(near(claimed.backward.net(), -0.6), "B is hostile to A");
    let told = pair(&["A attacks B"]);
    assert!(near(told.forward.net(), -0.9) && told.backward.net() == 0.0);
    let third = pair(&["A attacks B by=C"]);
    assert!(near(third.forward.net(), -0.45), "a third party's claim is worth half");
}

#[test]
fn what_an_actor_says_of_its_own_doing_counts_as_its_own_word() {
    assert!(near(pair(&["A backs B by=A"]).forward.net(), 0.7 * 0.8));
}

#[test]
fn repetition_within_an_article_weighs_nothing_and_articles_add_up() {
    let once = pair(&["A backs B article=1"]);
    let repeated = pair(&["A backs B article=1", "A backs B article=1", "A praises B article=1"]);
    assert_eq!(once.net(), repeated.net());
    assert!(near(pair(&["A backs B article=1", "A backs B article=2"]).net(), 1.4));
}

#[test]
fn factuality_decides_what_a_statement_is_worth() {
    for (factuality, wanted) in [
        ("asserted", 0.7),
        ("planned", 0.42),
        ("possible", 0.21),
        ("demanded", 0.0),
        ("negated", -0.35),
        ("ended", -0.21),
    ] {
        let found = pair(&[&format!("A backs B fact={factuality}")]).net();
        assert!(near(found, wanted), "{factuality}: {found}");
    }
    assert_eq!(pair(&["A attacks B fact=negated"]).net(), 0.0, "denied hostility is no friendship");
}

#[test]
fn talks_and_membership_make_no_friends_unless_a_weight_says_so() {
    let graph = graph(&["A meets B", "A member-of B"]);
    let net = |weights: &Weights| {
        SignedNetwork::new(&graph, weights).pairs().next().map(|(_, _, pair)| pair.net())
    };
    assert_eq!(net(&Weights::default()), Some(0.0));
    let mut changed = Weights::default();
    changed.set("talk=1").expect("a weight");
    assert!(net(&changed).is_some_and(|net| near(net, 0.4)), "meeting is mutual");
}

#[test]
fn membership_is_surer_where_more_articles_speak_of_it() {
    let often = ["A backs B", "A backs B", "A backs B", "A backs B", "B backs A", "B backs A"];
    let statements: Vec<&str> = often.into_iter().chain(["C backs D", "C attacks A"]).collect();
    let network = network(&statements);
    let blocs = Blocs::of(&network, BlocOptions::default());
    assert_eq!(blocs, Blocs::of(&network, BlocOptions::default()), "the seed is fixed");
    let sureness = |name: &str| {
        let bloc = blocs.bloc_of(&ActorId::new(name)).expect("in a bloc");
        let member = bloc.members.iter().find(|member| member.actor.as_str() == name);
        member.and_then(|member| member.sureness).expect("drawn")
    };
    assert!(sureness("A") > 0.99, "{}", sureness("A"));
    // One article of eight is drawn with a probability of 1 - (7/8)^8, which is 0.66.
    assert!((0.5..0.8).contains(&sureness("C")), "{}", sureness("C"));
}

#[test]
fn a_broker_talks_to_both_sides_and_belongs_to_neither() {
    let network = network(&[
        "A backs B",
        "C backs D",
        "A attacks C",
        "D criticises B",
        "M meets A",
        "M hosts D",
        "N meets A",
        "N meets B",
        "X attacks Y",
    ]);
    let blocs = Blocs::of(&network, BlocOptions::default());
    let found = brokers(&network, &blocs);
    let names: Vec<&str> = found.iter().map(|broker| broker.actor.as_str()).collect();
    assert_eq!(names, ["M"]);
    assert!(found[0].hostility < 0.0);
    assert_eq!(isolated(&network), ["X", "Y"].map(ActorId::new));
}

#[test]
fn a_pair_that_turns_is_a_turning_point_with_its_sentences() {
    let options = ReportOptions { by: Some(PeriodLength::Month), ..ReportOptions::default() };
    let report = Report::of(
        &graph(&[
            "A backs B day=2015-10-05",
            "A praises B day=2015-10-25",
            "A meets B day=2015-11-02",
            "A attacks B day=2015-12-24",
            "B attacks C day=2015-12-24",
        ]),
        &options,
    );
    let timeline = report.timeline.expect("asked for");
    let [turn] = &timeline.turning_points[..] else {
        panic!("{:?}", timeline.turning_points);
    };
    assert_eq!((turn.before.as_str(), turn.after.as_str()), ("2015-10", "2015-12"));
    assert!(near(turn.net_before, 1.2) && near(turn.net_after, -0.9));
    let sentences: Vec<&str> =
        turn.testimonies.iter().map(|testimony| testimony.sentence.as_str()).collect();
    assert_eq!(
        sentences,
        ["Sentence 0: A backs B day=2015-10-05", "Sentence 3: A attacks B day=2015-12-24"]
    );
}

#[test]
fn outlets_that_tell_a_pair_differently_come_first() {
    let options = ReportOptions { by_source: true, ..ReportOptions::default() };
    let report = Report::of(
        &graph(&[
            "A backs B outlet=Post",
            "A attacks B outlet=Times",
            "A backs C outlet=Post",
            "A praises C outlet=Times",
            "A backs D outlet=Post",
        ]),
        &options,
    );
    let comparisons = report.sources.expect("asked for");
    let pairs: Vec<&str> = comparisons.iter().map(|comparison| comparison.other.as_str()).collect();
    assert_eq!(pairs, ["B", "C"], "D is told by one outlet only");
    let outlets: Vec<&str> =
        comparisons[0].tellings.iter().map(|telling| telling.outlet.as_str()).collect();
    assert_eq!(outlets, ["Post", "Times"]);
    assert!(near(comparisons[0].spread, 1.6));
}

#[test]
fn the_shortest_way_leads_over_the_ties_that_are_allowed() {
    let graph = graph(&["A backs B", "B attacks C", "A meets D", "D backs E", "E backs C"]);
    let weights = Weights::default();
    let network = SignedNetwork::new(&graph, &weights);
    let testimonies = Testimonies::of(&graph, &weights);
    let (from, to) = (ActorId::new("A"), ActorId::new("C"));
    let way = |over| {
        path(&network, &testimonies, &from, &to, over)
            .map(|steps| steps.iter().map(|step| step.to.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(way(Over::AllTies), Some(vec!["B".to_owned(), "C".to_owned()]));
    assert_eq!(way(Over::Friendly), None);
    assert_eq!(way(Over::Hostile), None);
}

#[test]
fn two_actors_share_friends_and_foes() {
    let graph = graph(&[
        "B attacks A",
        "A backs F",
        "B backs F",
        "A attacks X",
        "X attacks B",
        "A backs G",
        "B attacks G",
    ]);
    let weights = Weights::default();
    let network = SignedNetwork::new(&graph, &weights);
    let testimonies = Testimonies::of(&graph, &weights);
    let found =
        side_by_side(&network, &testimonies, &ActorId::new("A"), &ActorId::new("B")).expect("both");
    let names = |thirds: &[newsgraph::analysis::compare::Third]| -> Vec<String> {
        thirds.iter().map(|third| third.actor.to_string()).collect()
    };
    assert_eq!(names(&found.common_friends), ["F"]);
    assert_eq!(names(&found.common_foes), ["X"]);
    assert_eq!(names(&found.only_with_one), ["G"]);
    assert!(found.only_with_other.is_empty());
    assert!(near(found.backward.net(), -0.9) && found.forward.net() == 0.0);
    assert_eq!(found.direct.len(), 1);
}

#[test]
fn reports_escape_what_articles_say() {
    let graph = graph(&[
        "<script>alert(1)</script> backs B&B outlet=<b>Post</b>",
        "A* attacks B&B outlet=|x|",
    ]);
    let report = Report::of(&graph, &ReportOptions::default());
    let page = html("<title>", &report.sections());
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("B&amp;B"));
    assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains("<title><"));
    let text = markdown("Title", &report.sections());
    assert!(text.contains("A\\*") && text.contains("\\<script\\>"), "{text}");
}

#[test]
fn the_empty_graph_has_a_report() {
    let options =
        ReportOptions { by: Some(PeriodLength::Year), by_source: true, ..ReportOptions::default() };
    let report = Report::of(&KnowledgeGraph::new(), &options);
    assert!(report.blocs.blocs.is_empty() && report.balance.normalised().is_none());
    assert!(html("Nothing", &report.sections()).ends_with("</html>\n"));
}
