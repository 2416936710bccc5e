//! Small graphs for the tests of what is done with graphs.

#![allow(dead_code)] // each test file uses its part of these

use newsgraph::actor::{Actor, ActorId, ActorKind};
use newsgraph::article::{ArticleId, ArticleInfo};
use newsgraph::confidence::Confidence;
use newsgraph::graph::{ActorNode, KnowledgeGraph};
use newsgraph::language::SentenceIndex;
use newsgraph::relation::{Evidence, Factuality, Quote, Relation, RelationLexicon, SentenceQuote};
use newsgraph::span::ByteSpan;
use std::collections::{BTreeMap, BTreeSet};

/// A graph without actors that knows the program's relation types.
pub fn empty_graph() -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new();
    let lexicon = RelationLexicon::embedded().expect("the program's own relations are well-formed");
    for relation_type in lexicon.types() {
        graph.add_relation_type(relation_type.clone());
    }
    graph
}

/// An article called `id`, of an outlet, and of a day where `date` is one.
pub fn article(id: &str, source: &str, date: &str) -> ArticleInfo {
    ArticleInfo {
        id: ArticleId::new(id),
        title: Some(format!("Title of {id}")),
        source: Some(source.to_owned()),
        reprints: Vec::new(),
        date: date.parse().ok(),
        url: None,
        author: None,
    }
}

/// An actor that the given articles mention once each.
pub fn actor(id: &str, name: &str, kind: ActorKind, articles: &[&str]) -> ActorNode {
    ActorNode {
        actor: Actor {
            id: ActorId::new(id),
            name: name.to_owned(),
            kind,
            code: None,
            country: None,
            known: true,
            affiliations: BTreeSet::new(),
        },
        aliases: BTreeSet::from([name.to_owned()]),
        mentions: articles.iter().map(|id| (ArticleId::new(*id), 1)).collect::<BTreeMap<_, _>>(),
    }
}

/// A relation that a sentence of an article states as a fact, in the article's own voice.
pub fn stated(source: &str, relation: &str, target: &str, article: &ArticleInfo) -> Relation {
    let text = format!("{source} {relation} {target}.");
    let quote = |part: &str| {
        let start = text.find(part).unwrap_or_default() as u32;
        Quote { text: part.to_owned(), span: ByteSpan::new(start, start + part.len() as u32) }
    };
    Relation {
        source: ActorId::new(source),
        relation: relation.to_owned(),
        target: ActorId::new(target),
        evidence: Evidence {
            article: article.id.clone(),
            sentence: SentenceQuote {
                index: SentenceIndex(0),
                span: ByteSpan::new(0, text.len() as u32),
                text: text.clone(),
            },
            trigger: quote(relation),
            source: quote(source),
            target: quote(target),
            date: article.date,
            factuality: Factuality::Asserted,
            attributed_to: None,
            confidence: Confidence::from(0.8),
            pattern: format!("{relation}/test"),
        },
    }
}

/// The same relation with another factuality.
pub fn with_factuality(mut relation: Relation, factuality: Factuality) -> Relation {
    relation.evidence.factuality = factuality;
    relation
}

/// The same relation as somebody's claim.
pub fn claimed_by(mut relation: Relation, speaker: &str) -> Relation {
    relation.evidence.attributed_to = Some(ActorId::new(speaker));
    relation
}

/// Three states, a minister and an organisation in the articles of two outlets, with facts, claims and plans.
pub fn talks() -> KnowledgeGraph {
    let mut graph = empty_graph();
    let autumn = article("autumn", "The Harbour Post", "2015-10-27");
    let winter = article("winter", "Andes Wire", "2016-01-05");
    let undated = article("undated", "Andes Wire", "");
    for info in [&autumn, &winter, &undated] {
        graph.add_article(info.clone());
    }
    let everywhere = ["autumn", "winter"];
    graph.add_actor(actor("state:RUS", "Russia", ActorKind::State, &everywhere));
    graph.add_actor(actor("state:SYR", "Syria", ActorKind::State, &everywhere));
    graph.add_actor(actor("state:USA", "United States", ActorKind::State, &["winter"]));
    graph.add_actor(actor("person:lavrov", "Sergei Lavrov", ActorKind::Person, &["autumn"]));
    graph.add_actor(actor(
        "org:un",
        "United Nations",
        ActorKind::InternationalOrganisation,
        &["undated"],
    ));
    graph.add_actor(actor("state:FRA", "France", ActorKind::State, &["autumn"]));
    let ties = [
        stated("state:RUS", "backs", "state:SYR", &autumn),
        stated("state:RUS", "backs", "state:SYR", &winter),
        claimed_by(stated("state:USA", "accuses", "state:RUS", &winter), "state:USA"),
        with_factuality(
            stated("state:USA", "sanctions", "state:SYR", &winter),
            Factuality::Planned,
        ),
        stated("person:lavrov", "represents", "state:RUS", &autumn),
        stated("org:un", "meets", "person:lavrov", &undated),
    ];
    for tie in ties {
        assert!(graph.add_tie(tie), "the actors and the type are known");
    }
    graph
}
