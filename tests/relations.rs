//! What sentences say: `tests/relations.txt` holds a sentence a block and, under it, the relations that
//! must be found in it. A linguist can add more without touching the code.

use newsgraph::article::{Article, ArticleId, ArticleInfo};
use newsgraph::pipeline::{Extractor, ExtractorOptions};

const CASES: &str = include_str!("relations.txt");

fn article(text: &str) -> Article {
    let info = ArticleInfo {
        id: ArticleId::new("case"),
        title: None,
        source: None,
        reprints: Vec::new(),
        date: Some(jiff::civil::date(2015, 10, 27)),
        url: None,
        author: None,
    };
    Article { info, text: text.to_owned() }
}

/// The relations of a text as lines of a case file.
fn found(extractor: &Extractor, text: &str) -> Vec<String> {
    let extraction = extractor.extract(&article(text));
    let name = |id: &newsgraph::actor::ActorId| {
        extraction
            .actors
            .iter()
            .find(|found| found.actor.id == *id)
            .map_or_else(|| id.to_string(), |found| found.actor.name.clone())
    };
    let lines = extraction.relations.iter().map(|relation| {
        let speaker = relation.evidence.attributed_to.as_ref();
        let speaker = speaker.map(|id| format!(", says {}", name(id))).unwrap_or_default();
        format!(
            "{} | {} | {} | {}{speaker}",
            name(&relation.source),
            relation.relation,
            name(&relation.target),
            relation.evidence.factuality
        )
    });
    lines.collect()
}

#[test]
fn every_case_gives_exactly_its_relations() {
    let extractor =
        Extractor::new(&ExtractorOptions::default()).expect("the lexicons are well formed");
    let mut failures = Vec::new();
    for block in CASES
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty() && !block.starts_with('#'))
    {
        let (sentence, expected) = block.split_once('\n').unwrap_or((block, ""));
        let mut expected: Vec<&str> =
            expected.lines().map(str::trim).filter(|line| *line != "nothing").collect();
        let mut found = found(&extractor, sentence);
        expected.sort_unstable();
        found.sort_unstable();
        if found != expected {
            failures.push(format!("{sentence}\n  expected {expected:#?}\n  found    {found:#?}"));
        }
    }
    assert!(failures.is_empty(), "{} cases fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn spans_lead_back_to_the_text() {
    let extractor =
        Extractor::new(&ExtractorOptions::default()).expect("the lexicons are well formed");
    let text = "“We will invite Iran”, said Russia’s president. Türkiye condemned Israel’s attack. Russia backs Iran.";
    let extraction = extractor.extract(&article(text));
    assert!(!extraction.relations.is_empty());
    for relation in &extraction.relations {
        let evidence = &relation.evidence;
        for quote in [&evidence.trigger, &evidence.source, &evidence.target] {
            assert_eq!(quote.span.text(text), quote.text);
        }
        assert_eq!(evidence.sentence.span.text(text), evidence.sentence.text);
    }
}
