//! Who is meant: sentences with the actors that a careful reader sees in them.

use newsgraph::actor::{ActorFinder, ActorLexicon};
use newsgraph::article::{Article, ArticleId, ArticleInfo};
use newsgraph::language::Engine;

/// Date, text, a piece of the text, and the id of the actor it means; `-` for none.
const CASES: &[(&str, &str, &str, &str)] = &[
    (
        "2015-10-27",
        "A US-backed Syrian rebel alliance advanced on Tuesday.",
        "Syrian rebel alliance",
        "group:SYR/rebels",
    ),
    (
        "2015-10-27",
        "Russia invited Syrian opposition groups to talks.",
        "Syrian opposition groups",
        "group:SYR/opposition",
    ),
    (
        "2018-05-10",
        "The French president praised Britain.",
        "French president",
        "person:emmanuel-macron",
    ),
    (
        "2013-05-10",
        "The French president praised Britain.",
        "French president",
        "person:francois-hollande",
    ),
    ("2018-05-10", "Jordan rejected the offer of Israel in May.", "Jordan", "state:JOR"),
    ("2018-05-10", "Michael Jordan praised Britain on Tuesday.", "Jordan", "-"),
    (
        "2018-05-10",
        "North Korea fired a missile and South Korea condemned it.",
        "South Korea",
        "state:KOR",
    ),
    (
        "2018-05-10",
        "The Palestinian Authority criticised Israel.",
        "Palestinian Authority",
        "gov:PSE/palestinian-authority",
    ),
    ("2018-05-10", "Guinea-Bissau joined the talks.", "Guinea-Bissau", "state:GNB"),
    ("2018-05-10", "Washington imposed sanctions on Iran.", "Washington", "state:USA"),
    (
        "2015-10-27",
        "Free Syrian Army (FSA) units attacked. The FSA lost.",
        "FSA",
        "group:free-syrian-army",
    ),
    ("2018-05-10", "He said it is a turkey.", "turkey", "-"),
];

#[test]
fn names_and_roles_mean_who_a_reader_thinks_they_mean() {
    let finder = ActorFinder::new(ActorLexicon::embedded().expect("the lexicon is read"));
    let engine = Engine::embedded().expect("the model is read");
    let mut wrong = Vec::new();
    for &(date, text, piece, expected) in CASES {
        let article = Article {
            info: ArticleInfo {
                id: ArticleId::new("case"),
                title: None,
                source: None,
                reprints: Vec::new(),
                date: date.parse().ok(),
                url: None,
                author: None,
            },
            text: text.to_owned(),
        };
        let actors = finder.find(&article, &engine.analyse(text));
        let found = actors
            .mentions
            .iter()
            .find(|mention| mention.span.text(text) == piece)
            .and_then(|mention| actors.actor_of(mention))
            .map_or("-", |actor| actor.id.as_str());
        if found != expected {
            wrong.push(format!("{text}: {piece} is {expected}, not {found}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
