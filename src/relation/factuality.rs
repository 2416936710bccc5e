//! Factuality: whether a predicate is asserted, planned, possible, demanded, negated or ended.
//!
//! In comes the token of a predicate; out comes what the words around it, from itself up to the
//! root of its sentence, say of its truth. The words are data (`lexicon/factuality.toml`).

use super::Factuality;
use super::arguments::Arguments;
use super::grammar::Auxiliary;
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};

impl Factuality {
    /// What remains when it is negated.
    const fn negate(self) -> Self {
        match self {
            Self::Asserted | Self::Planned | Self::Demanded | Self::Possible => Self::Negated,
            Self::Negated | Self::Ended => Self::Asserted,
        }
    }

    /// What remains when a word of this class governs it.
    const fn governed_by(self, class: Self) -> Self {
        match (class, self) {
            (Self::Planned, Self::Asserted) => Self::Planned,
            (Self::Possible, Self::Asserted | Self::Planned) => Self::Possible,
            (Self::Demanded, Self::Asserted | Self::Planned | Self::Possible) => Self::Demanded,
            (Self::Negated, value) => value.negate(),
            (Self::Ended, Self::Asserted | Self::Planned) => Self::Ended,
            (Self::Ended, Self::Negated) => Self::Asserted,
            (_, value) => value,
        }
    }
}

/// What stands with a predicate itself: its auxiliaries, adverbs and determiners.
#[derive(Clone, Copy, Default)]
struct Local {
    modal: Option<Factuality>,
    modifier: Option<Factuality>,
    negated: bool,
    uncertain: bool,
}

