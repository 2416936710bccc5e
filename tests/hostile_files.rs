//! Files and options that a user hands in and that hold what they should not: named, never a panic.

use assert_cmd::Command;
use predicates::prelude::*;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn newsgraph() -> Command {
    Command::cargo_bin("newsgraph").expect("the program is built")
}

/// A graph of one sentence as a file in `folder`.
fn graph_file(folder: &Path) -> PathBuf {
    let path = folder.join("graph.json");
    newsgraph()
        .args(["build", "-", "-q", "-o"])
        .arg(&path)
        .write_stdin("Côte d'Ivoire backs Syria.")
        .assert()
        .success();
    path
}

/// The graph of `bytes` with `value` at `place`.
fn altered(bytes: &[u8], place: &str, value: &Value) -> Vec<u8> {
    let mut graph: Value = serde_json::from_slice(bytes).expect("JSON");
    *graph.pointer_mut(place).expect(place) = value.clone();
    serde_json::to_vec_pretty(&graph).expect("JSON")
}

/// Every command that reads graphs, with what it needs besides the graph.
const READERS: &[(&str, &[&str])] = &[
    ("actors", &[]),
    ("alliances", &[]),
    ("compare", &["Syria", "Ivory Coast"]),
    ("explain", &["Syria"]),
    ("export", &["--to", "dot"]),
    ("merge", &[]),
    ("path", &["Syria", "Ivory Coast"]),
    ("view", &[]),
];

/// Changes of the one piece of evidence, each with what the error says is wrong.
fn misplacements() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("/sentence/span", json!([27, 0]), "the span [27, 0] of the sentence"),
        ("/sentence/span", json!([0, 4_294_967_295_u32]), "of the sentence"),
        ("/sentence/span", json!([4_294_967_295_u32, 0]), "of the sentence"),
        ("/sentence/span", json!([0, -1]), "integer"),
        ("/sentence/text", json!(""), "of the sentence"),
        ("/trigger/span", json!([20, 15]), "the span [20, 15] of the trigger"),
        ("/trigger/span", json!([16, 21]), "of the trigger does not fit its text `backs`"),
        ("/source/span", json!([0, 4_294_967_295_u32]), "of the source"),
        // It begins within the two bytes of ô.
        ("/source/span", json!([2, 16]), "the span [2, 16] of the source"),
        ("/source/text", json!("a much longer name than fits"), "of the source"),
        ("/target/span", json!([21]), "invalid length"),
        ("/target", json!(null), "invalid type"),
    ]
}

#[test]
fn a_polarity_beyond_the_scale_is_refused() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = graph_file(folder.path());
    let good = fs::read(&path).expect("written");
    fs::write(&path, altered(&good, "/relation_types/0/polarity", &json!(1e300))).expect("written");
    newsgraph().arg("alliances").arg(&path).assert().code(2).stderr(
        predicate::str::contains("graph.json: line ")
            .and(predicate::str::contains("the polarity of `")),
    );
}

#[test]
fn a_graph_whose_spans_do_not_fit_is_refused_with_its_place_by_every_command() {
    let folder = TempDir::new().expect("a temporary folder");
    let good = fs::read(graph_file(folder.path())).expect("written");
    let bad = folder.path().join("bad.json");
    for (field, value, reason) in misplacements() {
        let place = format!("/ties/0/evidence/0{field}");
        fs::write(&bad, altered(&good, &place, &value)).expect("written");
        for (command, arguments) in READERS {
            let output = newsgraph().arg(command).arg(&bad).args(*arguments).output();
            let output = output.expect("it runs");
            let said = String::from_utf8_lossy(&output.stderr);
            let context = format!("{command}, {field} = {value}: {said}");
            assert_eq!(output.status.code(), Some(2), "{context}");
            assert!(said.contains("bad.json: line "), "{context}");
            assert!(said.contains("ties[0].evidence[0]") && said.contains(reason), "{context}");
        }
    }
}

