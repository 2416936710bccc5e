//! The engine: the model's parts put in a row.

use super::document::{Document, Name, NameKind, Sentence, Token, TokenIndex, TokenRange};
use super::model::{Model, ModelError};
use super::network::word_form::WordForm;
use super::network::{Analysis, NameTag, Workspace};
use super::paragraphs::paragraphs;
use super::sentences::{self, LONGEST_SENTENCE, SentenceSplitter};
use super::tags::{DependencyLabel, PennTag};
use super::tokenizer::tokenize;
use crate::span::ByteSpan;
use std::ops::Range;

/// The trained model that is part of the program.
static EMBEDDED: &[u8] = include_bytes!("../../models/english.model");

/// The engine: built once, immutable, shared between threads.
#[derive(Debug)]
pub struct Engine {
    splitter: SentenceSplitter,
    model: Model,
}

impl Engine {
    /// The engine with the model that is compiled in.
    pub fn embedded() -> Result<Self, ModelError> {
        Self::from_bytes(EMBEDDED)
    }

    /// The engine with the model in `bytes`, as the trainer wrote it, and the sentence splitter that
    /// is compiled in.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self { splitter: SentenceSplitter::embedded()?, model: Model::read(bytes)? })
    }

    /// Analyses a text. Of a text of 4 GiB or more only the first 4 GiB are analysed.
    pub fn analyse(&self, text: &str) -> Document {
        let mut document = Document::default();
        self.analyse_into(text, &mut document);
        document
    }

    /// Like [`Self::analyse`], with the memory of a document that is no longer needed.
    pub fn analyse_into(&self, text: &str, document: &mut Document) {
        document.tokens.clear();
        document.sentences.clear();
        document.names.clear();
        document.lemmas.clear();
        let text = &text[..text.floor_char_boundary(u32::MAX as usize - 1)];
        let mut run = Run::new(self, text, document);
        for (offset, paragraph) in paragraphs(text) {
            run.paragraph(offset, paragraph);
        }
        run.flush();
    }

    /// Tags, lemmatises and parses one sentence whose tokens are given.
    pub fn analyse_tokens(&self, text: &str, tokens: &[ByteSpan], document: &mut Document) {
        let mut run = Run::new(self, text, document);
        run.sentence(tokens);
        run.flush();
    }

    /// The tokens of a text, without sentences.
    pub fn tokens(text: &str, tokens: &mut Vec<ByteSpan>) {
        tokens.clear();
        for (offset, paragraph) in paragraphs(text) {
            tokenize(paragraph, offset, tokens);
        }
    }
}

/// One text being analysed.
struct Run<'run> {
    engine: &'run Engine,
    text: &'run str,
    document: &'run mut Document,
    paragraph: u32,
    splitting: Splitting,
    batch: Batch,
}

/// The buffers for the tokens and sentence ends of a paragraph.
#[derive(Default)]
struct Splitting {
    spans: Vec<ByteSpan>,
    ends: Vec<usize>,
    workspace: sentences::Workspace,
}

/// Sentences that wait for the network, which is faster on many words at once.
#[derive(Default)]
struct Batch {
    spans: Vec<ByteSpan>,
    words: Vec<WordForm>,
    sentences: Vec<Range<usize>>,
    paragraphs: Vec<u32>,
    workspace: Workspace,
    analysis: Analysis,
}

/// A batch with as many words goes to the network.
const BATCH: usize = 256;

impl<'run> Run<'run> {
    fn new(engine: &'run Engine, text: &'run str, document: &'run mut Document) -> Self {
        let (splitting, batch) = (Splitting::default(), Batch::default());
        Self { engine, text, document, paragraph: 0, splitting, batch }
    }

    /// Analyses one paragraph.
    fn paragraph(&mut self, offset: u32, paragraph: &str) {
        let Splitting { mut spans, mut ends, mut workspace } = std::mem::take(&mut self.splitting);
        spans.clear();
        ends.clear();
        tokenize(paragraph, offset, &mut spans);
        self.engine.splitter.split(self.text, &spans, &mut workspace, &mut ends);
        let mut start = 0;
        for &end in &ends {
            self.sentence(&spans[start..end]);
            start = end;
        }
        self.paragraph += u32::from(!spans.is_empty());
        self.splitting = Splitting { spans, ends, workspace };
    }

    /// Takes in one sentence, cut where it is longer than any sentence may be.
    fn sentence(&mut self, spans: &[ByteSpan]) {
        for spans in spans.chunks(LONGEST_SENTENCE as usize) {
            let batch = &mut self.batch;
            let start = batch.spans.len();
            batch.spans.extend_from_slice(spans);
            batch.words.extend(spans.iter().map(|span| WordForm::of(span.text(self.text))));
            batch.sentences.push(start..batch.spans.len());
            batch.paragraphs.push(self.paragraph);
            if batch.spans.len() >= BATCH {
                self.flush();
            }
        }
    }

