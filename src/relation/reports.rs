//! Subjects of what a relative clause reports: "the group, which Ankara says is linked to ...".
//!
//! In comes a verb; out comes the token of its subject, where a verb of speech stands between the
//! two. A part of the normaliser of [`arguments`](super::arguments).

use super::arguments::Arguments;
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};

impl Arguments<'_> {
    /// "a group which Ankara says is linked to ...": a clause without a subject, reported in a relative
    /// clause that has one, is said of the noun that the relative clause modifies.
    pub(super) fn is_reported_of_antecedent(&self, clause: TokenIndex, speech: TokenIndex) -> bool {
        let trees = self.trees;
        let relative = trees.children_with(speech, &[Label::OBJ, Label::NSUBJ]).any(|child| {
            matches!(trees.token(child).penn, PennTag::WDT | PennTag::WP | PennTag::IN)
        });
        trees.label(speech) == Label::ACL_RELCL
            && self.grammar.is_speech_verb(trees.lemma(speech))
            && trees.has_child(speech, &[Label::NSUBJ])
            && relative
            && speech < clause
            && !trees.is_marked_by(clause, "that")
    }

    /// The same, where the parse gives the subject of the verb of speech to the reported one: "Iran,
    /// which Kyiv say has supplied": the relative pronoun is who supplied.
    pub(super) fn relative_across_report(&self, verb: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        let speech = self.speech_within(verb)?;
        trees
            .children_with(verb, &[Label::OBJ, Label::NSUBJ])
            .filter(|&child| child < speech)
            .find(|&child| matches!(trees.token(child).penn, PennTag::WDT | PennTag::WP))
    }

    /// Who says it then: the subject that stands before the verb of speech.
    pub(super) fn crossed_subject(&self, speech: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        let mut clauses = trees.children_with(speech, &[Label::CCOMP]);
        let Some(clause) = clauses.find(|&clause| self.speech_within(clause) == Some(speech))
        else {
            return Vec::new();
        };
        let own = trees.children_with(clause, &[Label::NSUBJ]).filter(|&subject| {
            subject < speech && trees.token(subject).tag != UniversalTag::Pronoun
        });
        self.expand_all(own, speech)
    }

    /// The verb of speech, without a subject, that stands between a reported verb and what the parse
    /// takes for its subject.
    fn speech_within(&self, verb: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        let subjects = [Label::NSUBJ, Label::NSUBJ_PASS];
        trees.head(verb).filter(|&speech| {
            trees.label(verb) == Label::CCOMP
                && trees.label(speech) == Label::ACL_RELCL
                && speech < verb
                && self.grammar.is_speech_verb(trees.lemma(speech))
                && !trees.has_child(speech, &subjects)
                && trees.children_with(verb, &subjects).any(|subject| subject < speech)
        })
    }
}
