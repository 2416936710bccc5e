//! Measures the engine on treebanks, after the CoNLL 2018 shared task: words are aligned by their
//! place in the text, and a word counts when its span, its value and, for dependencies, its
//! head's span agree.

pub mod raw;

use crate::language::conllu::{TreebankSentence, Word};
use crate::language::{Document, Engine, TokenIndex};
use crate::span::ByteSpan;
use crate::training::names::NamedSentence;
use crate::training::network::spans;
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

    /// How much of the engine's output is right, in per cent.
    pub fn precision(self) -> f64 {
        100.0 * self.correct as f64 / self.system.max(1) as f64
    }

    /// How much of gold is found, in per cent.
    pub fn recall(self) -> f64 {
        100.0 * self.correct as f64 / self.gold.max(1) as f64
    }

    /// Counts one item that both have, right or wrong.
    pub(crate) fn judge(&mut self, correct: bool) {
        self.gold += 1;
        self.system += 1;
        self.count(correct);
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

/// Arcs with their labels, by label.
pub type LabelFigures = BTreeMap<String, Agreement>;

/// Measures with gold tokens and sentences; also by label.
pub fn on_gold_tokens(
    engine: &Engine,
    sentences: &[TreebankSentence],
    labels: &mut LabelFigures,
) -> Figures {
    let mut figures = Figures::default();
    for sentence in sentences {
        let forms = sentence.words.iter().map(|word| word.form.as_str());
        let (document, spans) = analyse_forms(engine, forms);
        count_labels(sentence, &document, labels);
        let gold: Vec<(ByteSpan, &Word)> = spans.iter().copied().zip(&sentence.words).collect();
        let heads = sentence.words.iter().map(|word| gold_head(word, &spans));
        compare(&document, &gold, &heads.collect::<Vec<_>>(), &mut figures);
    }
    figures
}

/// Analyses a sentence of which the words are given; gives their spans too.
fn analyse_forms<'form>(
    engine: &Engine,
    forms: impl Iterator<Item = &'form str>,
) -> (Document, Vec<ByteSpan>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for form in forms {
        let start = text.len() as u32;
        text.push_str(form);
        spans.push(ByteSpan::new(start, text.len() as u32));
        text.push(' ');
    }
    let mut document = Document::default();
    engine.analyse_tokens(&text, &spans, &mut document);
    (document, spans)
}

fn count_labels(sentence: &TreebankSentence, document: &Document, labels: &mut LabelFigures) {
    for (word, token) in sentence.words.iter().zip(&document.tokens) {
        let head = token.head.map_or(0, |head| head.index() + 1);
        labels.entry(word.label.clone()).or_default().gold += 1;
        let found = labels.entry(token.label.as_str().to_owned()).or_default();
        found.system += 1;
        found.count(head == word.head && token.label.as_str() == word.label);
    }
}

/// Measures names on sentences whose words are given.
pub fn names(engine: &Engine, sentences: &[NamedSentence]) -> Agreement {
    let mut agreement = Agreement::default();
    for sentence in sentences {
        let (document, _) = analyse_forms(engine, sentence.forms.iter().map(String::as_str));
        let gold = spans(&sentence.tags);
        let found = document
            .names
            .iter()
            .map(|name| (name.tokens.start.index(), name.tokens.end.index(), name.kind as usize));
        let found: BTreeSet<_> = found.collect();
        agreement.gold += gold.len();
        agreement.system += found.len();
        agreement.correct += gold.intersection(&found).count();
    }
    agreement
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
