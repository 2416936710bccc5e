//! What is exported can be read back by other readers, whatever names and sentences hold.

mod common;

use common::{actor, article, claimed_by, empty_graph, stated, talks, with_factuality};
use newsgraph::actor::ActorKind;
use newsgraph::export::{Diagram, EXPORTERS, ExportOptions, exporter_named};
use newsgraph::graph::{KnowledgeGraph, read_graph, write_graph};
use newsgraph::relation::Factuality;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What has broken exports of other programs.
const HOSTILE: &[&str] = &[
    "plain",
    "\"quoted\" and 'quoted'",
    "<b>bold</b> & co",
    "]]> end",
    "two\nlines\r\nthree",
    "</script><script>alert(1)</script>",
    "back\\slash\\",
    "\u{202E}right to left\u{200F}",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "'already",
    "-- comment",
    "/* comment */ // more",
    "'}) DETACH DELETE (n) //",
    "\\u0027}) DETACH DELETE (n) //",
    "`tick`",
    "a;b|c,d\te",
    "%%{init: {\"theme\": \"dark\"}}%%",
    "nul\u{0}bell\u{7}escape\u{1B}",
    "<http://example.org/x> .\n<a> <b> <c> .",
    "اَلْعَرَبِيَّةُ",
    "Ünïcödé 東京 \u{1F600}",
    "\u{FFFE}\u{FFFF}\u{85}\u{2028}",
];

fn exported(format: &str, graph: &KnowledgeGraph) -> String {
    let mut bytes = Vec::new();
    exporter_named(format)
        .expect(format)
        .write(graph, &ExportOptions::default(), &mut bytes)
        .expect("memory takes all");
    String::from_utf8(bytes).expect("every format is UTF-8")
}

fn table(format: &str, name: &str, graph: &KnowledgeGraph) -> Vec<csv::StringRecord> {
    let tables = exporter_named(format).expect(format).tables();
    let table = tables.iter().find(|table| table.name == name).expect(name);
    let mut bytes = Vec::new();
    (table.write)(graph, &mut bytes).expect("memory takes all");
    csv::Reader::from_reader(bytes.as_slice()).records().map(|row| row.expect("a row")).collect()
}

/// A graph whose every text holds what is hostile.
fn hostile(first: &str, second: &str) -> KnowledgeGraph {
    let mut graph = empty_graph();
    let mut info = article(&format!("article {first}"), second, "2020-02-02");
    info.title = Some(second.to_owned());
    info.url = Some(first.to_owned());
    graph.add_article(info.clone());
    let ids = [format!("person:a {first}"), format!("group:b {second}")];
    graph.add_actor(actor(&ids[0], first, ActorKind::Person, &[info.id.as_str()]));
    graph.add_actor(actor(&ids[1], second, ActorKind::ArmedGroup, &[info.id.as_str()]));
    assert!(graph.add_tie(stated(&ids[0], "backs", &ids[1], &info)));
    assert!(graph.add_tie(claimed_by(stated(&ids[1], "accuses", &ids[0], &info), first)));
    assert!(
        graph.add_tie(with_factuality(
            stated(&ids[1], "meets", &ids[0], &info),
            Factuality::Planned
        ))
    );
    graph
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        proptest::collection::vec(proptest::sample::select(HOSTILE), 1..3)
            .prop_map(|parts| parts.concat()),
        any::<String>(),
    ]
}

