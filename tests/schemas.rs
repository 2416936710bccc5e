//! What the program writes is what the schemas that it prints say, and nothing else.

use assert_cmd::Command;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

fn output_of(arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::cargo_bin("newsgraph").expect("the program is built");
    let output = command.args(arguments).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The schema that the program prints, without leave to have fields that it does not name: it documents
/// all that is written.
fn schema(of: &str) -> Validator {
    let schema: Value = serde_json::from_slice(&output_of(&["schema", of])).expect("JSON");
    jsonschema::validator_for(&closed(schema)).expect("a schema")
}

fn closed(schema: Value) -> Value {
    let Value::Object(members) = schema else { return schema };
    let mut members: Map<String, Value> =
        members.into_iter().map(|(name, value)| (name, closed(value))).collect();
    if members.contains_key("properties") && members.get("type") == Some(&json!("object")) {
        members.entry("additionalProperties").or_insert(json!(false));
    }
    Value::Object(members)
}

#[track_caller]
fn assert_valid(schema: &Validator, value: &Value) {
    let errors: Vec<String> = schema
        .iter_errors(value)
        .take(5)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn graphs_are_what_their_schema_says() {
    let built = output_of(&["build", "samples", "-q", "--to", "json"]);
    let graph: Value = serde_json::from_slice(&built).expect("JSON");
    let schema = schema("graph");
    assert_valid(&schema, &graph);
    for (place, wrong) in [
        ("/ties/0/evidence/0/confidence", json!("high")),
        ("/ties/0/evidence/0/date", json!("yesterday")),
        ("/actors/0/kind", json!("planet")),
        ("/actors/0", json!({"id": "state:RUS"})),
        ("/newsgraph", json!(0)),
    ] {
        let mut graph = graph.clone();
        *graph.pointer_mut(place).expect(place) = wrong;
        assert!(!schema.is_valid(&graph), "{place}");
    }
}

#[test]
fn relations_are_what_their_schema_says() {
    let schema = schema("relation");
    let extracted = output_of(&["extract", "samples", "-q"]);
    let lines: Vec<Value> = serde_json::Deserializer::from_slice(&extracted)
        .into_iter()
        .collect::<Result<_, _>>()
        .expect("JSON");
    assert!(lines.len() > 100, "the samples have relations");
    for line in &lines {
        assert_valid(&schema, line);
    }
    let mut line = lines[0].clone();
    line["unheard-of"] = json!(true);
    assert!(!schema.is_valid(&line), "an undocumented field");
}
