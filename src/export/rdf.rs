//! RDF: Turtle, and N-Quads with a named graph for each article.
//!
//! Each sentence that states a tie is an `rdf:Statement` that was quoted from its article, with its
//! factuality, and attributed to who says so. The plain triple (`actor relation actor`) is written only
//! for what an article states as a fact in its own voice, so that a query that follows plain triples never
//! meets a claim. `docs/vocabulary.ttl` documents the terms that schema.org and PROV do not have.

use super::{ExportOptions, Exporter};
use crate::actor::{ActorId, ActorKind};
use crate::article::{ArticleId, ArticleInfo};
use crate::graph::{ActorNode, KnowledgeGraph, Tie};
use crate::relation::{Evidence, Factuality};
use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use oxttl::{NQuadsSerializer, TurtleSerializer};
use std::io::{self, Write};

const VOCABULARY: &str = "urn:newsgraph:vocabulary#";
const SCHEMA: &str = "https://schema.org/";
const PROV: &str = "http://www.w3.org/ns/prov#";

/// Turtle.
pub struct Turtle;

/// N-Quads.
pub struct NQuads;

impl Exporter for Turtle {
    fn name(&self) -> &'static str {
        "turtle"
    }

    fn about(&self) -> &'static str {
        "RDF, with schema.org and PROV terms"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["ttl"]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        let mut serializer = TurtleSerializer::new();
        for (prefix, iri) in [
            ("ng", VOCABULARY),
            ("schema", SCHEMA),
            ("prov", PROV),
            ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ] {
            serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
        }
        let mut writer = serializer.for_writer(output);
        for_each_quad(graph, |quad| {
            writer.serialize_triple(oxrdf::TripleRef::new(
                quad.subject.as_ref(),
                quad.predicate.as_ref(),
                quad.object.as_ref(),
            ))
        })?;
        writer.finish()?;
        Ok(())
    }
}

impl Exporter for NQuads {
    fn name(&self) -> &'static str {
        "nquads"
    }

    fn about(&self) -> &'static str {
        "RDF, a named graph for each article"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["nq"]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        let mut writer = NQuadsSerializer::new().for_writer(output);
        for_each_quad(graph, |quad| writer.serialize_quad(quad))?;
        writer.finish();
        Ok(())
    }
}

/// Hands on all that is known, what an article states in the graph of that article.
fn for_each_quad(
    graph: &KnowledgeGraph,
    mut write: impl FnMut(&Quad) -> io::Result<()>,
) -> io::Result<()> {
    let described =
        graph.articles().flat_map(|info| described(article_iri(&info.id), article_facts(info)));
    described.into_iter().try_for_each(|quad| write(&quad))?;
    for node in graph.actors() {
        described_actor(node).iter().try_for_each(&mut write)?;
    }
    for tie in graph.ties() {
        for evidence in tie.evidence() {
            stated(&tie, evidence).iter().try_for_each(&mut write)?;
        }
    }
    Ok(())
}

/// What is said of one subject.
fn described(subject: NamedNode, facts: Vec<(NamedNode, Term)>) -> Vec<Quad> {
    let quad = |(predicate, object)| {
        Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph)
    };
    facts.into_iter().map(quad).collect()
}

fn article_facts(info: &ArticleInfo) -> Vec<(NamedNode, Term)> {
    let mut facts = vec![
        (rdf::TYPE.into_owned(), schema("NewsArticle").into()),
        (rdf::TYPE.into_owned(), prov("Entity").into()),
        (schema("identifier"), text(info.id.as_str())),
    ];
    let known = [
        ("headline", info.title.as_deref()),
        ("publisher", info.source.as_deref()),
        ("author", info.author.as_deref()),
        ("url", info.url.as_deref()),
    ];
    for (name, value) in known {
        facts.extend(value.map(|value| (schema(name), text(value))));
    }
    facts.extend(info.date.map(|date| (schema("datePublished"), day(date))));
    for reprint in &info.reprints {
        facts.push((term("reprintedBy"), text(reprint)));
    }
    facts
}

fn described_actor(node: &ActorNode) -> Vec<Quad> {
    let actor = &node.actor;
    let mut facts = vec![
        (rdf::TYPE.into_owned(), class_of(actor.kind).into()),
        (rdf::TYPE.into_owned(), prov("Agent").into()),
        (rdfs::LABEL.into_owned(), text(&actor.name)),
        (schema("identifier"), text(actor.id.as_str())),
        (term("kind"), text(actor.kind.as_str())),
        (term("mentions"), count(u64::from(node.mention_count()))),
    ];
    facts.extend(actor.code.as_deref().map(|code| (term("cameoCode"), text(code))));
    facts.extend(actor.country.as_deref().map(|country| (term("country"), text(country))));
    for alias in &node.aliases {
        facts.push((schema("alternateName"), text(alias)));
    }
    described(actor_iri(&actor.id), facts)
}

