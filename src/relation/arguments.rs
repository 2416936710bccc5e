//! The normaliser of arguments: who does it and to whom, whatever the construction.
//!
//! In comes a predicate's token; out come the tokens that head its logical subject, its object and
//! its prepositional arguments, with passive voice, relative and participial clauses, control,
//! raising, shared subjects, conjunction and light verbs undone. Nothing here knows of patterns or actors.

use super::grammar::Grammar;
use super::pattern::Words;
use super::tree::Trees;
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};

/// How many clauses a subject may be inherited through.
const MAXIMUM_DEPTH: u8 = 6;

/// Finds the arguments of predicates in the trees of a document.
pub struct Arguments<'finder> {
    /// The trees.
    pub trees: &'finder Trees<'finder>,
    /// The word lists.
    pub grammar: &'finder Grammar,
}

impl Arguments<'_> {
    /// Whether the verb is in the passive voice, with or without an auxiliary.
    pub fn is_passive(&self, verb: TokenIndex) -> bool {
        let trees = self.trees;
        if trees.has_child(verb, &[Label::NSUBJ_PASS, Label::AUX_PASS, Label::CSUBJ_PASS]) {
            return true;
        }
        let token = trees.token(verb);
        if !matches!(token.penn, PennTag::VBN | PennTag::VBD) {
            return false;
        }
        let reduced = [Label::ACL, Label::AMOD].contains(&token.label)
            || (token.label == Label::ADVCL && token.penn == PennTag::VBN)
            || trees.has_child(verb, &[Label::OBL_AGENT]);
        let active = trees.has_child(verb, &[Label::NSUBJ, Label::OBJ])
            || trees.children_with(verb, &[Label::AUX]).any(|aux| trees.lemma(aux) == "have");
        reduced && !active
    }

    /// Who does what the verb says: the subject, or the agent of a passive.
    pub fn subjects(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        if self.is_passive(verb) { self.agents(verb) } else { self.surface_subjects(verb) }
    }

    /// To whom: the object, or the subject of a passive. "A and B" gives both.
    pub fn objects(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        if self.is_passive(verb) {
            return self.surface_subjects(verb);
        }
        let own: Vec<TokenIndex> = trees.children_with(verb, &[Label::OBJ]).collect();
        if let Some(&first) = own.first() {
            return self.expand(first, verb);
        }
        if trees.label(verb) == Label::ACL_RELCL && trees.has_child(verb, &[Label::NSUBJ]) {
            let gap = self
                .surface_subjects(verb)
                .iter()
                .all(|&subject| Some(subject) != trees.head(verb));
            return if gap { trees.head(verb).into_iter().collect() } else { Vec::new() };
        }
        // "attacked and captured the town": the object stands with the last verb.
        let shared = trees
            .children_with(verb, &[Label::CONJ])
            .filter(|&other| !trees.has_child(other, &[Label::NSUBJ, Label::NSUBJ_PASS]))
            .filter(|_| !trees.has_child(verb, &[Label::OBL, Label::XCOMP, Label::CCOMP]))
            .find_map(|other| {
                trees.children_with(other, &[Label::OBJ]).next().map(|object| (object, other))
            });
        shared.map(|(object, other)| self.expand(object, other)).unwrap_or_default()
    }

    /// The indirect objects: "gave Ukraine tanks".
    pub fn indirect_objects(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        let found: Vec<TokenIndex> = self.trees.children_with(verb, &[Label::IOBJ]).collect();
        found.into_iter().flat_map(|object| self.expand(object, verb)).collect()
    }

    /// What depends on `head` through one of these prepositions.
    pub fn obliques(&self, head: TokenIndex, prepositions: &Words) -> Vec<TokenIndex> {
        let trees = self.trees;
        let labels = [
            Label::OBL,
            Label::OBL_AGENT,
            Label::NMOD,
            Label::ADVMOD,
            Label::NMOD_DESC,
            Label::OBL_UNMARKED,
        ];
        let found: Vec<TokenIndex> = trees
            .children_with(head, &labels)
            .filter(|&child| {
                trees.markers(child).any(|marker| prepositions.contains(trees.lemma(marker)))
            })
            .collect();
        found.into_iter().flat_map(|child| self.expand(child, head)).collect()
    }

    /// Whether a clause or phrase marked by one of these words depends on `head`.
    pub fn has_marked(&self, head: TokenIndex, words: &Words) -> bool {
        let trees = self.trees;
        trees.children(head).any(|child| {
            trees.markers(child).any(|marker| words.contains(trees.lemma(marker)))
                || (words.contains("that") && trees.label(child) == Label::CCOMP)
        })
    }

    /// The subject as it stands in the sentence, or as it is understood: of a relative clause the
    /// noun it belongs to, of an infinitive who controls it, of a second verb that of the first.
    pub fn surface_subjects(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        self.inherited_subjects(verb, 0)
    }

    fn inherited_subjects(&self, verb: TokenIndex, depth: u8) -> Vec<TokenIndex> {
        let trees = self.trees;
        if depth > MAXIMUM_DEPTH {
            return Vec::new();
        }
        let own: Vec<TokenIndex> =
            trees.children_with(verb, &[Label::NSUBJ, Label::NSUBJ_PASS]).collect();
        if let Some(&subject) = own.first() {
            return self.expand(subject, verb);
        }
        let Some(head) = trees.head(verb) else { return Vec::new() };
        match trees.label(verb) {
            Label::CONJ => self.inherited_subjects(head, depth + 1),
            Label::XCOMP => self.controllers(head, depth),
            Label::ADVCL if trees.is_marked_by(verb, "to") => self.purpose_subjects(head, depth),
            Label::ADVCL if self.is_participle(verb) => self.inherited_subjects(head, depth + 1),
            Label::ACL if trees.is_marked_by(verb, "to") => self.noun_controllers(head, depth),
            Label::ACL | Label::ACL_RELCL | Label::AMOD => vec![head],
            _ => Vec::new(),
        }
    }

    fn is_participle(&self, verb: TokenIndex) -> bool {
        matches!(self.trees.token(verb).penn, PennTag::VBG | PennTag::VBN)
    }

    /// Who does what an infinitive below `verb` says.
    fn controllers(&self, verb: TokenIndex, depth: u8) -> Vec<TokenIndex> {
        let trees = self.trees;
        let object_control =
            !self.is_passive(verb) && !self.grammar.has_subject_control(trees.lemma(verb));
        if object_control {
            if let Some(object) = trees.children_with(verb, &[Label::OBJ, Label::IOBJ]).next() {
                return self.expand(object, verb);
            }
            // "called on X to ...", "appealed to X to ..."
            let addressed = trees.children_with(verb, &[Label::OBL]).find(|&oblique| {
                ["on", "upon", "to", "with"].iter().any(|word| trees.is_marked_by(oblique, word))
                    && self.grammar.governor(trees.lemma(verb)) == Some(super::Factuality::Demanded)
            });
            if let Some(addressed) = addressed {
                return self.expand(addressed, verb);
            }
        }
        self.inherited_subjects(verb, depth + 1)
    }

    /// Who does what an infinitive of purpose below `verb` says: whoever does what the verb says, but
    /// for demands ("called on X to").
    fn purpose_subjects(&self, verb: TokenIndex, depth: u8) -> Vec<TokenIndex> {
        let demand =
            self.grammar.governor(self.trees.lemma(verb)) == Some(super::Factuality::Demanded);
        if demand {
            self.controllers(verb, depth)
        } else {
            self.inherited_subjects(verb, depth + 1)
        }
    }

    /// Who does what an infinitive below a noun says: "Russia's plan to attack", "made a promise to".
    fn noun_controllers(&self, noun: TokenIndex, depth: u8) -> Vec<TokenIndex> {
        let owners = self.owners(noun);
        if !owners.is_empty() {
            return owners;
        }
        match self.trees.head(noun) {
            Some(verb) if self.trees.label(noun) == Label::OBJ && !self.is_person_like(noun) => {
                self.inherited_subjects(verb, depth + 1)
            }
            _ => vec![noun],
        }
    }

    fn is_person_like(&self, noun: TokenIndex) -> bool {
        self.trees.token(noun).tag == UniversalTag::ProperNoun
    }

    /// Whose a noun is: possessor, then "of", "by" and "from" phrases.
    pub fn owners(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        if let Some(owner) = trees.children_with(noun, &[Label::NMOD_POSS]).next() {
            return self.expand(owner, noun);
        }
        let phrase = trees
            .children_with(noun, &[Label::NMOD])
            .find(|&child| trees.is_marked_by(child, "by") || trees.is_marked_by(child, "of"));
        phrase.map(|child| self.expand(child, noun)).unwrap_or_default()
    }

    /// The agent of a passive or of a noun: "backed by X".
    pub fn agents(&self, head: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        let found: Vec<TokenIndex> = trees
            .children_with(head, &[Label::OBL_AGENT, Label::OBL, Label::NMOD])
            .filter(|&child| {
                trees.label(child) == Label::OBL_AGENT || trees.is_marked_by(child, "by")
            })
            .collect();
        found.into_iter().flat_map(|child| self.expand(child, head)).collect()
    }

    /// An argument with its conjuncts; a relative pronoun is replaced by what it stands for.
    fn expand(&self, argument: TokenIndex, predicate: TokenIndex) -> Vec<TokenIndex> {
        if let Some(antecedent) = self.antecedent(argument, predicate) {
            return vec![antecedent];
        }
        self.trees.with_conjuncts(argument)
    }

    /// What a relative pronoun stands for: the noun that its clause modifies.
    fn antecedent(&self, pronoun: TokenIndex, predicate: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        let token = trees.token(pronoun);
        if !matches!(token.penn, PennTag::WDT | PennTag::WP | PennTag::WP_POSS | PennTag::IN) {
            return None;
        }
        let mut clause = predicate;
        for _ in 0..MAXIMUM_DEPTH {
            match trees.label(clause) {
                Label::ACL_RELCL => return trees.head(clause),
                Label::CONJ | Label::XCOMP | Label::CCOMP => clause = trees.head(clause)?,
                _ => return None,
            }
        }
        None
    }
}