    /// Analyses the sentences taken in so far.
    fn flush(&mut self) {
        let mut batch = std::mem::take(&mut self.batch);
        let Batch { spans, words, sentences, paragraphs, workspace, analysis } = &mut batch;
        if !words.is_empty() {
            self.engine.model.network.analyse(words, sentences, workspace, analysis);
            for (sentence, &paragraph) in sentences.iter().zip(paragraphs.iter()) {
                self.append(spans, sentence, paragraph, analysis);
            }
        }
        spans.clear();
        words.clear();
        sentences.clear();
        paragraphs.clear();
        self.batch = batch;
    }

    /// Appends an analysed sentence to the document.
    fn append(
        &mut self,
        spans: &[ByteSpan],
        sentence: &Range<usize>,
        paragraph: u32,
        analysis: &Analysis,
    ) {
        let document = &mut *self.document;
        let start = document.tokens.len() as u32;
        let mut cover: Option<ByteSpan> = None;
        for at in sentence.clone() {
            let span = spans[at];
            cover = Some(cover.map_or(span, |cover| cover.cover(span)));
            let (penn, tag) = analysis.tags[at];
            let from = document.lemmas.len() as u32;
            let lemmatizer = &self.engine.model.lemmatizer;
            lemmatizer.lemmatize(span.text(self.text), penn, &mut document.lemmas);
            let lemma = ByteSpan::new(from, document.lemmas.len() as u32);
            let head = analysis.heads[at];
            let head = (head < sentence.len()).then(|| TokenIndex(start + head as u32));
            let label = analysis.labels[at];
            document.tokens.push(Token { span, lemma, tag, penn, label, head });
        }
        let first_name = document.names.len();
        append_names(&analysis.names[sentence.clone()], start, &mut document.names);
        widen_names(&document.tokens, start, &mut document.names[first_name..]);
        document.sentences.push(Sentence {
            span: cover.unwrap_or_default(),
            tokens: TokenRange::new(start, document.tokens.len() as u32),
            paragraph,
        });
    }
}

/// Appends the names of a sentence that starts at `start`.
fn append_names(tags: &[NameTag], start: u32, names: &mut Vec<Name>) {
    let mut open: Option<Name> = None;
    for (at, tag) in (start..).zip(tags) {
        match (tag, &mut open) {
            (NameTag::Inside(_), Some(name)) => name.tokens.end = TokenIndex(at + 1),
            (&(NameTag::Begin(kind) | NameTag::Inside(kind)), _) => {
                names.extend(open.replace(Name { tokens: TokenRange::new(at, at + 1), kind }));
            }
            (NameTag::Outside, _) => names.extend(open.take()),
        }
    }
    names.extend(open);
}

/// Takes the proper adjective before a name into it: treebanks tag the "United" of "United
/// Nations" as an adjective, so that the network is in doubt whether it is part of the name.
fn widen_names(tokens: &[Token], sentence_start: u32, names: &mut [Name]) {
    let mut free = sentence_start;
    for name in names {
        while let Some(before) = name.tokens.start.0.checked_sub(1).filter(|&at| at >= free) {
            let token = tokens.get(before as usize).copied().unwrap_or_default();
            let belongs = token.label == DependencyLabel::AMOD
                && token.penn == PennTag::NNP
                && token.head.is_some_and(|head| name.tokens.contains(head));
            if !belongs || name.kind == NameKind::Person {
                break;
            }
            name.tokens.start = TokenIndex(before);
        }
        free = name.tokens.end.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_read_the_same_alone_and_among_others() {
        let engine = Engine::embedded().expect("the embedded model is sound");
        let sentence = "Russia's foreign minister met rebels backed by Turkey in Geneva on Friday.";
        let alone = engine.analyse(sentence);
        let many = engine.analyse(&format!("{sentence}\n").repeat(40));
        assert_eq!(many.sentences.len(), 40 * alone.sentences.len());
        for (at, token) in many.tokens.iter().enumerate() {
            let (number, position) = (at / alone.tokens.len(), at % alone.tokens.len());
            let start = (number * alone.tokens.len()) as u32;
            let expected = alone.tokens[position];
            assert_eq!(token.head.map(|head| head.0 - start), expected.head.map(|head| head.0));
            assert_eq!((token.label, token.penn), (expected.label, expected.penn));
        }
        assert_eq!(many.names.len(), 40 * alone.names.len());
    }

    #[test]
    fn names_of_news_are_found_with_their_kinds() {
        let engine = Engine::embedded().expect("the embedded model is sound");
        let text = "Angela Merkel met officials of the United Nations in Berlin.";
        let document = engine.analyse(text);
        let names: Vec<_> = document
            .names
            .iter()
            .map(|name| (document.span(name.tokens).text(text), name.kind))
            .collect();
        assert_eq!(
            names,
            [
                ("Angela Merkel", NameKind::Person),
                ("United Nations", NameKind::Organisation),
                ("Berlin", NameKind::Location),
            ]
        );
    }
}