/// The text of all `<data>` elements and attributes of an XML file, read by a parser.
fn xml_texts(xml: &str) -> BTreeSet<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut texts, mut open, mut depth) = (BTreeSet::new(), String::new(), 0_i32);
    loop {
        use quick_xml::events::Event;
        let event = reader.read_event().expect("well-formed XML");
        assert!(!matches!(
            event,
            Event::CData(_) | Event::DocType(_) | Event::PI(_) | Event::Comment(_)
        ));
        match event {
            Event::Start(_) => {
                open.clear();
                depth += 1;
            }
            Event::End(_) => {
                texts.insert(open.clone());
                depth -= 1;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    texts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn json_read_back_gives_the_same_bytes(first in text(), second in text()) {
        let graph = hostile(&first, &second);
        let mut once = Vec::new();
        write_graph(&graph, &mut once).expect("memory takes all");
        let read = read_graph(&mut once.as_slice()).expect("it was written by the program");
        prop_assert!(read == graph);
        let mut twice = Vec::new();
        write_graph(&read, &mut twice).expect("memory takes all");
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn xml_formats_are_well_formed_and_hold_no_forbidden_character(first in text(), second in text()) {
        let graph = hostile(&first, &second);
        for format in ["graphml", "gexf", "svg"] {
            let xml = exported(format, &graph);
            xml_texts(&xml);
            let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
            prop_assert!(!xml.contains(forbidden), "{}", format);
        }
    }

    #[test]
    fn no_cell_of_a_table_is_a_formula_and_every_name_comes_back(first in text(), second in text()) {
        let graph = hostile(&first, &second);
        for (format, name) in [("csv", "nodes"), ("csv", "edges"), ("csv", "evidence"), ("neo4j", "nodes"), ("neo4j", "edges")] {
            for row in table(format, name, &graph) {
                for cell in &row {
                    let risky = cell.starts_with(['=', '+', '@', '\t', '\r', '\n'])
                        || (cell.starts_with('-') && cell.parse::<f64>().is_err());
                    prop_assert!(!risky, "{:?}", cell);
                }
            }
        }
        let names: BTreeSet<String> = table("csv", "nodes", &graph)
            .iter()
            .map(|row| row[1].strip_prefix('\'').unwrap_or(&row[1]).to_owned())
            .collect();
        prop_assert_eq!(names, [&first, &second].map(|name| name.replace('\0', "\u{FFFD}")).into());
    }

    #[test]
    fn rdf_parses_and_holds_a_plain_triple_for_the_fact_alone(first in text(), second in text()) {
        let graph = hostile(&first, &second);
        let turtle = exported("turtle", &graph);
        let triples: Vec<_> = oxttl::TurtleParser::new()
            .for_slice(turtle.as_bytes())
            .collect::<Result<_, _>>()
            .map_err(|error| TestCaseError::fail(format!("{error}\n{turtle}")))?;
        let plain = |name: &str| triples.iter().filter(|triple| {
            triple.predicate.as_str() == format!("urn:newsgraph:vocabulary#{name}")
        }).count();
        prop_assert_eq!((plain("backs"), plain("accuses"), plain("meets")), (1, 0, 0));
        let quads = exported("nquads", &graph);
        let quads: Vec<_> = oxttl::NQuadsParser::new()
            .for_slice(quads.as_bytes())
            .collect::<Result<_, _>>()
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let labels: BTreeSet<String> = quads.iter().filter(|quad| quad.predicate.as_str().ends_with("#label"))
            .map(|quad| match &quad.object { oxrdf::Term::Literal(found) => found.value().to_owned(), other => other.to_string() })
            .collect();
        prop_assert_eq!(labels, [first, second].into());
    }

    #[test]
    fn json_formats_parse_and_hold_the_names(first in text(), second in text()) {
        let graph = hostile(&first, &second);
        for (format, pointer) in [("cytoscape", "/elements/nodes/0/data/name"), ("node-link", "/nodes/0/name")] {
            let value: serde_json::Value = serde_json::from_str(&exported(format, &graph)).expect("JSON");
            let name = value.pointer(pointer).and_then(serde_json::Value::as_str);
            prop_assert_eq!(name, Some(second.as_str()));
        }
        let lines = exported("events", &graph);
        let events: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        prop_assert_eq!(events.len(), 3);
        let claims = events.iter().filter(|event| !event["Attributed To"].is_null()).count();
        prop_assert_eq!(claims, 1);
    }

    #[test]
    fn a_cypher_script_is_one_statement_a_line_with_closed_strings(first in text(), second in text()) {
        let script = exported("cypher", &hostile(&first, &second));
        let lines: Vec<&str> = script.split('\n').filter(|line| !line.is_empty()).collect();
        prop_assert_eq!(lines.len(), 1 + 2 + 3, "{}", script);
        for line in lines {
            let (mut inside, mut escaped, mut outside) = (false, false, String::new());
            for character in line.chars() {
                match (inside, escaped, character) {
                    (true, true, _) => escaped = false,
                    (true, false, '\\') => escaped = true,
                    (_, _, '\'') => inside = !inside,
                    (false, _, other) => outside.push(other),
                    (true, false, _) => {}
                }
            }
            prop_assert!(!inside && outside.ends_with(';') && outside.matches(';').count() == 1, "{}", line);
            prop_assert!(!outside.contains("DELETE"), "{}", line);
        }
    }

    #[test]
    fn diagrams_hold_no_text_that_they_would_act_on(first in text(), second in text()) {
        let graph = hostile(&first, &second);
        let mermaid = exported("mermaid", &graph);
        for line in mermaid.lines().filter(|line| line.contains('"')) {
            prop_assert_eq!(line.matches('"').count() % 2, 0, "{}", line);
            let label = line.split('"').nth(1).unwrap_or_default();
            prop_assert!(!label.contains(['<', '{', '%', '`', '\\']) || label.contains("<br/>"), "{}", line);
        }
        let dot = exported("dot", &graph);
        let (mut inside, mut escaped) = (false, false);
        for character in dot.chars() {
            match character {
                _ if escaped => escaped = false,
                '\\' if inside => escaped = true,
                '"' => inside = !inside,
                _ => {}
            }
        }
        prop_assert!(!inside, "{}", dot);
        let markdown = exported("markdown", &graph);
        let html = pulldown_cmark::Parser::new_ext(&markdown, pulldown_cmark::Options::ENABLE_TABLES)
            .filter(|event| matches!(event, pulldown_cmark::Event::Html(_)) || matches!(event, pulldown_cmark::Event::InlineHtml(tag) if &**tag != "<br>"));
        prop_assert_eq!(html.count(), 0, "{}", markdown);
    }
}

#[test]
fn every_format_of_a_small_graph_looks_as_it_did() {
    let graph = talks();
    for exporter in EXPORTERS.iter().filter(|exporter| !["html", "svg"].contains(&exporter.name()))
    {
        insta::assert_snapshot!(exporter.name(), exported(exporter.name(), &graph));
    }
}

#[test]
fn a_large_graph_is_made_legible_and_what_is_left_out_is_said() {
    let mut graph = empty_graph();
    let info = article("a", "The Harbour Post", "2020-02-02");
    graph.add_article(info.clone());
    for number in 0..100 {
        let id = format!("person:{number}");
        graph.add_actor(actor(&id, &id, ActorKind::Person, &["a"]));
    }
    for number in 1..100 {
        let [source, target] = [number, number / 2].map(|number| format!("person:{number}"));
        assert!(graph.add_tie(stated(&source, "backs", &target, &info)));
    }
    let chosen = Diagram::of(&graph, &ExportOptions::default());
    assert!(chosen.actors.len() <= 30 && chosen.arrows.len() <= 60 && !chosen.arrows.is_empty());
    let note = chosen.left_out.expect("something is left out");
    assert!(note.contains(&format!("{} of 99 ties", chosen.arrows.len())), "{note}");
    assert!(exported("dot", &graph).contains(&note));
    let all = Diagram::of(&graph, &ExportOptions { everything: true, ..ExportOptions::default() });
    assert_eq!((all.actors.len(), all.left_out), (100, None));
}

#[test]
fn parallel_ties_of_one_side_become_one_arrow_on_request() {
    let mut graph = talks();
    let info = article("winter", "Andes Wire", "2016-01-05");
    assert!(graph.add_tie(stated("state:RUS", "arms", "state:SYR", &info)));
    let count = |merge_parallel| {
        Diagram::of(&graph, &ExportOptions { merge_parallel, ..ExportOptions::default() })
            .arrows
            .len()
    };
    assert_eq!(count(false), count(true) + 1);
}
