//! The program as a user runs it.

use assert_cmd::Command;
use predicates::prelude::*;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn newsgraph() -> Command {
    Command::cargo_bin("newsgraph").expect("the program is built")
}

fn folder_with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
    }
    folder
}

fn build_json(arguments: &[&str]) -> Vec<u8> {
    let output =
        newsgraph().args(["build", "samples", "--to", "json", "-q"]).args(arguments).output();
    let output = output.expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn the_same_input_gives_the_same_bytes_with_one_thread_or_two() {
    let one = build_json(&["--threads", "1"]);
    assert!(one.len() > 10_000, "the samples have relations");
    assert_eq!(one, build_json(&["--threads", "2"]));
    assert_eq!(one, build_json(&["--threads", "2"]));
}

#[test]
fn the_committed_graphs_are_what_the_program_makes_of_the_samples() {
    for (name, articles, format) in [
        ("graphs/samples.json", "samples", "json"),
        ("graphs/samples.dot", "samples", "dot"),
        ("graphs/syria-2015.json", "samples/2015-1*", "json"),
        ("graphs/syria-2015.dot", "samples/2015-1*", "dot"),
    ] {
        let made = newsgraph().args(["build", articles, "-q", "--to", format]).output();
        let made = made.expect("it runs");
        let kept = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name);
        assert!(made.stdout == kept, "{name} is out of date: see graphs/README.md");
    }
}

#[test]
fn a_file_ending_chooses_the_format() {
    let folder = folder_with(&[("story.txt", b"Russia backs Syria.\n")]);
    let output = folder.path().join("graph.dot");
    newsgraph()
        .arg("build")
        .arg(folder.path().join("story.txt"))
        .arg("-o")
        .arg(&output)
        .assert()
        .success();
    let dot = fs::read_to_string(output).expect("written");
    assert!(dot.starts_with("digraph") && dot.contains("backs"), "{dot}");
}

#[test]
fn standard_input_is_an_article() {
    newsgraph()
        .args(["build", "-", "--to", "dot"])
        .write_stdin("Russia backs Syria.")
        .assert()
        .success()
        .stdout(predicate::str::contains("state:RUS"));
}

#[test]
fn broken_inputs_are_named_and_the_rest_is_done() {
    let folder = folder_with(&[
        ("good.txt", b"Russia backs Syria.\n"),
        ("empty.txt", b"  \n"),
        ("binary.txt", b"\x00\x01\x02"),
        ("latin.txt", b"Caf\xe9 talks\n"),
        ("lines.jsonl", b"{\"text\": \"Iran criticised Israel.\"}\n{\"text\": \n"),
    ]);
    newsgraph()
        .args(["build", "--to", "json"])
        .arg(folder.path())
        .assert()
        .code(1)
        .stdout(predicate::str::contains("state:RUS").and(predicate::str::contains("state:ISR")))
        .stderr(
            predicate::str::contains("empty.txt: is empty")
                .and(predicate::str::contains("lines.jsonl:2: is not valid JSON"))
                .and(predicate::str::contains(
                    "3 articles read, 1 skipped (1 no articles), 2 failed",
                )),
        );
}

