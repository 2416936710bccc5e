//! The engine: the model's parts put in a row.

use super::document::{Document, Sentence, Token, TokenIndex, TokenRange};
use super::lexical::Lexical;
use super::model::{Model, ModelError};
use super::paragraphs::paragraphs;
use super::parser::Workspace;
use super::parser::state::State;
use super::sentences::{self, SentenceSplitter};
use super::tagger::TagPair;
use super::tokenizer::tokenize;
use crate::span::ByteSpan;

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
        let mut run =
            Run { engine: self, text, document, paragraph: 0, buffers: Buffers::default() };
        for (offset, paragraph) in paragraphs(text) {
            run.paragraph(offset, paragraph);
        }
    }

    /// Tags, lemmatises and parses one sentence whose tokens are given.
    pub fn analyse_tokens(&self, text: &str, tokens: &[ByteSpan], document: &mut Document) {
        let mut run =
            Run { engine: self, text, document, paragraph: 0, buffers: Buffers::default() };
        let mut words = Vec::new();
        words.extend(tokens.iter().map(|span| Lexical::of(span.text(text))));
        run.sentence(tokens, &words);
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
    buffers: Buffers,
}

#[derive(Default)]
struct Buffers {
    spans: Vec<ByteSpan>,
    words: Vec<Lexical>,
    ends: Vec<usize>,
    tags: Vec<TagPair>,
    splits: sentences::Workspace,
    parse: Workspace,
}

impl Run<'_> {
    /// Analyses one paragraph.
    fn paragraph(&mut self, offset: u32, paragraph: &str) {
        let mut spans = std::mem::take(&mut self.buffers.spans);
        let mut words = std::mem::take(&mut self.buffers.words);
        let mut ends = std::mem::take(&mut self.buffers.ends);
        spans.clear();
        words.clear();
        ends.clear();
        tokenize(paragraph, offset, &mut spans);
        words.extend(spans.iter().map(|span| Lexical::of(span.text(self.text))));
        self.engine.splitter.split(self.text, &spans, &mut self.buffers.splits, &mut ends);
        let mut start = 0;
        for &end in &ends {
            self.sentence(&spans[start..end], &words[start..end]);
            start = end;
        }
        self.paragraph += u32::from(!spans.is_empty());
        (self.buffers.spans, self.buffers.words, self.buffers.ends) = (spans, words, ends);
    }

    /// Tags, lemmatises and parses one sentence.
    fn sentence(&mut self, spans: &[ByteSpan], words: &[Lexical]) {
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
        let model = &self.engine.model;
        let Buffers { tags, parse, .. } = &mut self.buffers;
        model.tagger.tag(words, tags);
        model.parser.parse(words, tags, parse);
        let start = self.document.tokens.len() as u32;
        for (at, (&span, &(penn, tag))) in spans.iter().zip(tags.iter()).enumerate() {
            let from = self.document.lemmas.len() as u32;
            model.lemmatizer.lemmatize(span.text(self.text), penn, &mut self.document.lemmas);
            let lemma = ByteSpan::new(from, self.document.lemmas.len() as u32);
            let (head, label) = arc(&parse.state, at as u32, start);
            self.document.tokens.push(Token { span, lemma, tag, penn, label, head });
        }
        self.document.sentences.push(Sentence {
            span: first.cover(*last),
            tokens: TokenRange::new(start, self.document.tokens.len() as u32),
            paragraph: self.paragraph,
        });
    }
}

/// Head and label of the word at `at` in a finished parse of a sentence that starts at `start`.
fn arc(state: &State, at: u32, start: u32) -> (Option<TokenIndex>, super::DependencyLabel) {
    let node = state.node(at);
    let head = (node.head < state.len()).then_some(TokenIndex(start + node.head));
    (head, super::DependencyLabel::from_index(node.label as usize).unwrap_or_default())
}
