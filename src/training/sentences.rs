//! Trains the sentence splitter on texts rebuilt from treebanks.

use super::evaluation::raw::{RawDocument, raw_documents};
use super::perceptron::Perceptron;
use super::random::Random;
use crate::language::conllu::TreebankSentence;
use crate::language::lexical::Lexical;
use crate::language::model::Writer;
use crate::language::sentences::{Context, extract, is_candidate};
use crate::language::tokenizer::tokenize;
use crate::span::ByteSpan;
use std::collections::BTreeSet;

/// How many features the splitter keeps.
const LIMIT: usize = 20_000;

/// A text with its tokens and where its sentences end.
struct Example {
    text: String,
    tokens: Vec<ByteSpan>,
    words: Vec<Lexical>,
    ends: BTreeSet<u32>,
}

/// Writes a splitter trained on the sentences, each document as one line of text.
pub(crate) fn train(sentences: &[TreebankSentence], rounds: usize, writer: &mut Writer) {
    let examples: Vec<Example> = raw_documents(sentences).into_iter().map(example).collect();
    let mut perceptron = Perceptron::default();
    let mut random = Random::new(3);
    let mut features = Vec::new();
    for _ in 0..rounds {
        for index in random.order(examples.len()) {
            let Example { text, tokens, words, ends } = &examples[index];
            let mut context = Context::default();
            for at in 0..tokens.len().saturating_sub(1) {
                context.advance(tokens[at].text(text));
                let right = usize::from(ends.contains(&tokens[at].end));
                if is_candidate(text, tokens, at) {
                    features.clear();
                    extract(text, tokens, words, at, context, &mut features);
                    let mut scores = [0.0; 2];
                    perceptron.score(&features, &mut scores);
                    let chosen = usize::from(scores[1] > scores[0]);
                    perceptron.tick();
                    if chosen != right {
                        perceptron.update(&features, right, chosen);
                    }
                }
                if right == 1 {
                    context = Context::default();
                }
            }
        }
    }
    perceptron.write_sparse(LIMIT, writer);
}

fn example(document: RawDocument) -> Example {
    let mut tokens = Vec::new();
    tokenize(&document.text, 0, &mut tokens);
    let words = tokens.iter().map(|span| Lexical::of(span.text(&document.text))).collect();
    let ends = document.sentences.iter().map(|sentence| sentence.1 as u32).collect();
    Example { text: document.text, tokens, words, ends }
}
