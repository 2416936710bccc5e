//! How surely reprints are told from articles of their own: precision and recall on rewrites of the
//! samples, which `cargo test --test duplicates -- --nocapture` prints.

use newsgraph::article::duplicates::{Seen, Signature, Verdict, judge};
use newsgraph::article::{Article, ArticleId, ReadOptions, expand, read};

fn samples() -> Vec<Article> {
    let inputs = expand("samples").expect("the samples are there").inputs;
    inputs.iter().flat_map(|input| read(input, &ReadOptions::default())).flatten().collect()
}

fn sentences(text: &str) -> Vec<String> {
    text.split(". ").map(|sentence| sentence.trim_end_matches('.').to_owned()).collect()
}

/// What editors do to a wire story; `other` is another article, from which they may borrow.
fn rewrites(text: &str, other: &str) -> Vec<(&'static str, String)> {
    let all = sentences(text);
    let count = all.len();
    let every = |n: usize, change: &dyn Fn(&str) -> String| {
        let words = text.split(' ').enumerate();
        let words =
            words.map(|(at, word)| if at % n == n - 1 { change(word) } else { word.to_owned() });
        words.collect::<Vec<_>>().join(" ")
    };
    let mut turned = all.clone();
    turned.rotate_left(count / 3);
    let borrowed: Vec<String> = sentences(other).into_iter().take(3).collect();
    vec![
        ("own headline and byline", format!("From our correspondents\n\n{text}")),
        ("last third cut", all[..count * 2 / 3].join(". ")),
        ("first third only", all[..(count / 3).max(5)].join(". ")),
        (
            "every fifth sentence cut",
            all.iter()
                .enumerate()
                .filter(|(at, _)| at % 5 != 4)
                .map(|(_, it)| it.as_str())
                .collect::<Vec<_>>()
                .join(". "),
        ),
        ("every fifteenth word another", every(15, &|_| "reportedly".to_owned())),
        ("every twentieth word doubled", every(20, &|word| format!("{word} {word}"))),
        ("sentences in another order", turned.join(". ")),
        ("capitals and other quotes", text.to_uppercase().replace('"', "'")),
        ("own paragraph at the end", format!("{text}\n\n{}.", borrowed.join(". "))),
        ("lead rewritten", [&borrowed[..1], &all[2.min(count - 1)..]].concat().join(". ")),
    ]
}

/// Articles of their own that share something with others: a quotation, a paragraph of background.
fn relatives(articles: &[Article]) -> Vec<String> {
    let shift = articles.iter().skip(1).chain(articles);
    articles
        .iter()
        .zip(shift)
        .map(|(article, other)| {
            let own = sentences(&article.text);
            let others = sentences(&other.text);
            // A fresh report: half of it from nowhere else, a few sentences from each of two.
            let fresh = (0..14).map(|number| {
                format!(
                    "Report {number} of {} tells {} of matters {}",
                    own.len(),
                    others.len(),
                    article.info.id
                )
            });
            fresh
                .chain(own.iter().rev().take(3).cloned())
                .chain(others.iter().take(3).cloned())
                .collect::<Vec<_>>()
                .join(". ")
        })
        .collect()
}

#[test]
fn reprints_are_found_and_articles_of_their_own_are_not_taken_for_reprints() {
    let articles = samples();
    assert!(articles.len() >= 10);
    let (mut right, mut wrong, mut missed) = (0_u32, 0_u32, 0_u32);
    let mut judged = |seen: &mut Seen, text: &str, original: Option<&ArticleId>, what: &str| {
        let mut article = articles[0].clone();
        article.info.id = ArticleId::from_content(Some(what), text);
        article.info.date = None;
        article.text = text.to_owned();
        let verdict = match judge(seen, &mut article, Some(&Signature::of(text))) {
            Ok(verdict) => verdict,
            Err(never) => match never {},
        };
        match (verdict, original) {
            (Verdict::ReprintOf(found), Some(expected)) if found == *expected => right += 1,
            (Verdict::New, Some(expected)) => {
                println!("missed: {what} of {expected}");
                missed += 1;
            }
            (Verdict::New, None) => {}
            (other, _) => {
                println!("wrong: {what}: {other:?}");
                wrong += 1;
            }
        }
    };
    // Each rewrite meets the originals alone, not other rewrites.
    let mut originals = Seen::default();
    for article in &articles {
        let verdict =
            judge(&mut originals, &mut article.clone(), Some(&Signature::of(&article.text)));
        assert_eq!(verdict, Ok(Verdict::New), "the samples are no reprints of each other");
    }
    for (article, other) in articles.iter().zip(articles.iter().cycle().skip(1)) {
        for (what, text) in rewrites(&article.text, &other.text) {
            judged(&mut originals.clone(), &text, Some(&article.info.id), what);
        }
    }
    for text in relatives(&articles) {
        judged(&mut originals, &text, None, "an article of its own");
    }
    let precision = f64::from(right) / f64::from(right + wrong);
    let recall = f64::from(right) / f64::from(right + missed);
    println!(
        "reprints: precision {precision:.3}, recall {recall:.3}, of {} rewrites",
        right + missed
    );
    assert!(precision > 0.99 && recall > 0.95, "precision {precision:.3}, recall {recall:.3}");
}

#[test]
fn short_texts_that_share_words_are_not_one() {
    let same =
        |left: &str, right: &str| Signature::of(left).same_text(&Signature::of(right)).is_some();
    assert!(same("Russia backs Syria, officials say.", "RUSSIA backs Syria – officials say"));
    assert!(!same("Russia backs Syria, officials say.", "Russia backs Iran, officials say."));
    assert!(!same("Russia backs Syria.", "Russia backs Syria and arms Iran."));
}

#[test]
fn a_text_that_is_like_an_old_one_is_new() {
    let mut seen = Seen::default();
    let mut verdict = |day: &str, id: &str| {
        let mut article = samples().remove(0);
        article.info.id = ArticleId::new(id);
        article.info.date = day.parse().ok();
        article.text.push_str(id);
        let signature = Signature::of(&article.text);
        judge(&mut seen, &mut article, Some(&signature)).unwrap_or_else(|never| match never {})
    };
    assert_eq!(verdict("2015-10-27", "a"), Verdict::New);
    assert_eq!(verdict("2015-10-29", "b"), Verdict::ReprintOf(ArticleId::new("a")));
    assert_eq!(verdict("2016-10-27", "c"), Verdict::New);
}

#[test]
fn different_articles_with_one_id_are_kept_apart() {
    let mut seen = Seen::default();
    let mut judged = |text: &str| {
        let mut article = samples().remove(0);
        article.info.id = ArticleId::new("1");
        article.text = text.to_owned();
        let signature = Signature::of(text);
        let verdict = judge(&mut seen, &mut article, Some(&signature));
        (verdict.unwrap_or_else(|never| match never {}), article.info.id)
    };
    let (first, id) = judged("Russia backs Syria.");
    assert_eq!((first, id.as_str()), (Verdict::New, "1"));
    let (second, id) = judged("Iran criticised Israel.");
    assert_eq!(second, Verdict::New);
    assert!(id.as_str().starts_with("1~"), "{id}");
    assert!(matches!(judged("Iran criticised Israel.").0, Verdict::Known(_)));
}
