//! What stands with a single predicate: auxiliaries, negations, adverbs, and what governs it.
//!
//! In comes a token; out comes how the words that depend on it change how surely it holds, or what it
//! says itself of a predicate below it ("refuse", "rule out", "was able").

use super::Factuality;
use super::arguments::Arguments;
use super::grammar::Auxiliary;
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex};

/// What stands with a predicate itself: its auxiliaries, adverbs and determiners.
#[derive(Clone, Copy, Default)]
pub(super) struct Local {
    modal: Option<Factuality>,
    modifier: Option<Factuality>,
    negated: bool,
    uncertain: bool,
}

impl Local {
    pub(super) const fn is_negated(self) -> bool {
        self.negated
    }

    pub(super) fn apply(self, value: Factuality) -> Factuality {
        let value = self.modal.map_or(value, |modal| value.governed_by(modal));
        let value = self.modifier.map_or(value, |modifier| value.governed_by(modifier));
        match (self.negated, self.uncertain) {
            (true, true) => Factuality::Possible,
            (true, false) => value.negate(),
            (false, _) => value,
        }
    }
}

impl Arguments<'_> {
    /// What a word says of the predicate that it governs; with its particle, if it has one.
    pub(super) fn governor_at(&self, head: TokenIndex) -> Option<Factuality> {
        let trees = self.trees;
        let lemma = trees.lemma(head);
        let labels = [Label::COMPOUND_PRT, Label::ADVMOD, Label::XCOMP];
        let phrase = trees
            .children_with(head, &labels)
            .find_map(|child| self.grammar.phrase_governor(lemma, trees.lemma(child)));
        // "stopped short of attacking": the clause may hang from the particle.
        let as_particle = || {
            let verb = trees.head(head).filter(|_| labels.contains(&trees.label(head)))?;
            self.grammar.phrase_governor(trees.lemma(verb), lemma)
        };
        if let Some(value) = phrase.or_else(as_particle) {
            return Some(value);
        }
        // "was able to" says that it was done; "is able to" does not.
        if self.is_yet_to_come(head) {
            return Some(Factuality::Negated);
        }
        if self.grammar.is_ability(lemma) && self.is_past(head) {
            return Some(Factuality::Asserted);
        }
        // "was accused of arming the rebels": nobody is named who says so.
        if self.grammar.is_hearsay(lemma) && self.is_passive(head) && self.agents(head).is_empty() {
            return Some(Factuality::Possible);
        }
        self.grammar.governor(lemma)
    }

    /// Whether the two words are a verb and a particle that decides.
    pub(super) fn is_particle_of(&self, word: TokenIndex, verb: TokenIndex) -> bool {
        let trees = self.trees;
        self.grammar.phrase_governor(trees.lemma(verb), trees.lemma(word)).is_some()
    }

    /// "has yet to recognise"
    fn is_yet_to_come(&self, verb: TokenIndex) -> bool {
        let trees = self.trees;
        trees.lemma(verb) == "have"
            && trees.has_child(verb, &[Label::XCOMP])
            && trees.children_with(verb, &[Label::ADVMOD]).any(|word| trees.lemma(word) == "yet")
    }

    fn is_past(&self, predicate: TokenIndex) -> bool {
        let trees = self.trees;
        trees
            .children_with(predicate, &[Label::COP, Label::AUX])
            .any(|word| matches!(trees.token(word).penn, PennTag::VBD | PennTag::VBN))
    }

    /// "none of them", "no state".
    fn is_nobody(&self, subject: TokenIndex) -> bool {
        let trees = self.trees;
        self.grammar.is_negative_pronoun(trees.lemma(subject))
            || trees
                .children_with(subject, &[Label::DET])
                .any(|word| self.grammar.is_negative_determiner(trees.lemma(word)))
    }

    pub(super) fn local(&self, predicate: TokenIndex) -> Local {
        let trees = self.trees;
        let mut local = Local::default();
        let mut infinitive = false;
        let mut be = false;
        for child in trees.children(predicate) {
            let lemma = trees.lemma(child);
            match trees.label(child) {
                Label::AUX | Label::AUX_PASS | Label::COP => {
                    be |= lemma == "be" && trees.label(child) != Label::AUX_PASS;
                    self.add_auxiliary(predicate, lemma, &mut local);
                    self.add_auxiliary(predicate, trees.form(child), &mut local);
                    if self.is_inverted(child, predicate) {
                        local.modal = Some(Factuality::Possible);
                    }
                }
                Label::ADVMOD | Label::AMOD | Label::DET | Label::CC_PRECONJ | Label::CC => {
                    self.add_modifier(child, lemma, &mut local);
                }
                Label::MARK => {
                    // "was due to visit", where the parse makes one conjunction of the two words.
                    let two = trees.children_with(child, &[Label::FIXED]).next().is_some();
                    infinitive |= lemma == "to" || two;
                }
                Label::NSUBJ | Label::NSUBJ_PASS => local.negated |= self.is_nobody(child),
                Label::OBJ | Label::OBL => {
                    local.negated |= self.grammar.is_negative_pronoun(lemma);
                }
                _ => {}
            }
        }
        // "is to visit", and the headline "Russia to host": an infinitive that nothing governs.
        let ungoverned =
            matches!(trees.label(predicate), Label::ROOT | Label::PARATAXIS | Label::CCOMP);
        let headline = trees.label(predicate) == Label::ACL
            && trees
                .head(predicate)
                .is_some_and(|noun| trees.label(noun) == Label::ROOT && self.is_named(noun));
        if infinitive && (be || ungoverned || headline) {
            local.modal.get_or_insert(Factuality::Planned);
        }
        local
    }

    fn add_auxiliary(&self, predicate: TokenIndex, word: &str, local: &mut Local) {
        let trees = self.trees;
        local.uncertain |= self.grammar.is_uncertain_when_negated(word);
        local.negated |= self.grammar.is_negation(word);
        match self.grammar.auxiliary(word) {
            Some(Auxiliary::Sets(value)) => local.modal = Some(value),
            Some(Auxiliary::Conditional) => {
                let perfect = trees
                    .children_with(predicate, &[Label::AUX])
                    .any(|aux| trees.lemma(aux) == "have");
                let condition = trees.children_with(predicate, &[Label::ADVCL]).any(|clause| {
                    trees.markers(clause).any(|mark| self.grammar.is_condition(trees.lemma(mark)))
                });
                let value =
                    if perfect || condition { Factuality::Possible } else { Factuality::Planned };
                local.modal = Some(value);
            }
            None => {}
        }
    }

    /// "should he arrive": a condition, by the order of its words.
    fn is_inverted(&self, auxiliary: TokenIndex, predicate: TokenIndex) -> bool {
        let trees = self.trees;
        trees.lemma(auxiliary) == "should"
            && trees
                .children_with(predicate, &[Label::NSUBJ, Label::NSUBJ_PASS])
                .any(|subject| subject > auxiliary)
    }

    fn add_modifier(&self, word: TokenIndex, lemma: &str, local: &mut Local) {
        let trees = self.trees;
        // "never before had X said it": now it has.
        let until_now =
            lemma == "never" && trees.lemma(TokenIndex(word.0 + 1)).eq_ignore_ascii_case("before");
        if until_now {
            return;
        }
        // "did not just criticise X": it did.
        if self.grammar.is_negation(lemma)
            && self.grammar.outdoes_negation(trees.lemma(TokenIndex(word.0 + 1)))
        {
            return;
        }
        if self.grammar.is_negation(lemma)
            || (trees.label(word) == Label::DET && self.grammar.is_negative_determiner(lemma))
        {
            local.negated = true;
        } else if lemma == "long" || lemma == "longer" {
            let no = trees
                .children(word)
                .any(|child| self.grammar.is_negative_determiner(trees.lemma(child)));
            if no {
                local.modifier = Some(Factuality::Ended);
            }
        } else if let Some(value) = self.grammar.modifier(lemma) {
            local.modifier = Some(value);
        }
    }
}
