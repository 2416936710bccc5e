//! Where words and sentences end, by the lines of `tests/tokens.txt` and `tests/sentences.txt`.

use newsgraph::language::Engine;
use newsgraph::span::ByteSpan;

/// The lines of a data file that are cases.
fn cases(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// Words without the spaces between them, one sentence a line.
fn squeezed(sentence: &str) -> String {
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn sentences_end_where_the_file_says() {
    let engine = Engine::embedded().expect("the model is sound");
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in cases(include_str!("sentences.txt")) {
        count += 1;
        let text = case.replace('¶', "\n").replace("| ", "");
        let expected: Vec<String> =
            case.split(['¶', '|']).map(squeezed).filter(|sentence| !sentence.is_empty()).collect();
        let document = engine.analyse(&text);
        let found = document.sentences.iter().map(|sentence| squeezed(sentence.span.text(&text)));
        let found: Vec<String> = found.collect();
        if found != expected {
            wrong.push(format!("expected {expected:#?}\nfound {found:#?}"));
        }
    }
    assert!(count > 30, "the file has cases");
    assert!(wrong.is_empty(), "{} of {count} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn tokens_are_what_the_file_says() {
    let mut wrong = Vec::new();
    let mut tokens: Vec<ByteSpan> = Vec::new();
    for case in cases(include_str!("tokens.txt")) {
        let (text, expected) = case.split_once(" => ").expect("a case has an arrow");
        Engine::tokens(text, &mut tokens);
        let found: Vec<&str> = tokens.iter().map(|token| token.text(text)).collect();
        if found.join(" ") != expected {
            wrong.push(format!("expected {expected}\n   found {}", found.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