#[test]
fn nothing_to_read_is_a_failure() {
    let folder = folder_with(&[]);
    newsgraph()
        .args(["build", "no/such/folder"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("no/such/folder: no such file or folder"));
    newsgraph()
        .arg("build")
        .arg(folder.path())
        .assert()
        .code(2)
        .stderr(predicate::str::contains("the folder holds no article"));
}

#[test]
fn explain_shows_the_sentence_and_who_is_in_it() {
    let folder = folder_with(&[("story.txt", b"Russia backs Syria.\n")]);
    let graph = folder.path().join("graph.json");
    newsgraph()
        .arg("build")
        .arg(folder.path().join("story.txt"))
        .arg("-o")
        .arg(&graph)
        .assert()
        .success();
    newsgraph().arg("explain").arg(&graph).args(["Russia", "Syria"]).assert().success().stdout(
        predicate::str::contains("Russia backs -> Syria")
            .and(predicate::str::contains("Russia backs Syria.")),
    );
    newsgraph()
        .arg("explain")
        .arg(&graph)
        .arg("Atlantis")
        .assert()
        .code(2)
        .stderr(predicate::str::contains("no actor called `Atlantis`"));
}

#[test]
fn a_truncated_graph_is_refused_with_its_line() {
    let folder = folder_with(&[("graph.json", b"{\"newsgraph\": 1,\n\"articles\": [")]);
    newsgraph()
        .arg("explain")
        .arg(folder.path().join("graph.json"))
        .arg("Russia")
        .assert()
        .code(2)
        .stderr(predicate::str::contains("line 2"));
}

#[test]
fn a_mistake_in_a_users_patterns_is_shown_with_its_place() {
    let folder = folder_with(&[(
        "mine.toml",
        b"[[relation]]\nname = \"backs\"\npatterns = [\"{source} back\"]\n",
    )]);
    newsgraph()
        .args(["extract", "-", "--relations"])
        .arg(folder.path().join("mine.toml"))
        .write_stdin("Russia backs Syria.")
        .assert()
        .code(2)
        .stderr(predicate::str::contains("mine.toml:3:13"));
}

#[test]
fn a_graph_can_be_rolled_up_to_states() {
    let story = b"The Russian foreign minister, Sergei Lavrov, criticised Britain on Tuesday.\n";
    let folder = folder_with(&[("story.txt", story)]);
    let sources = |level: &str| {
        let output = newsgraph()
            .arg("build")
            .arg(folder.path())
            .args(["-q", "--to", "json", "--date", "2015-10-27", "--level", level])
            .output()
            .expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("JSON is UTF-8")
    };
    assert!(sources("person").contains("person:sergei-lavrov"));
    let states = sources("state");
    assert!(states.contains("state:RUS") && states.contains("criticises"), "{states}");
    assert!(!states.contains("person:sergei-lavrov"), "{states}");
    newsgraph()
        .args(["build", "story.txt", "--level", "planet"])
        .assert()
        .failure()
        .stderr(predicate::str::contains("person"));
}

const GOLD: &str = r#"{"id": "a", "text": "Russia backs Syria.", "actors": [{"name": "Russia"}, {"name": "Syria"}], "relations": [{"source": "Russia", "relation": "backs", "target": "Syria", "factuality": "asserted"}]}
{"id": "b", "text": "Iran criticised Israel.", "relations": [{"source": "Israel", "relation": "attacks", "target": "Iran"}]}
"#;

#[test]
fn eval_counts_what_is_found_missed_and_wrong() {
    newsgraph().args(["eval", "-"]).write_stdin(GOLD).assert().success().stdout(
        predicate::str::is_match(r"relations, strict +0\.500 +0\.500 +0\.500 +1 +1 +1\n")
            .expect("a pattern")
            .and(predicate::str::contains("factuality right in 1 of 1 relations found")),
    );
    let errors = newsgraph().args(["eval", "-", "--errors"]).write_stdin(GOLD).assert().success();
    errors.stdout(
        predicate::str::contains("missed    b: Israel attacks Iran in: Iran criticised Israel.")
            .and(predicate::str::contains("wrong     b: state:IRN (Iran) criticises state:ISR")),
    );
}

#[test]
fn eval_names_each_broken_line_and_goes_on() {
    let broken = format!("{GOLD}{{\"id\": \"c\"\n{{\"id\": \"d\", \"text\": 1}}\n");
    let folder = folder_with(&[("gold.jsonl", broken.as_bytes())]);
    let (gold, missing) = (folder.path().join("gold.jsonl"), folder.path().join("missing.jsonl"));
    newsgraph().arg("eval").arg(gold).arg(missing).assert().code(1).stderr(
        predicate::str::contains("gold.jsonl:3: ")
            .and(predicate::str::contains("gold.jsonl:4: "))
            .and(predicate::str::contains("missing.jsonl: No such file")),
    );
    newsgraph()
        .args(["eval", "-"])
        .write_stdin("{\n")
        .assert()
        .code(2)
        .stderr(predicate::str::contains("-:1: ").and(predicate::str::contains("no gold record")));
}

#[test]
fn eval_knows_events_and_attitudes_by_their_fields() {
    let events = r#"{"id": "e", "text": "Russia backs Syria.", "events": [{"class": "SUPPORT", "sources": [{"text": "Russia"}], "targets": [{"text": "Syria"}]}]}"#;
    let attitudes = r#"{"id": "d", "text": "Russia backs Syria.", "p": "Russia", "q": "Syria", "p_span": [0, 6], "q_span": [13, 18], "label": "positive p->q"}"#;
    let folder = folder_with(&[
        ("events.jsonl", events.as_bytes()),
        ("attitudes.jsonl", attitudes.as_bytes()),
    ]);
    newsgraph()
        .arg("eval")
        .arg(folder.path().join("events.jsonl"))
        .arg(folder.path().join("attitudes.jsonl"))
        .arg("--calibration")
        .assert()
        .success()
        .stdout(
            predicate::str::is_match(r"actors and class +1\.000 +1\.000")
                .expect("a pattern")
                .and(predicate::str::contains("false alarms on 0 of 0 neutral pairs"))
                .and(predicate::str::contains("expected calibration error")),
        );
}

#[test]
fn a_users_dictionary_names_actors_and_its_broken_lines_are_named() {
    let dictionary = b"ORBATEK_ [USABUS] ; a firm\n+ORBATEK_SYSTEMS_\nLOST_ [USA\n";
    let folder = folder_with(&[("my.actors.txt", dictionary)]);
    let check = newsgraph()
        .args(["lexicon", "check"])
        .arg(folder.path().join("my.actors.txt"))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(!check.status.success() && said.contains("my.actors.txt:3: "), "{said}");

    let repaired = b"ORBATEK_ [USABUS] ; a firm\n+ORBATEK_SYSTEMS_\n";
    let story = b"Russia criticised Orbatek Systems on Tuesday.\n";
    let folder = folder_with(&[("my.actors.txt", repaired), ("story.txt", story)]);
    newsgraph()
        .args(["extract", "-q", "--lexicon"])
        .arg(folder.path().join("my.actors.txt"))
        .arg(folder.path().join("story.txt"))
        .assert()
        .success()
        .stdout(predicate::str::contains("USABUS"));
}

#[test]
fn merges_of_spellings_are_listed_and_a_lexicon_overrules_them() {
    let story = |name: &str| format!("On Tuesday {name} criticised Britain. {name} left.\n");
    let (first, second) = (story("Yusuf Ghandour"), story("Yousef Ghandoor"));
    let apart = "[[actor]]\nid = \"person:yusuf-ghandour\"\nname = \"Yusuf Ghandour\"\nkind = \"person\"\n\
                 not-same-as = [\"person:yusuf-ghandoor\"]\n";
    let folder = folder_with(&[
        ("a/one.txt", first.as_bytes()),
        ("a/two.txt", second.as_bytes()),
        ("apart.toml", apart.as_bytes()),
    ]);
    let merges = |options: &[&str]| {
        let graph = folder.path().join("graph.json");
        newsgraph()
            .arg("build")
            .arg(folder.path().join("a"))
            .args(["-q", "-o"])
            .arg(&graph)
            .args(options)
            .current_dir(folder.path())
            .assert()
            .success();
        let output = newsgraph().arg("actors").arg(&graph).arg("--merges").output();
        String::from_utf8(output.expect("it runs").stdout).expect("text")
    };
    let listed = merges(&[]);
    assert!(listed.contains("ghandour") && listed.contains("spelling"), "{listed}");
    assert_eq!(merges(&["--lexicon", "apart.toml"]), "");
}

#[test]
fn annotate_says_who_is_meant_and_why() {
    newsgraph()
        .args(["annotate", "-", "--to", "mentions"])
        .write_stdin("Moscow is opposed to Western demands.")
        .assert()
        .success()
        .stdout(predicate::str::contains("= Russia state:RUS, state: metonym"))
        .stdout(predicate::str::contains("Russia opposes the West"));
}

#[test]
fn annotate_escapes_what_it_shows() {
    let text = "Russia backs <script>alert(1)</script> & \"Syria\".\u{1b}[31m";
    let html = newsgraph().args(["annotate", "-", "--to", "html"]).write_stdin(text).assert();
    html.success()
        .stdout(predicate::str::contains("&lt;script&gt;").and(predicate::str::contains("&amp;")))
        .stdout(predicate::str::contains("<script").not());
    for form in ["table", "tree", "mentions", "conllu"] {
        newsgraph()
            .args(["annotate", "-", "--to", form])
            .write_stdin(text)
            .assert()
            .success()
            .stdout(predicate::str::contains("\u{1b}").not());
    }
}

#[test]
fn annotate_writes_conllu_that_has_ten_columns_and_one_root() {
    let output = newsgraph()
        .args(["annotate", "-", "--to", "conllu"])
        .write_stdin("Russia backs Syria. The US doesn't.")
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let tokens: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(tokens.len(), 9, "{text}");
    assert!(tokens.iter().all(|columns| columns.len() == 10), "{text}");
    let roots = tokens.iter().filter(|columns| columns[6] == "0" && columns[7] == "root");
    assert_eq!(roots.count(), 2, "{text}");
}

#[test]
fn annotate_names_what_it_cannot_read_and_goes_on() {
    let folder = folder_with(&[("story.txt", b"Russia backs Syria.\n")]);
    newsgraph()
        .arg("annotate")
        .arg(folder.path().join("missing.txt"))
        .arg(folder.path().join("story.txt"))
        .assert()
        .code(1)
        .stdout(predicate::str::contains("Russia backs Syria"))
        .stderr(predicate::str::contains("missing.txt"));
}

/// A graph file of one sentence, in a folder of its own.
fn graph_of(sentence: &str, date: &str) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    newsgraph()
        .args(["build", "-", "-q", "--date", date, "-o"])
        .arg(folder.path().join("graph.json"))
        .write_stdin(sentence)
        .assert()
        .success();
    folder
}

