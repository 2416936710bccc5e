"""Reads each export of the same graph with the reader that its users have.

usage: check-exports.py FOLDER
FOLDER holds graph.json and what `newsgraph export` made of it (see check-exports.sh). Each reader must find the
actors and the ties, by their names, that graph.json holds.
"""

import csv
import json
import pathlib
import sys

import jsonschema
import networkx
import rdflib
from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from antlr4_cypher import CypherLexer, CypherParser
from lxml import etree
from markdown_it import MarkdownIt

folder = pathlib.Path(sys.argv[1])
graph = json.loads((folder / "graph.json").read_text("utf-8"))
ties = len(graph["ties"])
names = {actor["id"]: actor["name"] for actor in graph["actors"]}


def xml_safe(text):
    """What XML can hold of a text: control characters are written as their pictures."""
    return "".join(
        chr(0x2400 + ord(c)) if ord(c) < 32 and c not in "\n\t\r" else "\ufffd" if c in "\ufffe\uffff" else c
        for c in text
    )


def same_graph(read, name_of, safe=lambda text: text):
    assert read.is_directed() and read.is_multigraph()
    assert read.number_of_edges() == ties, (read.number_of_edges(), ties)
    found = {node: name_of(data) for node, data in read.nodes(data=True)}
    expected = {safe(actor): safe(name) for actor, name in names.items()}
    assert found == expected, set(found.items()) ^ set(expected.items())


def closed(schema):
    """The schema without leave to have fields that it does not name: it documents all that is written."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if "properties" in schema and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
    return schema


def schemas():
    read = lambda name: json.loads((folder / name).read_text("utf-8"))
    jsonschema.validate(graph, closed(read("graph.schema.json")))
    lines = (folder / "relations.jsonl").read_text("utf-8").split("\n")
    validator = jsonschema.Draft202012Validator(closed(read("relation.schema.json")))
    for line in filter(None, lines):
        validator.validate(json.loads(line))


def graphml():
    read = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    same_graph(read, lambda data: data["name"], xml_safe)


def gexf():
    read = networkx.read_gexf(folder / "graph.gexf", version="1.3")
    assert read.number_of_edges() == ties
    assert {data["label"] for _, data in read.nodes(data=True)} == set(map(xml_safe, names.values()))


def node_link():
    data = json.loads((folder / "graph.node-link.json").read_text("utf-8"))
    same_graph(networkx.node_link_graph(data, edges="edges"), lambda data: data["name"])


def cytoscape():
    data = json.loads((folder / "graph.cyjs").read_text("utf-8"))
    same_graph(networkx.cytoscape_graph(data), lambda data: data["name"])


def rdf():
    for name, kind in (("graph.ttl", "turtle"), ("graph.nq", "nquads")):
        read = rdflib.Dataset(default_union=True)
        read.parse(folder / name, format=kind)
        labels = {str(label) for label in read.objects(None, rdflib.RDFS.label)}
        assert labels == set(names.values()), labels ^ set(names.values())
        statements = set(read.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
        assert statements, "there are statements"


def tables():
    for name, count in (("graph.nodes.csv", len(names)), ("graph.edges.csv", ties), ("graph.evidence.csv", None)):
        with open(folder / name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        assert count in (None, len(rows)), (name, len(rows), count)
        assert all(None not in row for row in rows), name
    for name, count in (("neo4j.nodes.csv", len(names)), ("neo4j.edges.csv", ties)):
        with open(folder / name, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert len(rows) == count + 1, (name, len(rows), count)


class Strict(ErrorListener):
    def syntaxError(self, recognizer, symbol, line, column, message, error):
        raise AssertionError(f"Cypher line {line}, column {column}: {message}")


def cypher():
    lines = (folder / "graph.cypher").read_text("utf-8").split("\n")
    # The first line, the constraint, is Neo4j's own and not in openCypher's grammar.
    for line in [line for line in lines[1:] if line][:400]:
        lexer = CypherLexer(InputStream(line))
        lexer.removeErrorListeners()
        lexer.addErrorListener(Strict())
        parser = CypherParser(CommonTokenStream(lexer))
        parser.removeErrorListeners()
        parser.addErrorListener(Strict())
        parser.script()


def events():
    lines = (folder / "graph.jsonl").read_text("utf-8").split("\n")
    read = [json.loads(line) for line in lines if line]
    assert read and all(event["Source Name"] in names.values() for event in read)


def markdown():
    tokens = MarkdownIt("commonmark").enable("table").parse((folder / "graph.md").read_text("utf-8"))
    inline = [child for token in tokens for child in token.children or []]
    assert any(token.type == "table_open" for token in tokens)
    assert not any(token.type == "html_block" for token in tokens)
    assert all(child.content == "<br>" for child in inline if child.type == "html_inline")


def svg():
    for name in ("graph.svg", "graphviz.svg"):
        root = etree.parse(folder / name).getroot()
        assert root.tag.endswith("svg")
        assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


for check in (schemas, graphml, gexf, node_link, cytoscape, rdf, tables, cypher, events, markdown, svg):
    check()
    print("read back:", check.__name__)
