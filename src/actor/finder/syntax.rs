//! Questions about the dependency tree of a document that finding actors asks again and again.

use crate::language::{
    DependencyLabel, Document, SentenceIndex, Token, TokenIndex, TokenRange, UniversalTag,
};

/// A document with the children of every token at hand.
pub(super) struct Syntax<'a> {
    pub(super) document: &'a Document,
    pub(super) text: &'a str,
    /// Where the children of each token begin in `children`; one more than there are tokens.
    starts: Vec<u32>,
    children: Vec<TokenIndex>,
}

impl<'a> Syntax<'a> {
    pub(super) fn new(document: &'a Document, text: &'a str) -> Self {
        let count = document.tokens.len();
        let mut starts = vec![0u32; count + 2];
        let head = |token: &Token| token.head.map(TokenIndex::index).filter(|&head| head < count);
        for head in document.tokens.iter().filter_map(head) {
            starts[head + 2] += 1;
        }
        for index in 2..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut children = vec![TokenIndex(0); *starts.last().unwrap_or(&0) as usize];
        for (index, token) in document.tokens.iter().enumerate() {
            if let Some(head) = head(token) {
                children[starts[head + 1] as usize] = TokenIndex(index as u32);
                starts[head + 1] += 1;
            }
        }
        Self { document, text, starts, children }
    }

    pub(super) fn token(&self, index: TokenIndex) -> Token {
        self.document.token(index)
    }

    pub(super) fn form(&self, index: TokenIndex) -> &'a str {
        self.document.form(self.text, index)
    }

    pub(super) fn lemma(&self, index: TokenIndex) -> &str {
        self.document.lemma(index)
    }

    pub(super) fn tag(&self, index: TokenIndex) -> UniversalTag {
        self.token(index).tag
    }

    pub(super) fn label(&self, index: TokenIndex) -> DependencyLabel {
        self.token(index).label
    }

    pub(super) fn head(&self, index: TokenIndex) -> Option<TokenIndex> {
        self.token(index).head
    }

    /// Whether the form is one of `words`, whatever its case.
    pub(super) fn is(&self, index: TokenIndex, words: &[&str]) -> bool {
        let form = self.form(index);
        words.iter().any(|word| word.eq_ignore_ascii_case(form))
    }

    /// The tokens that depend on `index`, in reading order.
    pub(super) fn children(&self, index: TokenIndex) -> &[TokenIndex] {
        let bounds = self.starts.get(index.index()).zip(self.starts.get(index.index() + 1));
        bounds
            .and_then(|(&start, &end)| self.children.get(start as usize..end as usize))
            .unwrap_or_default()
    }

    /// The child with one of `labels`.
    pub(super) fn child(
        &self,
        index: TokenIndex,
        labels: &[DependencyLabel],
    ) -> Option<TokenIndex> {
        self.children(index).iter().copied().find(|&child| labels.contains(&self.label(child)))
    }

    /// The sentence that holds `index`, as a range of tokens.
    pub(super) fn sentence_tokens(&self, index: TokenIndex) -> TokenRange {
        self.document
            .sentence_of(index)
            .and_then(|sentence| self.document.sentences.get(sentence.index()))
            .map(|sentence| sentence.tokens)
            .unwrap_or_default()
    }

    pub(super) fn sentence(&self, index: TokenIndex) -> SentenceIndex {
        self.document.sentence_of(index).unwrap_or_default()
    }

    /// The token before `index` in the same sentence.
    pub(super) fn before(&self, index: TokenIndex) -> Option<TokenIndex> {
        let before = TokenIndex(index.0.checked_sub(1)?);
        self.sentence_tokens(index).contains(before).then_some(before)
    }

    /// The token after `index` in the same sentence.
    pub(super) fn after(&self, index: TokenIndex) -> Option<TokenIndex> {
        let after = TokenIndex(index.0 + 1);
        self.sentence_tokens(index).contains(after).then_some(after)
    }

    /// The token of `range` whose head lies outside it: what carries the syntax of the whole. Where
    /// the tree leaves several, the one that is closest to the root; of these the last.
    pub(super) fn head_of(&self, range: TokenRange) -> TokenIndex {
        range
            .iter()
            .filter(|&token| self.head(token).is_none_or(|head| !range.contains(head)))
            .filter(|&token| self.tag(token) != UniversalTag::Punctuation)
            .min_by_key(|&token| (self.depth(token), std::cmp::Reverse(token)))
            .unwrap_or(range.start)
    }

    /// How many arcs lie between the token and the root.
    fn depth(&self, token: TokenIndex) -> usize {
        let limit = self.document.tokens.len();
        std::iter::successors(self.head(token), |&head| self.head(head))
            .take(limit.min(256))
            .count()
    }

    /// The lower-case preposition of a nominal, if it has one.
    pub(super) fn preposition(&self, head: TokenIndex) -> Option<&str> {
        self.child(head, &[DependencyLabel::CASE])
            .filter(|&case| self.tag(case) == UniversalTag::Adposition)
            .map(|case| self.lemma(case))
    }

    /// The clause that `token` belongs to: the nearest verb, or predicate with a subject, above it.
    pub(super) fn clause(&self, token: TokenIndex) -> Option<TokenIndex> {
        std::iter::successors(self.head(token), |&head| self.head(head))
            .take(64)
            .find(|&head| self.tag(head) == UniversalTag::Verb || self.subject(head).is_some())
    }

    /// The subject of a predicate.
    pub(super) fn subject(&self, predicate: TokenIndex) -> Option<TokenIndex> {
        self.child(predicate, SUBJECTS)
    }
}

/// Labels of nominal subjects.
pub(super) const SUBJECTS: &[DependencyLabel] =
    &[DependencyLabel::NSUBJ, DependencyLabel::NSUBJ_PASS, DependencyLabel::NSUBJ_OUTER];
