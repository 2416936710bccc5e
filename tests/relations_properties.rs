//! What must hold of relations whatever the sentence: voice does not change who does what to whom,
//! a negation changes only how surely it holds, and every span leads back to the text.

use newsgraph::article::{Article, ArticleId, ArticleInfo};
use newsgraph::pipeline::{Extractor, ExtractorOptions};
use newsgraph::relation::{Factuality, Relation};
use proptest::prelude::*;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    Extractor::new(&ExtractorOptions::default()).expect("the lexicons are well formed")
});

const STATES: [&str; 8] =
    ["Russia", "Turkey", "Iran", "France", "Israel", "China", "India", "Japan"];

/// Base form, past, participle.
const VERBS: [(&str, &str, &str); 8] = [
    ("criticise", "criticised", "criticised"),
    ("attack", "attacked", "attacked"),
    ("support", "supported", "supported"),
    ("threaten", "threatened", "threatened"),
    ("denounce", "denounced", "denounced"),
    ("accuse", "accused", "accused"),
    ("praise", "praised", "praised"),
    ("condemn", "condemned", "condemned"),
];

fn relations(text: &str) -> Vec<Relation> {
    let info = ArticleInfo {
        id: ArticleId::new("case"),
        title: None,
        source: None,
        reprints: Vec::new(),
        date: Some(jiff::civil::date(2015, 10, 27)),
        url: None,
        author: None,
    };
    EXTRACTOR.extract(&Article { info, text: text.to_owned() }).relations
}

/// Who does what to whom.
fn facts(text: &str) -> Vec<(String, String, String)> {
    let mut facts: Vec<_> = relations(text)
        .into_iter()
        .map(|found| (found.source.to_string(), found.relation, found.target.to_string()))
        .collect();
    facts.sort();
    facts
}

fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    STATES.iter().enumerate().map(|(place, one)| (*one, STATES[(place + 3) % STATES.len()]))
}

#[test]
fn the_passive_says_the_same_as_the_active() {
    for (one, other) in pairs() {
        for (_, past, participle) in VERBS {
            let active = format!("{one} {past} {other} on Monday.");
            let passive = format!("{other} was {participle} by {one} on Monday.");
            assert!(!facts(&active).is_empty(), "nothing found: {active}");
            assert_eq!(facts(&active), facts(&passive), "{active} / {passive}");
        }
    }
}

#[test]
fn not_changes_only_how_surely_it_holds() {
    for (one, other) in pairs() {
        for (base, past, _) in VERBS {
            let plain = format!("{one} {past} {other}.");
            let negated = format!("{one} did not {base} {other}.");
            assert_eq!(facts(&plain), facts(&negated), "{plain} / {negated}");
            let all = |text: &str, value| {
                relations(text).iter().all(|found| found.evidence.factuality == value)
            };
            assert!(all(&plain, Factuality::Asserted), "{plain}");
            assert!(all(&negated, Factuality::Negated), "{negated}");
        }
    }
}

const WORDS: [&str; 40] = [
    "Russia",
    "the",
    "rebels",
    "“",
    "”",
    ",",
    ".",
    "attacked",
    "backed",
    "by",
    "Iran's",
    "support",
    "for",
    "US",
    "-",
    "led",
    "talks",
    "between",
    "and",
    "which",
    "said",
    "that",
    "not",
    "will",
    "sanctions",
    "on",
    "accused",
    "of",
    "such",
    "a",
    "meeting",
    "in",
    "return",
    "to",
    "anti",
    "?",
    "Lavrov",
    "Türkiye",
    "refused",
    "war",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn spans_of_any_text_lead_back_to_it(
        words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 1..40)
    ) {
        let text = words.join(" ");
        for relation in relations(&text) {
            let evidence = &relation.evidence;
            for quote in [&evidence.trigger, &evidence.source, &evidence.target] {
                prop_assert_eq!(quote.span.text(&text), quote.text.as_str());
            }
            prop_assert_eq!(evidence.sentence.span.text(&text), evidence.sentence.text.as_str());
            prop_assert!(relation.source != relation.target, "{}", text);
        }
        prop_assert_eq!(relations(&text), relations(&text));
    }
}
