//! Who says and does what is reported, where the parse has it wrong: "the group, which Ankara says is
//! linked to ...", "accused X of siding with Y".
//!
//! In comes a verb or clause; out come its subject, or the word of speech that it belongs to. A part
//! of the normaliser of [`arguments`](super::arguments).

use super::arguments::Arguments;
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};

impl Arguments<'_> {
    /// "a group which Ankara says is linked to ...": a clause without a subject, reported in a relative
    /// clause that has one, is said of the noun that the relative clause modifies.
    pub(super) fn is_reported_of_antecedent(&self, clause: TokenIndex, speech: TokenIndex) -> bool {
        let trees = self.trees;
        let arguments = [Label::OBJ, Label::NSUBJ];
        let relative =
            trees.children_with(speech, &arguments).any(|child| self.is_relative_or_that(child));
        trees.label(speech) == Label::ACL_RELCL
            && self.grammar.is_speech_verb(trees.lemma(speech))
            && trees.has_child(speech, &[Label::NSUBJ])
            && relative
            && speech < clause
            && !trees.is_marked_by(clause, "that")
    }

    /// Whether the token is a relative pronoun, also where "that" is tagged as a conjunction.
    fn is_relative_or_that(&self, token: TokenIndex) -> bool {
        matches!(self.trees.token(token).penn, PennTag::WDT | PennTag::WP | PennTag::IN)
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

    /// "accused X of siding with Y": the verb, where the parse hangs the deed from the accused.
    pub(super) fn accusing_verb(&self, deed: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        let accused = trees.head(deed)?;
        let said = trees.label(deed) == Label::ACL
            && trees.token(deed).penn == PennTag::VBG
            && trees.is_marked_by(deed, "of")
            && [Label::OBJ, Label::IOBJ].contains(&trees.label(accused));
        trees.head(accused).filter(|&verb| said && self.grammar.is_speech_verb(trees.lemma(verb)))
    }

    /// "an accusation by X that it had delivered arms": the noun of speech, where the parse takes what
    /// it claims for a relative clause of X. A clause that has a subject and an object lacks nothing
    /// that "that" could stand for.
    pub(super) fn claim_beside(&self, clause: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        let owner = trees.head(clause)?;
        let is_that = |child: TokenIndex| trees.lemma(child) == "that";
        let objects = trees.children_with(clause, &[Label::OBJ]);
        let mut whole = objects.filter(|&object| !is_that(object));
        let subject = trees.children_with(clause, &[Label::NSUBJ]).any(|child| !is_that(child));
        let claimed = trees.label(clause) == Label::ACL_RELCL
            && trees.children(clause).any(is_that)
            && subject
            && whole.next().is_some()
            && trees.label(owner) == Label::NMOD
            && trees.is_marked_by(owner, "by");
        trees.head(owner).filter(|&noun| claimed && self.grammar.is_speech_noun(trees.lemma(noun)))
    }

    /// "Le Pen, the candidate, accused Macron": of two objects of a finite verb without a subject, the
    /// one before it is its subject.
    pub(super) fn fronted_subject(&self, verb: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        let bare = !trees.has_child(verb, &[Label::NSUBJ, Label::NSUBJ_PASS, Label::AUX_PASS])
            && !trees.is_marked_by(verb, "to")
            && trees.children_with(verb, &[Label::OBJ, Label::CCOMP]).any(|other| other > verb);
        trees
            .children_with(verb, &[Label::OBJ])
            .find(|&object| bare && object < verb && !self.is_relative_or_that(object))
    }
}