/// The class of a kind of actor: schema.org's, or ours where it has none.
fn class_of(kind: ActorKind) -> NamedNode {
    match kind {
        ActorKind::State => schema("Country"),
        ActorKind::GovernmentBody => schema("GovernmentOrganization"),
        ActorKind::ArmedGroup => term("ArmedGroup"),
        ActorKind::Party => schema("PoliticalParty"),
        ActorKind::InternationalOrganisation => schema("Organization"),
        ActorKind::Media => schema("NewsMediaOrganization"),
        ActorKind::Company => schema("Corporation"),
        ActorKind::Person => schema("Person"),
        ActorKind::People => term("People"),
        ActorKind::Place => schema("Place"),
        ActorKind::Other => term("Actor"),
    }
}

/// A sentence's statement in the graph of its article, with the plain triple where it states a fact.
fn stated(tie: &Tie<'_>, evidence: &Evidence) -> Vec<Quad> {
    let (source, target) = (actor_iri(&tie.source.actor.id), actor_iri(&tie.target.actor.id));
    let relation = term(&encoded(&tie.edge.relation));
    let article = article_iri(&evidence.article);
    let mut facts: Vec<(NamedNode, Term)> = vec![
        (rdf::TYPE.into_owned(), rdf::STATEMENT.into_owned().into()),
        (rdf::TYPE.into_owned(), prov("Entity").into()),
        (rdf::SUBJECT.into_owned(), source.clone().into()),
        (rdf::PREDICATE.into_owned(), relation.clone().into()),
        (rdf::OBJECT.into_owned(), target.clone().into()),
        (prov("wasQuotedFrom"), article.clone().into()),
        (prov("value"), text(&evidence.sentence.text)),
        (term("factuality"), term(evidence.factuality.as_str()).into()),
        (term("confidence"), decimal(evidence.confidence.value())),
        (term("sentenceIndex"), count(u64::from(evidence.sentence.index.0))),
        (term("trigger"), text(&evidence.trigger.text)),
        (term("pattern"), text(&evidence.pattern)),
    ];
    facts.extend(evidence.date.map(|date| (term("date"), day(date))));
    if let Some(speaker) = &evidence.attributed_to {
        facts.push((prov("wasAttributedTo"), actor_iri(speaker).into()));
    }
    let mut quads = described(statement_iri(tie, evidence), facts);
    if evidence.factuality == Factuality::Asserted && evidence.attributed_to.is_none() {
        quads.push(Quad::new(source, relation, target, GraphName::DefaultGraph));
    }
    for quad in &mut quads {
        quad.graph_name = article.clone().into();
    }
    quads
}

/// The same for the same words of the same article, whatever else is in the graph.
fn statement_iri(tie: &Tie<'_>, evidence: &Evidence) -> NamedNode {
    iri(&format!(
        "urn:newsgraph:statement:{}/{}/{}/{}/{}-{}-{}",
        encoded(evidence.article.as_str()),
        encoded(tie.source.actor.id.as_str()),
        encoded(&tie.edge.relation),
        encoded(tie.target.actor.id.as_str()),
        evidence.trigger.span.start,
        evidence.source.span.start,
        evidence.target.span.start,
    ))
}

fn actor_iri(id: &ActorId) -> NamedNode {
    iri(&format!("urn:newsgraph:actor:{}", encoded(id.as_str())))
}

fn article_iri(id: &ArticleId) -> NamedNode {
    iri(&format!("urn:newsgraph:article:{}", encoded(id.as_str())))
}

fn term(name: &str) -> NamedNode {
    iri(&format!("{VOCABULARY}{name}"))
}

fn schema(name: &str) -> NamedNode {
    iri(&format!("{SCHEMA}{name}"))
}

fn prov(name: &str) -> NamedNode {
    iri(&format!("{PROV}{name}"))
}

/// An IRI whose variable parts are [`encoded`].
fn iri(text: &str) -> NamedNode {
    NamedNode::new_unchecked(text)
}

/// Text as a part of an IRI: all but letters, digits and a few marks as percent codes of its bytes.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b'/' => {
                encoded.push(char::from(byte));
            }
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

fn text(text: &str) -> Term {
    Literal::new_simple_literal(text).into()
}

fn count(count: u64) -> Term {
    typed(count.to_string(), xsd::INTEGER)
}

fn decimal(number: f64) -> Term {
    typed(format!("{number:.3}"), xsd::DECIMAL)
}

fn day(date: jiff::civil::Date) -> Term {
    typed(date.to_string(), xsd::DATE)
}

fn typed(value: String, datatype: NamedNodeRef<'_>) -> Term {
    Literal::new_typed_literal(value, datatype).into()
}
