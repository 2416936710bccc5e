#!/usr/bin/env bash
# Loads every export of the samples, and of a graph of hostile names, with the readers that its users have:
# Graphviz, networkx, rdflib, an openCypher parser and others from PyPI. Where these cannot be had, it says so and
# checks nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
skip() { echo "exports are not checked by their readers: $1"; exit 0; }
command -v python3 >/dev/null || skip "there is no python3"
command -v dot >/dev/null || skip "there is no Graphviz (dot)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" 2>/dev/null || skip "python3 cannot make a virtual environment"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  "networkx>=3.6" "rdflib>=7" "lxml>=5" "markdown-it-py>=3" "antlr4-cypher>=0.1" "jsonschema>=4" 2>/dev/null ||
  skip "packages cannot be had from PyPI"
cargo build --quiet
newsgraph=${CARGO_TARGET_DIR:-target}/debug/newsgraph
mkdir "$work/samples" "$work/hostile"
"$newsgraph" build samples --quiet -o "$work/samples/graph.json"
python3 .ci/hostile-graph.py "$work/samples/graph.json" > "$work/hostile/graph.json"
for folder in "$work/samples" "$work/hostile"; do
  graph=$folder/graph.json
  for ending in dot svg graphml gexf csv cypher ttl nq jsonl cyjs md mmd html; do
    "$newsgraph" export "$graph" --quiet -o "$folder/graph.$ending"
  done
  "$newsgraph" schema > "$folder/graph.schema.json"
  "$newsgraph" schema relation > "$folder/relation.schema.json"
  "$newsgraph" extract samples --quiet -o "$folder/relations.jsonl"
  "$newsgraph" export "$graph" --quiet --to neo4j -o "$folder/neo4j.csv"
  "$newsgraph" export "$graph" --quiet --to node-link -o "$folder/graph.node-link.json"
  "$newsgraph" export "$graph" --quiet --to dot --all --cluster state | dot -Tsvg > "$folder/graphviz.svg"
  "$work/venv/bin/python" .ci/check-exports.py "$folder"
done
