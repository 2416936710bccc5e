//! The commands `alliances`, `path` and `compare` as a user runs them.

use assert_cmd::Command;
use predicates::prelude::*;
use std::path::PathBuf;
use tempfile::TempDir;

fn newsgraph() -> Command {
    Command::cargo_bin("newsgraph").expect("the program is built")
}

/// A graph of a few plain sentences.
fn graph() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let articles = folder.path().join("articles.jsonl");
    let lines: String = [
        ("2015-10-01", "Russia backs Syria. Iran backs Syria."),
        ("2015-11-01", "Russia supports Iran. Turkey criticised Russia."),
        ("2015-12-01", "Turkey attacked Syria. Iran praised Russia."),
    ]
    .iter()
    .map(|(date, text)| {
        format!("{{\"date\": \"{date}\", \"source\": \"Post\", \"text\": \"{text}\"}}\n")
    })
    .collect();
    std::fs::write(&articles, lines).expect("written");
    let graph = folder.path().join("graph.json");
    newsgraph().arg("build").arg(&articles).arg("-q").arg("-o").arg(&graph).assert().success();
    (folder, graph)
}

#[test]
fn the_report_names_blocs_and_rivals_and_shows_its_weights() {
    let (_folder, graph) = graph();
    newsgraph()
        .arg("alliances")
        .arg(&graph)
        .args(["--by", "month,source"])
        .assert()
        .success()
        .stdout(
            predicate::str::contains("BLOCS")
                .and(predicate::str::contains("Bloc A: "))
                .and(predicate::str::contains("Turkey"))
                .and(predicate::str::contains("Turkey attacked Syria."))
                .and(predicate::str::contains("OVER TIME"))
                .and(predicate::str::contains("BY SOURCE"))
                .and(predicate::str::contains("accusation")),
        );
}

#[test]
fn the_same_graph_gives_the_same_report() {
    let (_folder, graph) = graph();
    let report = || {
        let output = newsgraph().arg("alliances").arg(&graph).arg("--json").output();
        output.expect("it runs").stdout
    };
    let first = report();
    assert_eq!(first, report());
    let value: serde_json::Value = serde_json::from_slice(&first).expect("JSON");
    assert_eq!(value["blocs"]["blocs"][0]["members"].as_array().map(Vec::len), Some(3), "{value}");
}

#[test]
fn the_ending_chooses_the_format() {
    let (folder, graph) = graph();
    for (name, beginning) in
        [("r.html", "<!DOCTYPE html>"), ("r.md", "# Alliances"), ("r.json", "{")]
    {
        let path = folder.path().join(name);
        newsgraph()
            .arg("alliances")
            .arg(&graph)
            .args(["--by", "year", "-o"])
            .arg(&path)
            .assert()
            .success();
        let text = std::fs::read_to_string(path).expect("written");
        assert!(text.starts_with(beginning), "{name}: {text}");
    }
    newsgraph()
        .arg("alliances")
        .arg(&graph)
        .args(["-o", "report.xyz"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("`.xyz` belongs to no format"));
}

#[test]
fn a_weight_that_does_not_exist_is_named() {
    let (_folder, graph) = graph();
    newsgraph()
        .arg("alliances")
        .arg(&graph)
        .args(["--weight", "tea=1"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("there is no weight `tea`"));
}

#[test]
fn path_and_compare_show_sentences() {
    let (_folder, graph) = graph();
    newsgraph()
        .arg("path")
        .arg(&graph)
        .args(["Turkey", "Iran"])
        .assert()
        .success()
        .stdout(predicate::str::starts_with("Turkey - ").and(predicate::str::contains("Turkey ")));
    newsgraph().arg("compare").arg(&graph).args(["Iran", "Russia"]).assert().success().stdout(
        predicate::str::contains("Friends of both: Syria")
            .and(predicate::str::contains("Iran praised Russia.")),
    );
    newsgraph()
        .arg("compare")
        .arg(&graph)
        .args(["Iran", "Iran"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("are the same actor"));
}
