"""A graph file like the given one, with names, ids, titles and sentences that break careless exports."""

import json
import sys

HOSTILE = [
    "\"quoted\" 'quoted'", "<b>&amp; bold</b>", "]]> end", "two\nlines\r\nthree", "</script><script>alert(1)</script>",
    "back\\slash\\", "\u202eright to left\u200f", "=cmd|' /C calc'!A0", "@SUM(A1)", "-- comment", "/* c */ // d",
    "'}) DETACH DELETE (n) //", "\\u0027}) DETACH DELETE (n) //", "`tick`", "a;b|c,d\te", "%%{init: {}}%%",
    "bell\u0007escape\u001b", "<http://example.org/x> .", "\u0627\u0644\u0639", "\u2028line",
]

graph = json.load(open(sys.argv[1], encoding="utf-8"))
hostile = lambda number: HOSTILE[number % len(HOSTILE)]
ids = {actor["id"]: f"{actor['id']} {hostile(number)}" for number, actor in enumerate(graph["actors"])}
for number, actor in enumerate(graph["actors"]):
    actor["id"] = ids[actor["id"]]
    actor["name"] = f"{hostile(number)} {number}"
    actor["aliases"] = sorted([hostile(number + 1), hostile(number + 2)])
    for affiliation in actor.get("affiliations", []):
        affiliation["of"] = ids.get(affiliation["of"], affiliation["of"])
for number, article in enumerate(graph["articles"]):
    article["title"] = hostile(number)
    article["source"] = hostile(number + 3)
for number, tie in enumerate(graph["ties"]):
    tie["source"], tie["target"] = ids[tie["source"]], ids[tie["target"]]
    for evidence in tie["evidence"]:
        sentence, more = evidence["sentence"], " " + hostile(number)
        end, longer = sentence["span"][1], len(more.encode("utf-8"))
        for quote in (evidence["trigger"], evidence["source"], evidence["target"]):
            if quote["span"][0] >= end:
                quote["span"] = [place + longer for place in quote["span"]]
        sentence["text"] += more
        sentence["span"][1] += longer
        if "attributed_to" in evidence:
            evidence["attributed_to"] = ids.get(evidence["attributed_to"], hostile(number))
json.dump(graph, sys.stdout)