#[test]
fn a_part_of_a_graph_is_exported_in_another_format() {
    let folder = graph_of("Russia backs Syria. Iran criticised Israel.", "2015-10-27");
    newsgraph()
        .arg("export")
        .arg(folder.path().join("graph.json"))
        .args(["--to", "cypher", "--around", "Russia"])
        .assert()
        .success()
        .stdout(predicate::str::contains("state:SYR").and(predicate::str::contains("ISR").not()));
    newsgraph()
        .arg("export")
        .arg(folder.path().join("graph.json"))
        .args(["--relations", "hugs"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("no relation type, side or class `hugs`"));
}

#[test]
fn a_format_of_several_tables_writes_a_file_for_each() {
    let folder = graph_of("Russia backs Syria.", "2015-10-27");
    let graph = folder.path().join("graph.json");
    newsgraph()
        .arg("export")
        .arg(&graph)
        .arg("-o")
        .arg(folder.path().join("syria.csv"))
        .assert()
        .success();
    for name in ["syria.nodes.csv", "syria.edges.csv", "syria.evidence.csv"] {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
    newsgraph()
        .arg("export")
        .arg(&graph)
        .args(["--to", "neo4j", "-o"])
        .arg(folder.path().join("import/"))
        .assert()
        .success();
    let edges = fs::read_to_string(folder.path().join("import/edges.csv")).expect("written");
    assert!(edges.starts_with(":START_ID,:END_ID,:TYPE,"), "{edges}");
}

#[test]
fn merging_in_any_order_gives_the_same_bytes() {
    let one = graph_of("Russia backs Syria.", "2015-10-27");
    let two = graph_of("Iran criticised Israel.", "2015-10-28");
    let merged = |first: &TempDir, second: &TempDir| {
        let output = newsgraph()
            .args(["merge", "-q"])
            .arg(first.path().join("graph.json"))
            .arg(second.path().join("graph.json"))
            .output()
            .expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    assert_eq!(merged(&one, &two), merged(&two, &one));
    newsgraph()
        .arg("diff")
        .arg(one.path().join("graph.json"))
        .arg(two.path().join("graph.json"))
        .assert()
        .success()
        .stdout(
            predicate::str::contains("+ Iran criticises -> Israel")
                .and(predicate::str::contains("- Russia backs -> Syria")),
        );
}