#[test]
fn a_mention_may_stand_in_another_sentence() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = graph_file(folder.path());
    let good = fs::read(&path).expect("written");
    let place = "/ties/0/evidence/0/target/span";
    fs::write(&path, altered(&good, place, &json!([900, 905]))).expect("written");
    newsgraph()
        .arg("explain")
        .arg(&path)
        .arg("Syria")
        .assert()
        .success()
        .stdout(predicate::str::contains("Côte d'Ivoire backs Syria."));
}

#[test]
fn a_database_whose_spans_do_not_fit_is_refused() {
    for (change, reason) in [
        ("UPDATE evidence SET trigger_start = 9, trigger_end = 3", "of the trigger"),
        ("UPDATE evidence SET source_start = -1", "out of range"),
        ("UPDATE sentence SET text = 'x'", "of the sentence"),
        ("UPDATE evidence SET date = 'tomorrow'", "tomorrow"),
        ("UPDATE relation_type SET polarity = -7", "holds `-7` where a polarity stands"),
    ] {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join("news.db");
        newsgraph()
            .args(["add", "-q"])
            .arg(&path)
            .arg("-")
            .write_stdin("Russia backs Syria.")
            .assert()
            .success();
        let connection = rusqlite::Connection::open(&path).expect("a database");
        assert!(connection.execute(change, []).expect(change) > 0, "{change}");
        newsgraph()
            .arg("explain")
            .arg(&path)
            .arg("Russia")
            .assert()
            .code(2)
            .stderr(predicate::str::contains("news.db: ").and(predicate::str::contains(reason)));
    }
}

#[test]
fn a_gold_record_whose_spans_do_not_fit_is_named_by_its_line() {
    let record = |span: &str| {
        format!(
            "{{\"id\": \"{span}\", \"text\": \"Russia é Syria.\", \"p\": \"Russia\", \"q\": \"Syria\", \
             \"p_span\": [0, 6], \"q_span\": {span}, \"label\": \"neutral\"}}\n"
        )
    };
    let spans = ["[9, 14]", "[14, 9]", "[9, 99]", "[9, 18446744073709551615]", "[9, -1]", "[9]"];
    let gold: String = spans.map(record).concat();
    let assert = newsgraph().args(["eval", "-"]).write_stdin(gold).assert().code(1);
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    let lines: Vec<&str> = said.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(lines, ["-:2", "-:3", "-:4", "-:5", "-:6"], "{said}");
}

#[test]
fn numbers_that_make_no_sense_are_refused() {
    for (option, value) in [
        ("--min-confidence", "nan"),
        ("--min-confidence", "7"),
        ("--threads", "99999999"),
        ("--threads", "two"),
    ] {
        newsgraph()
            .args(["extract", "-", option, value])
            .write_stdin("Russia backs Syria.")
            .assert()
            .code(2)
            .stderr(predicate::str::contains(option).and(predicate::str::contains("is needed")));
    }
}

#[test]
fn no_text_of_a_graph_steers_the_terminal() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = graph_file(folder.path());
    let text = fs::read_to_string(&path).expect("written");
    let text =
        text.replace("\"name\": \"Syria\"", "\"name\": \"Syria\\u001b]0;Atlantis\\u0007\\u009b\"");
    fs::write(&path, text).expect("written");
    for (command, arguments) in READERS.iter().filter(|(command, _)| {
        ["actors", "alliances", "compare", "explain", "path"].contains(command)
    }) {
        let output = newsgraph()
            .env("CLICOLOR_FORCE", "1")
            .arg(command)
            .arg(&path)
            .args(*arguments)
            .output()
            .expect("it runs");
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && shown.contains("Atlantis"), "{command}: {shown}");
        assert!(
            !shown.contains(['\u{7}', '\u{9b}']) && !shown.contains("\u{1b}]"),
            "{command}: {shown}"
        );
    }
}
