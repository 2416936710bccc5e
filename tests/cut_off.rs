//! Output that ends early: the reader goes away, or the disk is full.
#![cfg(target_os = "linux")]

use std::fs::{File, OpenOptions};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// Runs the program with what it prints, and what it says, going to the given places.
fn newsgraph(arguments: &[&str], output: impl Into<Stdio>, said: impl Into<Stdio>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .args(arguments)
        .stdout(output)
        .stderr(said)
        .output()
        .expect("it runs")
}

/// A pipe that nobody reads.
fn closed_pipe() -> impl Into<Stdio> {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    writer
}

fn full_disk() -> File {
    OpenOptions::new().write(true).open("/dev/full").expect("a full disk")
}

/// Commands that print, for a graph at the place of `GRAPH`.
const PRINTERS: &[&[&str]] = &[
    &["--help"],
    &["actors", "GRAPH"],
    &["alliances", "GRAPH"],
    &["annotate", "samples"],
    &["build", "samples"],
    &["completions", "bash"],
    &["diff", "GRAPH", "GRAPH"],
    &["eval", "tests/gold/for.jsonl"],
    &["explain", "GRAPH", "Russia"],
    &["export", "GRAPH", "--to", "csv"],
    &["extract", "samples"],
    &["merge", "GRAPH"],
    &["schema"],
    &["view", "GRAPH"],
];

fn with_graph(arguments: &[&'static str]) -> Vec<&'static str> {
    let graph = |argument| if argument == "GRAPH" { "graphs/samples.json" } else { argument };
    arguments.iter().map(|argument| graph(*argument)).collect()
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    for arguments in PRINTERS {
        let output = newsgraph(&with_graph(arguments), closed_pipe(), Stdio::piped());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("error") && !said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[test]
fn extracting_ends_when_nobody_reads_any_more() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("many.jsonl");
    let line = |number| format!("{{\"text\": \"Day {number}. Russia backs Syria.\"}}\n");
    std::fs::write(&path, (0..2000).map(line).collect::<String>()).expect("written");
    let path = path.to_str().expect("a name in UTF-8");
    let output = newsgraph(&["extract", "--keep-duplicates", path], closed_pipe(), Stdio::piped());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.starts_with("1 articles read"), "{said}");
}

#[test]
fn a_full_disk_is_a_failure_of_every_command_that_prints() {
    for arguments in PRINTERS.iter().filter(|arguments| **arguments != ["--help"]) {
        let output = newsgraph(&with_graph(arguments), full_disk(), Stdio::piped());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("cannot write to standard output"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_full_disk_is_a_failure_of_every_command_that_writes_a_file() {
    for arguments in [
        &["annotate", "samples"][..],
        &["build", "samples", "--to", "json"],
        &["export", "GRAPH", "--to", "json"],
        &["extract", "samples"],
        &["merge", "GRAPH", "--to", "json"],
        &["view", "GRAPH"],
    ] {
        let arguments = [with_graph(arguments), vec!["-o", "/dev/full"]].concat();
        let output = newsgraph(&arguments, Stdio::piped(), Stdio::piped());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("cannot write /dev/full: "), "{arguments:?}: {said}");
    }
}

#[test]
fn messages_that_nobody_can_read_stop_no_work() {
    for arguments in [&["build", "samples"][..], &["merge", "graphs/samples.json"]] {
        let output = newsgraph(arguments, Stdio::piped(), full_disk());
        assert!(output.status.success() && output.stdout.starts_with(b"{"), "{arguments:?}");
    }
    let output = newsgraph(&["build", "no/such/folder"], Stdio::piped(), full_disk());
    assert_eq!(output.status.code(), Some(2));
}