impl Local {
    fn apply(self, value: Factuality) -> Factuality {
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
    /// How surely what the predicate says holds.
    pub fn factuality(&self, predicate: TokenIndex) -> Factuality {
        let mut value = self.local(predicate).apply(Factuality::Asserted);
        let mut node = predicate;
        let mut is_noun = self.is_nominal(predicate);
        for head in self.trees.ancestors(predicate) {
            let Some(next) = self.step(node, head, is_noun, value) else { break };
            value = next;
            node = head;
            is_noun = self.is_nominal(head);
        }
        if value == Factuality::Asserted && self.is_question(predicate) {
            value = Factuality::Possible;
        }
        value
    }

    /// Whether a negation stands with the predicate or governs it.
    pub fn is_negated(&self, predicate: TokenIndex) -> bool {
        self.factuality(predicate) == Factuality::Negated
    }

    fn is_nominal(&self, token: TokenIndex) -> bool {
        matches!(self.trees.token(token).tag, UniversalTag::Noun | UniversalTag::ProperNoun)
    }

    /// The value after one step up the tree, from `node` to its head; `None` where what stands
    /// above says nothing of it.
    fn step(
        &self,
        node: TokenIndex,
        head: TokenIndex,
        is_noun: bool,
        value: Factuality,
    ) -> Option<Factuality> {
        let trees = self.trees;
        let governor = self.grammar.governor(&trees.lemma(head).to_lowercase());
        let governed = |value: Factuality| {
            let value = governor.map_or(value, |class| value.governed_by(class));
            self.local(head).apply(value)
        };
        match trees.label(node) {
            Label::CONJ => Some(self.shared(node, head, value)),
            Label::XCOMP | Label::CSUBJ | Label::CSUBJ_PASS => Some(governed(value)),
            Label::CCOMP => match governor {
                Some(Factuality::Possible | Factuality::Negated) => Some(governed(value)),
                Some(Factuality::Demanded) if trees.token(node).penn == PennTag::VB => {
                    Some(governed(value))
                }
                _ => None,
            },
            Label::ADVCL => self.adverbial_clause(node, governor, value, &governed),
            Label::ACL
                if trees.is_marked_by(node, "to") || trees.token(node).penn == PennTag::VBG =>
            {
                let infinitive = trees.is_marked_by(node, "to") || trees.is_marked_by(node, "of");
                infinitive.then(|| governed(value))
            }
            Label::OBJ | Label::NSUBJ | Label::NSUBJ_PASS | Label::NMOD if is_noun => {
                Some(governed(value))
            }
            Label::OBL if is_noun && self.is_complement(node) => Some(governed(value)),
            _ => None,
        }
    }

    fn adverbial_clause(
        &self,
        node: TokenIndex,
        governor: Option<Factuality>,
        value: Factuality,
        governed: &dyn Fn(Factuality) -> Factuality,
    ) -> Option<Factuality> {
        let trees = self.trees;
        let mark = |word: &str| trees.is_marked_by(node, word);
        if trees
            .markers(node)
            .any(|marker| self.grammar.is_condition(&trees.lemma(marker).to_lowercase()))
        {
            return Some(value.governed_by(Factuality::Possible));
        }
        if mark("without") || mark("instead") {
            return Some(value.governed_by(Factuality::Negated));
        }
        if mark("to") {
            // A purpose is a plan, unless the governing verb says otherwise.
            return Some(match governor {
                Some(_) => governed(value),
                None => governed(value.governed_by(Factuality::Planned)),
            });
        }
        (mark("from") && governor.is_some()).then(|| governed(value))
    }

    /// Whether the noun is what its verb is about: "called for talks", "prepared for war".
    fn is_complement(&self, noun: TokenIndex) -> bool {
        ["for", "from", "out"].iter().any(|word| self.trees.is_marked_by(noun, word))
    }

    /// A second verb without auxiliaries of its own shares those of the first.
    fn shared(&self, node: TokenIndex, head: TokenIndex, value: Factuality) -> Factuality {
        let trees = self.trees;
        let own = trees.has_child(
            node,
            &[Label::AUX, Label::AUX_PASS, Label::COP, Label::NSUBJ, Label::NSUBJ_PASS],
        );
        let bare = trees.token(node).penn == PennTag::VB && trees.token(head).penn == PennTag::VB;
        if own || !bare { value } else { self.local(head).apply(value) }
    }

    fn local(&self, predicate: TokenIndex) -> Local {
        let trees = self.trees;
        let mut local = Local::default();
        let mut infinitive = false;
        let mut be = false;
        for child in trees.children(predicate) {
            let lemma = trees.lemma(child).to_lowercase();
            match trees.label(child) {
                Label::AUX | Label::AUX_PASS | Label::COP => {
                    be |= lemma == "be" && trees.label(child) != Label::AUX_PASS;
                    self.add_auxiliary(predicate, &lemma, &mut local);
                    self.add_auxiliary(predicate, &trees.form(child).to_lowercase(), &mut local);
                }
                Label::ADVMOD | Label::AMOD | Label::DET | Label::CC_PRECONJ | Label::CC => {
                    self.add_modifier(child, &lemma, &mut local);
                }
                Label::MARK => infinitive |= lemma == "to",
                _ => {}
            }
        }
        // "is to visit", and the headline "Russia to host": an infinitive that nothing governs.
        let ungoverned =
            matches!(trees.label(predicate), Label::ROOT | Label::PARATAXIS | Label::CCOMP);
        if infinitive && (be || ungoverned) {
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
                    trees
                        .markers(clause)
                        .any(|mark| self.grammar.is_condition(&trees.lemma(mark).to_lowercase()))
                });
                let value =
                    if perfect || condition { Factuality::Possible } else { Factuality::Planned };
                local.modal = Some(value);
            }
            None => {}
        }
    }

    fn add_modifier(&self, word: TokenIndex, lemma: &str, local: &mut Local) {
        let trees = self.trees;
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

    fn is_question(&self, predicate: TokenIndex) -> bool {
        let document = self.trees.document;
        let Some(sentence) = document.sentence_of(predicate) else { return false };
        let text = document.sentences[sentence.index()].span.text(self.trees.text);
        text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with('?')
    }
}
