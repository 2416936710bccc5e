//! Measures the engine on treebanks, after the CoNLL 2018 shared task: words are aligned by their
//! place in the text, and a word counts when its span, its value and, for dependencies, its
//! head's span agree.

pub mod raw;

use crate::language::conllu::{TreebankSentence, Word};
use crate::language::{Document, Engine, TokenIndex};
use crate::span::ByteSpan;
use raw::raw_documents;
use std::collections::{BTreeMap, BTreeSet};

/// Agreement of two sets: how many are in gold, in the system's output, and in both.
#[derive(Clone, Copy, Debug, Default)]
pub struct Agreement {
    /// How many gold has.
    pub gold: usize,
    /// How many the engine has.
    pub system: usize,
    /// How many are right.
    pub correct: usize,
}

impl Agreement {
    /// The harmonic mean of precision and recall, in per cent.
    pub fn f1(self) -> f64 {
        200.0 * self.correct as f64 / (self.gold + self.system).max(1) as f64
    }

    fn count(&mut self, correct: bool) {
        self.correct += usize::from(correct);
    }
}

/// The figures of one treebank in one setting.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Words as spans.
    pub words: Agreement,
    /// Sentences as spans.
    pub sentences: Agreement,
    /// Universal tags.
    pub universal: Agreement,
    /// Penn tags.
    pub penn: Agreement,
    /// Lemmas.
    pub lemmas: Agreement,
    /// Heads.
    pub heads: Agreement,
    /// Heads with labels, without subtypes, as the shared task counts.
    pub labelled: Agreement,
    /// Heads with whole labels.
    pub labelled_fully: Agreement,
}

/// Measures with gold tokens and sentences.
pub fn on_gold_tokens(engine: &Engine, sentences: &[TreebankSentence]) -> Figures {
    let mut figures = Figures::default();
    for sentence in sentences {
        let text: String = sentence.words.iter().flat_map(|word| [&word.form, " "]).collect();
        let mut document = Document::default();
        let mut at = 0;
        let spans = sentence.words.iter().map(|word| {
            let span = ByteSpan::new(at, at + word.form.len() as u32);
            at = span.end + 1;
            span
        });
        let spans: Vec<ByteSpan> = spans.collect();
        engine.analyse_tokens(&text, &spans, &mut document);
        let gold: Vec<(ByteSpan, &Word)> = spans.iter().copied().zip(&sentence.words).collect();
        let heads = sentence.words.iter().map(|word| gold_head(word, &spans));
        compare(&document, &gold, &heads.collect::<Vec<_>>(), &mut figures);
    }
    figures
}

/// Measures from raw text.
pub fn on_raw_text(engine: &Engine, sentences: &[TreebankSentence]) -> Figures {
    let mut figures = Figures::default();
    for raw in raw_documents(sentences) {
        let document = engine.analyse(&raw.text);
        let found: BTreeSet<(u32, u32)> = document
            .sentences
            .iter()
            .map(|sentence| (sentence.span.start, sentence.span.end))
            .collect();
        figures.sentences.gold += raw.sentences.len();
        figures.sentences.system += document.sentences.len();
        let mut gold = Vec::new();
        let mut heads = Vec::new();
        for (number, &(start, end)) in raw.sentences.iter().enumerate() {
            figures.sentences.count(found.contains(&(start as u32, end as u32)));
            let words = &sentences[raw.first + number].words;
            let place = |word: &Word| {
                ByteSpan::new((start + word.span.0) as u32, (start + word.span.1) as u32)
            };
            let spans: Vec<ByteSpan> = words.iter().map(place).collect();
            heads.extend(words.iter().map(|word| gold_head(word, &spans)));
            gold.extend(spans.into_iter().zip(words));
        }
        compare(&document, &gold, &heads, &mut figures);
    }
    figures
}

fn gold_head(word: &Word, spans: &[ByteSpan]) -> Option<ByteSpan> {
    word.head.checked_sub(1).and_then(|head| spans.get(head).copied())
}

fn compare(
    document: &Document,
    gold: &[(ByteSpan, &Word)],
    heads: &[Option<ByteSpan>],
    figures: &mut Figures,
) {
    let found: BTreeMap<(u32, u32), usize> = document
        .tokens
        .iter()
        .enumerate()
        .map(|(at, token)| ((token.span.start, token.span.end), at))
        .collect();
    let Figures {
        words, universal, penn, lemmas, heads: unlabelled, labelled, labelled_fully, ..
    } = figures;
    for agreement in [
        &mut *words,
        &mut *universal,
        &mut *penn,
        &mut *lemmas,
        &mut *unlabelled,
        &mut *labelled,
        &mut *labelled_fully,
    ] {
        agreement.gold += gold.len();
        agreement.system += document.tokens.len();
    }
    for ((span, word), head) in gold.iter().zip(heads) {
        let Some(&at) = found.get(&(span.start, span.end)) else { continue };
        let index = TokenIndex(at as u32);
        let token = document.token(index);
        words.count(true);
        universal.count(token.tag.as_str() == word.upos);
        penn.count(token.penn.as_str() == word.xpos);
        lemmas.count(word.lemma == "_" || document.lemma(index) == word.lemma);
        let same_head = token.head.map(|head| document.token(head).span) == *head;
        unlabelled.count(same_head);
        let main = |label: &str| label.split(':').next().unwrap_or_default().to_owned();
        labelled.count(same_head && main(token.label.as_str()) == main(&word.label));
        labelled_fully.count(same_head && token.label.as_str() == word.label);
    }
}
