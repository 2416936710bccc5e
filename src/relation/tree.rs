//! The dependency trees of a document with their children at hand.
//!
//! A [`Document`] stores each token's head; finding arguments needs the way down as well. Built
//! once per document, read by everything that looks for relations.

use super::inflection::Inflections;
use crate::language::{DependencyLabel, Document, Token, TokenIndex, UniversalTag};
use crate::span::ByteSpan;

const NONE: u32 = u32::MAX;

/// A document's trees: children in reading order.
pub struct Trees<'article> {
    /// The analysed article.
    pub document: &'article Document,
    /// Its text.
    pub text: &'article str,
    first_child: Vec<u32>,
    next_sibling: Vec<u32>,
    /// Lemmas with capitals in lower case, and where each token's stands; empty where its own does.
    lowered: String,
    lowered_spans: Vec<ByteSpan>,
}

impl<'article> Trees<'article> {
    /// Works out the children of every token.
    pub fn new(
        document: &'article Document,
        text: &'article str,
        inflections: &Inflections,
    ) -> Self {
        let count = document.tokens.len();
        let mut first_child = vec![NONE; count];
        let mut next_sibling = vec![NONE; count];
        for (index, token) in document.tokens.iter().enumerate().rev() {
            if let Some(first) = token.head.and_then(|head| first_child.get_mut(head.index())) {
                next_sibling[index] = *first;
                *first = index as u32;
            }
        }
        let (lowered, lowered_spans) = lowered(document, text, inflections);
        Self { document, text, first_child, next_sibling, lowered, lowered_spans }
    }

    /// The token at `index`.
    pub fn token(&self, index: TokenIndex) -> Token {
        self.document.token(index)
    }

    /// The lemma of the token at `index`, in lower case, as the word lists have it.
    pub fn lemma(&self, index: TokenIndex) -> &str {
        match self.lowered_spans.get(index.index()) {
            Some(span) if !span.is_empty() => span.text(&self.lowered),
            _ => self.document.lemma(index),
        }
    }

    /// The surface form of the token at `index`.
    pub fn form(&self, index: TokenIndex) -> &'article str {
        self.document.form(self.text, index)
    }

    /// Whether the token is a hyphen, or a dash that stands for one.
    pub fn is_hyphen(&self, index: TokenIndex) -> bool {
        matches!(self.form(index), "-" | "‐" | "‑" | "–")
    }

    /// The dependency label of the token at `index`.
    pub fn label(&self, index: TokenIndex) -> DependencyLabel {
        self.token(index).label
    }

    /// The head of the token at `index`.
    pub fn head(&self, index: TokenIndex) -> Option<TokenIndex> {
        self.token(index).head
    }

    /// The children of the token at `index`, in reading order.
    pub fn children(&self, index: TokenIndex) -> impl Iterator<Item = TokenIndex> + '_ {
        let mut next = self.first_child.get(index.index()).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let current = (next != NONE).then_some(TokenIndex(next))?;
            next = self.next_sibling.get(current.index()).copied().unwrap_or(NONE);
            Some(current)
        })
    }

    /// The children with one of these labels.
    pub fn children_with<'labels>(
        &'labels self,
        index: TokenIndex,
        labels: &'labels [DependencyLabel],
    ) -> impl Iterator<Item = TokenIndex> + 'labels {
        self.children(index).filter(move |&child| labels.contains(&self.label(child)))
    }

    /// Whether a child has one of these labels.
    pub fn has_child(&self, index: TokenIndex, labels: &[DependencyLabel]) -> bool {
        self.children_with(index, labels).next().is_some()
    }

    /// The words that mark how the token at `index` depends on its head: prepositions,
    /// subordinating conjunctions and "to". The parse may hang one from the title before a name: "at
    /// Speaker Paul Ryan".
    pub fn markers(&self, index: TokenIndex) -> impl Iterator<Item = TokenIndex> + '_ {
        let own = self.children(index).filter(|&child| {
            [DependencyLabel::CASE, DependencyLabel::MARK].contains(&self.label(child))
        });
        let titles = self
            .children(index)
            .filter(move |&child| child < index && self.label(child) == DependencyLabel::NMOD_DESC);
        let of_titles = titles
            .flat_map(|title| self.children(title))
            .filter(|&child| self.label(child) == DependencyLabel::CASE);
        own.chain(of_titles)
    }

    /// Whether one of the token's markers is `word`.
    pub fn is_marked_by(&self, index: TokenIndex, word: &str) -> bool {
        self.markers(index).any(|marker| self.lemma(marker).eq_ignore_ascii_case(word))
    }

    /// Whether a semicolon parts a noun from what the parse joins to it: that begins a clause.
    fn is_parted(&self, first: TokenIndex, second: TokenIndex) -> bool {
        self.token(first).tag != UniversalTag::Verb
            && (first.0..second.0).any(|between| self.form(TokenIndex(between)) == ";")
    }

    /// The token and those that are coordinated with it, in reading order.
    pub fn with_conjuncts(&self, index: TokenIndex) -> Vec<TokenIndex> {
        let mut found = vec![index];
        let mut next = 0;
        while let Some(&current) = found.get(next) {
            let joined = self.children_with(current, &[DependencyLabel::CONJ]);
            found.extend(joined.filter(|&other| !self.is_parted(current, other)));
            next += 1;
        }
        found
    }

    /// The heads of the token, from its own head up to the root.
    pub fn ancestors(&self, index: TokenIndex) -> impl Iterator<Item = TokenIndex> + '_ {
        let mut current = index;
        let mut left = self.document.tokens.len();
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            current = self.head(current)?;
            Some(current)
        })
    }
}

/// The lemmas that have capitals (names, words of headlines) in lower case, and those of known
/// words that the lemmatiser missed.
fn lowered(document: &Document, text: &str, inflections: &Inflections) -> (String, Vec<ByteSpan>) {
    let mut buffer = String::new();
    let mut form = String::new();
    let mut spans = vec![ByteSpan::default(); document.tokens.len()];
    for (index, span) in spans.iter_mut().enumerate() {
        let token = TokenIndex(index as u32);
        let lemma = document.lemma(token);
        form.clear();
        form.extend(document.form(text, token).chars().flat_map(char::to_lowercase));
        if let Some(base) = inflections.base(&form, lemma, document.token(token).penn) {
            let start = buffer.len();
            buffer.push_str(base);
            *span = ByteSpan::new(start as u32, buffer.len() as u32);
        } else if lemma.contains(char::is_uppercase) {
            let start = buffer.len();
            buffer.extend(lemma.chars().flat_map(char::to_lowercase));
            *span = ByteSpan::new(start as u32, buffer.len() as u32);
        }
    }
    (buffer, spans)
}
