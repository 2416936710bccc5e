//! What changed between two graphs, as the program tells it.

mod common;

use assert_cmd::Command;
use common::{article, claimed_by, empty_graph, stated, talks};
use newsgraph::actor::ActorKind;
use newsgraph::graph::{KnowledgeGraph, write_graph};
use std::fs::File;
use std::path::Path;
use tempfile::TempDir;

/// A week later Russia has turned on Syria, a claim is a fact, and somebody new has come.
fn later() -> KnowledgeGraph {
    let mut graph = empty_graph();
    let spring = article("spring", "The Strait Herald", "2016-03-01");
    graph.add_article(spring.clone());
    let newcomer = "Front *for* <Order>";
    for (id, name, kind) in [
        ("state:RUS", "Russia", ActorKind::State),
        ("state:SYR", "Syria", ActorKind::State),
        ("state:USA", "United States", ActorKind::State),
        ("group:front", newcomer, ActorKind::ArmedGroup),
    ] {
        graph.add_actor(common::actor(id, name, kind, &["spring"]));
    }
    for tie in [
        stated("state:RUS", "accuses", "state:SYR", &spring),
        stated("state:USA", "accuses", "state:RUS", &spring),
        claimed_by(stated("group:front", "fights", "state:SYR", &spring), "state:SYR"),
    ] {
        assert!(graph.add_tie(tie), "the actors and the type are known");
    }
    graph
}

fn difference(folder: &Path, graphs: [&KnowledgeGraph; 2], format: &str) -> String {
    let mut command = Command::cargo_bin("newsgraph").expect("the program is built");
    command.args(["diff", "--to", format]);
    for (name, graph) in ["autumn.json", "spring.json"].into_iter().zip(graphs) {
        let path = folder.join(name);
        write_graph(graph, &mut File::create(&path).expect("made")).expect("written");
        command.arg(path);
    }
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_format_of_a_difference_looks_as_it_did() {
    let folder = TempDir::new().expect("a temporary folder");
    for format in ["text", "md"] {
        insta::assert_snapshot!(format, difference(folder.path(), [&talks(), &later()], format));
    }
    let page = difference(folder.path(), [&talks(), &later()], "html");
    assert!(page.contains("<h2>Turned: 1</h2>") && page.contains("&lt;Order&gt;"), "{page}");
}

#[test]
fn no_change_is_said_in_every_format() {
    let folder = TempDir::new().expect("a temporary folder");
    for (format, said) in
        [("text", "no tie changed"), ("md", "## No tie changed"), ("json", "\"turned\": []")]
    {
        let told = difference(folder.path(), [&talks(), &talks()], format);
        assert!(told.contains(said), "{format}: {told}");
    }
}
