//! Factuality: whether a predicate is asserted, planned, possible, demanded, negated or ended.
//!
//! In comes the token of a predicate; out comes what the words around it, from itself up to the
//! root of its sentence, say of its truth. The words are data (`lexicon/factuality.toml`); what
//! stands with a single word, [`modality`](super::modality) reads.

use super::Factuality;
use super::arguments::Arguments;
use super::grammar::Auxiliary;
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};

impl Factuality {
    /// What remains when it is negated.
    pub(super) const fn negate(self) -> Self {
        match self {
            Self::Asserted | Self::Planned | Self::Demanded | Self::Possible => Self::Negated,
            Self::Negated | Self::Ended => Self::Asserted,
        }
    }

    /// What remains when a word of this class governs it.
    pub(super) const fn governed_by(self, class: Self) -> Self {
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

impl Arguments<'_> {
    /// How surely what the predicate says holds, by it and by the nouns that belong to it ("gave
    /// no support").
    pub fn factuality_with(&self, predicate: TokenIndex, trigger: &[TokenIndex]) -> Factuality {
        let nouns = trigger.iter().filter(|&&word| word != predicate && self.is_nominal(word));
        let value =
            nouns.fold(self.factuality(predicate), |value, &noun| self.local(noun).apply(value));
        // "is considering sanctions": the verb of the pattern itself may leave them in the air.
        let object = trigger.iter().any(|&word| {
            self.trees.head(word) == Some(predicate)
                && self.trees.label(word) == Label::OBJ
                && !self.is_given_by_offering(word, predicate)
        });
        match self.grammar.governor(self.trees.lemma(predicate)) {
            Some(class @ (Factuality::Possible | Factuality::Planned))
                if object && !self.grammar.governs_clauses_only(self.trees.lemma(predicate)) =>
            {
                value.governed_by(class)
            }
            _ => value,
        }
    }

    /// How surely what the predicate says holds.
    pub fn factuality(&self, predicate: TokenIndex) -> Factuality {
        let mut value = self.local(predicate).apply(Factuality::Asserted);
        let mut node = predicate;
        let mut ancestors = self.trees.ancestors(predicate);
        while let Some(head) = ancestors.next() {
            if self.belongs_above(node, head) {
                let Some(above) = ancestors.next() else { break };
                node = above;
                continue;
            }
            let beside = self.claim_beside(node);
            if let Some(noun) = beside.or_else(|| self.is_claim(node, head).then_some(head)) {
                value = self.claimed(noun, value);
                break;
            }
            let Some(next) = self.step(node, head, value) else { break };
            value = next;
            node = head;
        }
        if matches!(value, Factuality::Asserted | Factuality::Planned)
            && self.is_question(predicate)
        {
            value = Factuality::Possible;
        }
        value
    }

    /// "offered her condolences": she gave them.
    fn is_given_by_offering(&self, noun: TokenIndex, verb: TokenIndex) -> bool {
        self.grammar.is_given_by_offering(self.trees.lemma(verb), self.trees.lemma(noun))
    }

    /// Whether what denies a predicate stands with it or right above it: "did not accept", "refused to
    /// accept", but not "failed to find a way to accept".
    pub fn is_denied_here(&self, predicate: TokenIndex) -> bool {
        let trees = self.trees;
        let above = || {
            let clause = [Label::XCOMP, Label::ADVCL, Label::CONJ, Label::ACL, Label::CCOMP];
            let head =
                trees.head(predicate).filter(|_| clause.contains(&trees.label(predicate)))?;
            Some(
                self.local(head).is_negated()
                    || self.governor_at(head) == Some(Factuality::Negated),
            )
        };
        let nouns = || {
            trees
                .children_with(predicate, &[Label::OBJ, Label::OBL])
                .any(|noun| self.local(noun).is_negated())
        };
        let without =
            || trees.markers(predicate).any(|mark| self.grammar.denies_clause(trees.lemma(mark)));
        self.local(predicate).is_negated() || above().unwrap_or_default() || nouns() || without()
    }

    /// "insists that Pyongyang return them": a base form, though it may be tagged as a present tense
    /// that its subject does not admit.
    fn is_base_form(&self, verb: TokenIndex) -> bool {
        let trees = self.trees;
        let singular = || {
            trees.children_with(verb, &[Label::NSUBJ]).any(|subject| {
                matches!(trees.token(subject).penn, PennTag::NN | PennTag::NNP)
                    && !trees.has_child(subject, &[Label::CONJ])
            })
        };
        match trees.token(verb).penn {
            PennTag::VB => true,
            PennTag::VBP => singular(),
            _ => false,
        }
    }

    /// "asked that Pyongyang return them", "suggested that Paris should go": not what was done to them,
    /// and not what they did.
    pub(super) fn is_wish(&self, clause: TokenIndex) -> bool {
        let trees = self.trees;
        let should = trees.children_with(clause, &[Label::AUX]).any(|aux| {
            self.grammar.auxiliary(trees.lemma(aux)) == Some(Auxiliary::Sets(Factuality::Demanded))
        });
        let bare = self.is_base_form(clause) && !trees.has_child(clause, &[Label::AUX, Label::COP]);
        !self.is_passive(clause) && (should || bare)
    }

    /// "urged X to stop backing them and to withdraw": an infinitive is no second part of the
    /// participle that the parse joins it to, but of the infinitive above; and in "refused to take
    /// sides and offered to mediate" a finite verb is none of an infinitive, nor a gerund in "refusing to
    /// back X but endorsing Y".
    pub(super) fn belongs_above(&self, node: TokenIndex, head: TokenIndex) -> bool {
        let trees = self.trees;
        let (own, first) = (trees.token(node).penn, trees.token(head).penn);
        let finite = matches!(own, PennTag::VBD | PennTag::VBZ) && !self.is_passive(node);
        trees.label(node) == Label::CONJ
            && (trees.is_marked_by(node, "to") && first == PennTag::VBG
                || (finite || own == PennTag::VBG)
                    && first == PennTag::VB
                    && trees.is_marked_by(head, "to"))
    }

    /// Whether the clause is what a noun of speech claims: "accusations that ...".
    fn is_claim(&self, clause: TokenIndex, noun: TokenIndex) -> bool {
        let trees = self.trees;
        [Label::ACL, Label::ACL_RELCL, Label::CCOMP].contains(&trees.label(clause))
            && trees.is_marked_by(clause, "that")
            && self.is_nominal(noun)
            && self.grammar.is_speech_noun(trees.lemma(noun))
    }

    /// What a claim leaves of the truth: it stands if somebody makes it and nobody denies it.
    fn claimed(&self, noun: TokenIndex, value: Factuality) -> Factuality {
        let verb = self.trees.head(noun).filter(|_| self.trees.label(noun) == Label::OBJ);
        let denied = verb.and_then(|verb| self.governor_at(verb)) == Some(Factuality::Negated);
        if denied || !self.has_own_agent(noun) {
            value.governed_by(Factuality::Possible)
        } else {
            value
        }
    }

    pub(super) fn is_nominal(&self, token: TokenIndex) -> bool {
        matches!(self.trees.token(token).tag, UniversalTag::Noun | UniversalTag::ProperNoun)
    }

    /// The value after one step up the tree, from `node` to its head; `None` where what stands
    /// above says nothing of it.
    fn step(&self, node: TokenIndex, head: TokenIndex, value: Factuality) -> Option<Factuality> {
        let trees = self.trees;
        let is_noun = self.is_nominal(node);
        if let Some(noun) = self.noun_before_infinitive(node, head) {
            return Some(self.governed(noun, value));
        }
        match trees.label(node) {
            Label::CONJ => Some(self.shared(node, head, value)),
            // "stopped short of": the particle has said it already.
            Label::XCOMP if self.is_particle_of(node, head) => Some(self.local(head).apply(value)),
            Label::XCOMP | Label::CSUBJ | Label::CSUBJ_PASS => Some(self.governed(head, value)),
            Label::CCOMP if self.is_conditional(node) => {
                Some(value.governed_by(Factuality::Possible))
            }
            Label::CCOMP => match self.governor_at(head) {
                Some(Factuality::Possible | Factuality::Negated) => {
                    Some(self.governed(head, value))
                }
                // "demanded that X leave", not "told them that X will leave".
                Some(Factuality::Demanded)
                    if self.is_base_form(node)
                        && !trees.has_child(node, &[Label::AUX, Label::COP]) =>
                {
                    Some(self.governed(head, value))
                }
                _ => None,
            },
            Label::ADVCL => self.adverbial_clause(node, head, value),
            // "is not the first to accuse X": X is accused all the same.
            Label::ACL if self.is_first_to(node, head) => Some(value),
            Label::ACL if trees.is_marked_by(node, "to") || trees.is_marked_by(node, "of") => {
                Some(self.governed(head, value))
            }
            // "offered no statement condemning it"
            Label::ACL if self.is_message_of(head, node) => Some(value),
            // "rumours that", "the possibility that"
            Label::ACL | Label::ACL_RELCL
                if trees.is_marked_by(node, "that")
                    && self.governor_at(head) == Some(Factuality::Possible)
                    && !self.grammar.governs_clauses_only(trees.lemma(head)) =>
            {
                Some(self.governed(head, value))
            }
            Label::OBJ if self.is_given_by_offering(node, head) => {
                Some(self.local(head).apply(value))
            }
            Label::OBJ | Label::NMOD if is_noun => self.governed_noun(node, head, value),
            Label::NSUBJ | Label::NSUBJ_PASS if is_noun => self.governed_subject(node, head, value),
            Label::OBL if is_noun && self.is_complement(node) => {
                self.governed_noun(node, head, value)
            }
            Label::COMPOUND if is_noun => Some(self.local(head).apply(value)),
            _ => None,
        }
    }

    fn is_first_to(&self, clause: TokenIndex, noun: TokenIndex) -> bool {
        let trees = self.trees;
        let ordinal = |word: TokenIndex| matches!(trees.lemma(word), "first" | "last" | "latest");
        let negated = self.local(noun).is_negated();
        let described = || trees.children_with(noun, &[Label::AMOD]).any(ordinal);
        negated && trees.is_marked_by(clause, "to") && (ordinal(noun) || described())
    }

    /// The value under a verb, adjective or noun that says something of it.
    fn governed(&self, head: TokenIndex, value: Factuality) -> Factuality {
        let class = self.governor_at(head);
        let local = self.local(head);
        // "nobody doubts that ..."
        if local.is_negated() && self.grammar.is_doubt(self.trees.lemma(head)) {
            return value;
        }
        let value = class.map_or(value, |class| value.governed_by(class));
        local.apply(value)
    }

    /// Of a noun under a verb: "planned an attack", but not "opposed the war", which goes on.
    fn governed_noun(
        &self,
        noun: TokenIndex,
        head: TokenIndex,
        value: Factuality,
    ) -> Option<Factuality> {
        let lemma = self.trees.lemma(head);
        if self.trees.label(noun) != Label::OBL && self.grammar.governs_clauses_only(lemma) {
            return None;
        }
        // Who rejects another's criticism does not undo it; who prevents another's attack does.
        let undone = self.grammar.prevents(lemma) || !self.has_own_agent(noun);
        match self.governor_at(head) {
            Some(Factuality::Negated) if !undone => None,
            _ => Some(self.governed(head, value)),
        }
    }

    fn has_own_agent(&self, noun: TokenIndex) -> bool {
        let trees = self.trees;
        let named = |child: TokenIndex| trees.form(child).starts_with(char::is_uppercase);
        trees.children(noun).any(|child| match trees.label(child) {
            Label::NMOD_POSS => true,
            Label::NMOD => trees.is_marked_by(child, "by") || trees.is_marked_by(child, "from"),
            Label::AMOD | Label::COMPOUND => named(child),
            _ => false,
        })
    }

    /// Of a noun that is the subject: "talks are planned", "support ended", but not "the attack
    /// threatens to end ...".
    fn governed_subject(
        &self,
        noun: TokenIndex,
        head: TokenIndex,
        value: Factuality,
    ) -> Option<Factuality> {
        let trees = self.trees;
        let class = self.governor_at(head)?;
        let others = trees
            .children_with(head, &[Label::XCOMP, Label::CCOMP, Label::OBJ])
            .any(|child| !self.grammar.is_occurrence(trees.lemma(child)));
        let passive = trees.label(noun) == Label::NSUBJ_PASS;
        let speaks_of_subject =
            passive || matches!(class, Factuality::Ended | Factuality::Possible);
        (speaks_of_subject && !others).then(|| self.governed(head, value))
    }

    fn adverbial_clause(
        &self,
        node: TokenIndex,
        head: TokenIndex,
        value: Factuality,
    ) -> Option<Factuality> {
        let trees = self.trees;
        let mark = |word: &str| trees.is_marked_by(node, word);
        if self.is_conditional(node) {
            return Some(value.governed_by(Factuality::Possible));
        }
        let denied = |child| self.grammar.denies_clause(trees.lemma(child));
        if trees.markers(node).any(denied)
            || trees.children_with(node, &[Label::ADVMOD]).any(denied)
        {
            return Some(value.governed_by(Factuality::Negated));
        }
        // "voted on lifting the embargo"
        let lemma = trees.lemma(head);
        let phrase = trees
            .markers(node)
            .find_map(|marker| self.grammar.phrase_governor(lemma, trees.lemma(marker)));
        if let Some(phrase) = phrase {
            return Some(self.local(head).apply(value.governed_by(phrase)));
        }
        let governor = self.governor_at(head);
        // "advocates putting a ban on X": right after its verb it is what that is about.
        let complement =
            node.0 == head.0 + 1 && trees.token(node).penn == PennTag::VBG && governor.is_some();
        if complement {
            return Some(self.governed(head, value));
        }
        if mark("to") {
            // A purpose is a plan, unless the governing verb says otherwise.
            return Some(match governor {
                Some(_) => self.governed(head, value),
                None => self.governed(head, value.governed_by(Factuality::Planned)),
            });
        }
        let complement = ["from", "of", "for", "about", "against"].iter().any(|word| mark(word));
        (complement && governor.is_some()).then(|| self.governed(head, value))
    }

    fn is_conditional(&self, clause: TokenIndex) -> bool {
        let trees = self.trees;
        trees.markers(clause).any(|marker| self.grammar.is_condition(trees.lemma(marker)))
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

    fn is_question(&self, predicate: TokenIndex) -> bool {
        let document = self.trees.document;
        let Some(sentence) = document.sentence_of(predicate) else { return false };
        let text = document.sentences[sentence.index()].span.text(self.trees.text);
        text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with('?')
    }
}
