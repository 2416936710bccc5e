//! The analysed article: sentences of tokens with tags, lemmas and a dependency tree.
//!
//! A [`Document`] owns no copy of the text: tokens are spans into it, and lemmas stand in one
//! shared buffer. It is filled by the [`Engine`](super::Engine) and only read afterwards.

use super::tags::{DependencyLabel, PennTag, UniversalTag};
use crate::span::ByteSpan;
use std::ops::Range;

/// The position of a token in its document, counted from 0 over all sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenIndex(pub u32);

impl TokenIndex {
    /// The position as a plain index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The position of a sentence in its document, counted from 0.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
pub struct SentenceIndex(pub u32);

impl SentenceIndex {
    /// The position as a plain index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A half-open range of tokens of one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// The first token.
    pub start: TokenIndex,
    /// One past the last token.
    pub end: TokenIndex,
}

impl TokenRange {
    /// The range from `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start: TokenIndex(start), end: TokenIndex(end) }
    }

    /// How many tokens the range holds.
    pub const fn len(self) -> usize {
        self.end.0.saturating_sub(self.start.0) as usize
    }

    /// Whether the range holds no token.
    pub const fn is_empty(self) -> bool {
        self.end.0 <= self.start.0
    }

    /// Whether `token` lies in the range.
    pub const fn contains(self, token: TokenIndex) -> bool {
        self.start.0 <= token.0 && token.0 < self.end.0
    }

    /// Whether the two ranges share a token.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start.0 < other.end.0 && other.start.0 < self.end.0
    }

    /// The tokens in reading order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = TokenIndex> + ExactSizeIterator + Clone {
        (self.start.0..self.end.0.max(self.start.0)).map(TokenIndex)
    }

    /// The range as plain indices.
    pub const fn indices(self) -> Range<usize> {
        self.start.index()..self.end.index()
    }
}

/// A word of a sentence: a syntactic word in the sense of Universal Dependencies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the article's text.
    pub span: ByteSpan,
    /// Where its lemma stands in the document's lemma buffer: see [`Document::lemma`].
    pub lemma: ByteSpan,
    /// Universal part-of-speech tag.
    pub tag: UniversalTag,
    /// Penn Treebank tag.
    pub penn: PennTag,
    /// Label of the dependency to the head.
    pub label: DependencyLabel,
    /// The head; `None` for the root of the sentence.
    pub head: Option<TokenIndex>,
}

/// A sentence: a span of text, the tokens in it, and the paragraph it stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the article's text, without the white space around it.
    pub span: ByteSpan,
    /// Its tokens; never empty.
    pub tokens: TokenRange,
    /// The paragraph it stands in, counted from 0.
    pub paragraph: u32,
}

/// What kind of thing a name is, as the name tagger sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Location,
}

impl NameKind {
    /// The label as NER data sets write it: `PER`, `ORG` or `LOC`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Location => "LOC",
        }
    }
}

/// A name found by the name tagger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, all of one sentence.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: NameKind,
}

/// An article's text analysed. Indices into it are only made by the engine, so accessors that
/// take one return a neutral value instead of panicking when it is out of range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// All tokens in reading order.
    pub tokens: Vec<Token>,
    /// All sentences in reading order; every token is in exactly one of them.
    pub sentences: Vec<Sentence>,
    /// Names in reading order, not overlapping.
    pub names: Vec<Name>,
    /// The buffer that holds the lemmas.
    pub lemmas: String,
}

impl Document {
    /// The token at `index`; an empty token where there is none.
    pub fn token(&self, index: TokenIndex) -> Token {
        self.tokens.get(index.index()).copied().unwrap_or_default()
    }

    /// The lemma of the token at `index`: lower case but for proper nouns.
    pub fn lemma(&self, index: TokenIndex) -> &str {
        self.token(index).lemma.text(&self.lemmas)
    }

    /// The surface form of the token at `index`, in the text that was analysed.
    pub fn form<'text>(&self, text: &'text str, index: TokenIndex) -> &'text str {
        self.token(index).span.text(text)
    }

    /// The span of text from the first to the last token of `range`.
    pub fn span(&self, range: TokenRange) -> ByteSpan {
        if range.is_empty() {
            return ByteSpan::default();
        }
        let last = TokenIndex(range.end.0 - 1);
        self.token(range.start).span.cover(self.token(last).span)
    }

    /// The sentence that holds the token at `index`.
    pub fn sentence_of(&self, index: TokenIndex) -> Option<SentenceIndex> {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.start <= index);
        let found = after.checked_sub(1)?;
        self.sentences[found].tokens.contains(index).then_some(SentenceIndex(found as u32))
    }
}
