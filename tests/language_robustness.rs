//! What the engine promises for any text at all: no panic, ordered spans, trees, linear time.

use newsgraph::language::{Document, Engine};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::embedded().expect("the embedded model is sound"));

/// Panics with a description where the document breaks a promise.
fn check(text: &str, document: &Document) {
    let mut end = 0;
    for token in &document.tokens {
        assert!(token.span.start >= end && token.span.end > token.span.start, "order in {text:?}");
        let gap = text.get(end as usize..token.span.start as usize).expect("on boundaries");
        assert!(
            !gap.chars().any(|character| character.is_alphanumeric()),
            "lost {gap:?} from {text:?}"
        );
        assert!(!token.span.text(text).is_empty(), "boundaries in {text:?}");
        assert!(!token.span.text(text).contains(char::is_whitespace), "a space in {text:?}");
        end = token.span.end;
    }
    let rest = text.get(end as usize..).expect("on a boundary");
    assert!(!rest.chars().any(char::is_alphanumeric), "lost {rest:?}");
    let mut next = 0;
    for sentence in &document.sentences {
        assert_eq!(sentence.tokens.start.0, next);
        assert!(!sentence.tokens.is_empty());
        next = sentence.tokens.end.0;
        assert_eq!(sentence.span, document.span(sentence.tokens));
        check_tree(document, sentence.tokens);
    }
    assert_eq!(next as usize, document.tokens.len());
}

/// One root, heads inside the sentence, and every word's path ends at the root.
fn check_tree(document: &Document, tokens: newsgraph::language::TokenRange) {
    let roots = tokens.iter().filter(|&index| document.token(index).head.is_none()).count();
    assert_eq!(roots, 1);
    for index in tokens.iter() {
        let mut at = index;
        let mut steps = 0;
        while let Some(head) = document.token(at).head {
            assert!(tokens.contains(head));
            at = head;
            steps += 1;
            assert!(steps <= tokens.len(), "a cycle");
        }
    }
}

fn analyse(text: &str) -> Document {
    let document = ENGINE.analyse(text);
    check(text, &document);
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_analysed(text in any::<String>()) {
        analyse(&text);
    }

    #[test]
    fn any_mix_of_words_and_marks_is_analysed(
        parts in prop::collection::vec("[A-Za-z]{0,6}|[\"'“”‘’.,;:!?()/$%&@#*_+=<>-]{1,4}|[0-9]{1,5}| |\n|é|—|…|\u{200b}|😀|\u{301}", 0..60)
    ) {
        analyse(&parts.concat());
    }
}

/// Texts that would take minutes, or more stack than there is, if the tokenizer went over the same
/// bytes again and again: each is repeated to a megabyte.
const REPEATED: &[&str] = &[
    "a",
    "a-b.c/d@",
    "x'",
    "it's",
    "'s'd",
    "\"",
    "“",
    "'",
    "’",
    "«",
    "(",
    "[...]",
    "``",
    ".",
    "..",
    "!?",
    "!.",
    "?!,",
    "-",
    "a-",
    "1-",
    "1.",
    "$",
    "#",
    "&",
    "@",
    "@a",
    "/",
    "a/",
    "A.",
    "Mr.",
    "A.B",
    "%",
    "=>",
    "_",
    "\u{301}",
    "\u{200b}",
    "\u{200d}",
    "👩‍👩‍👧",
    "中",
    "ф",
    "\0",
    "\u{202e}",
    " \u{a0}",
    "\n",
    "\r\n",
    "- \n",
    "a\n",
    "Word word\n",
    "MOSCOW ",
    "MOSCOW (",
    "etc. ",
];

#[test]
fn the_same_over_and_over_is_analysed() {
    let mut tokens = Vec::new();
    for part in REPEATED {
        Engine::tokens(&part.repeat(1_000_000 / part.len()), &mut tokens);
        analyse(&part.repeat(4_000 / part.len()));
    }
}

#[test]
fn a_line_of_ten_megabytes_without_spaces_is_analysed() {
    analyse(&"a".repeat(10_000_000));
}

#[test]
fn ten_thousand_opening_quotes_are_analysed() {
    for quote in ["\"", "“", "'", "«", "(", "``"] {
        analyse(&format!("{} he said.", format!("{quote}No ").repeat(10_000)));
    }
}

#[test]
fn text_wrapped_at_any_width_has_the_same_words() {
    let text = "The foreign minister of the republic said on Monday that Mr. Novak had met envoys of \
        both sides in Geneva, and that they would meet again in May. Nobody else was invited.";
    let words = |text: &str| {
        let document = analyse(text);
        document.tokens.iter().map(|token| token.span.text(text).to_owned()).collect::<Vec<_>>()
    };
    let plain = words(text);
    for width in [40, 52, 64, 80] {
        let mut wrapped = String::new();
        let mut column = 0;
        for word in text.split(' ') {
            let fits = column + 1 + word.len() <= width;
            wrapped.push_str(if column == 0 {
                ""
            } else if fits {
                " "
            } else {
                "\n"
            });
            column = if fits { column + 1 + word.len() } else { word.len() };
            wrapped.push_str(word);
        }
        assert_eq!(words(&wrapped), plain, "at {width}");
        assert_eq!(analyse(&wrapped).sentences.len(), 2, "at {width}: {wrapped}");
    }
}

#[test]
fn odd_text_is_analysed() {
    for text in [
        "",
        "\n\n\r\n",
        "...!!!???---***",
        "   \u{200b}\u{feff}\u{2060}  ",
        "\u{0}\u{1}\u{7f}",
        "Привет мир. Как дела?",
        "中文没有空格。真的吗？",
        "مرحبا بالعالم",
        "👩‍👩‍👧‍👦🇸🇾 e\u{301}\u{301}\u{301}",
        "\u{202e}gnirts\u{202c}",
        "&amp;&lt;",
        "$",
        "'",
        ".",
    ] {
        analyse(text);
    }
}

#[test]
fn a_sentence_without_end_is_cut() {
    let document = analyse(&"word ".repeat(20_000));
    assert!(document.sentences.iter().all(|sentence| sentence.tokens.len() <= 400));
}

#[test]
fn a_reused_document_equals_a_new_one() {
    let mut document = ENGINE.analyse("Something else entirely. It had two sentences.");
    ENGINE.analyse_into("Russia backs Syria.", &mut document);
    assert_eq!(document, ENGINE.analyse("Russia backs Syria."));
}
