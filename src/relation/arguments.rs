//! The normaliser of arguments: who does it and to whom, whatever the construction.
//!
//! In comes a predicate's token; out come the tokens that head its logical subject, its object and
//! its prepositional arguments, with passive voice, relative and participial clauses, control,
//! raising, shared subjects, conjunction and light verbs undone. Nothing here knows of patterns or
//! actors. Who an inherited subject is, [`control`](super::control) works out.

use super::grammar::Grammar;
use super::pattern::Words;
use super::tree::Trees;
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};

/// How many clauses an argument may be inherited through.
pub const MAXIMUM_DEPTH: u8 = 6;

/// The labels of phrases that a preposition marks.
const PHRASES: [Label; 6] = [
    Label::OBL,
    Label::OBL_AGENT,
    Label::NMOD,
    Label::ADVMOD,
    Label::NMOD_DESC,
    Label::OBL_UNMARKED,
];
/// The labels of clauses that a preposition or "to" may mark.
const CLAUSES: [Label; 4] = [Label::ADVCL, Label::XCOMP, Label::CCOMP, Label::ACL];

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
        if self.grammar.is_intransitive(trees.lemma(verb)) {
            return false;
        }
        // "Republicans, meanwhile, blamed Democrats": the parse takes the subject for a passive one.
        let active = trees.has_child(verb, &[Label::OBJ])
            && !self.grammar.is_giving_verb(trees.lemma(verb))
            && !trees.has_child(verb, &[Label::AUX_PASS]);
        if !active
            && trees.has_child(verb, &[Label::NSUBJ_PASS, Label::AUX_PASS, Label::CSUBJ_PASS])
        {
            return true;
        }
        let token = trees.token(verb);
        if !matches!(token.penn, PennTag::VBN | PennTag::VBD) {
            return false;
        }
        if trees.has_child(verb, &[Label::OBJ, Label::IOBJ])
            || self.is_perfect(verb)
            || self.is_main_verb(verb)
        {
            return false;
        }
        if trees.has_child(verb, &[Label::NSUBJ]) {
            return self.is_headline_passive(verb);
        }
        let participle = token.penn == PennTag::VBN;
        [Label::ACL, Label::AMOD].contains(&token.label)
            || (token.label == Label::ADVCL && participle)
            || trees.has_child(verb, &[Label::OBL_AGENT])
            || (token.label == Label::CONJ && participle && self.continues_passive(verb))
    }

    /// "Oman mediated between ...": where the parse makes the verb of a whole sentence a participle
    /// of its subject, it is not passive, unless an agent says so.
    pub(super) fn is_main_verb(&self, verb: TokenIndex) -> bool {
        let trees = self.trees;
        let subject = trees.head(verb).filter(|&noun| {
            noun < verb && trees.label(verb) == Label::ACL && trees.label(noun) == Label::ROOT
        });
        subject.is_some_and(|noun| {
            let document = trees.document;
            let ends = document.sentence_of(noun).and_then(|index| {
                let last = document.sentences[index.index()].tokens.end.0.checked_sub(1)?;
                Some(matches!(trees.form(TokenIndex(last)), "." | "\"" | "”"))
            });
            ends == Some(true)
                && !trees.has_child(noun, &[Label::COP])
                && self.agents(verb).is_empty()
        })
    }

    fn is_perfect(&self, verb: TokenIndex) -> bool {
        self.trees.children_with(verb, &[Label::AUX]).any(|aux| self.trees.lemma(aux) == "have")
    }

    /// "Turkey hit by sanctions": a headline leaves the auxiliary out.
    fn is_headline_passive(&self, verb: TokenIndex) -> bool {
        let trees = self.trees;
        !trees.has_child(verb, &[Label::AUX, Label::CCOMP, Label::XCOMP])
            && trees
                .children_with(verb, &[Label::OBL, Label::OBL_AGENT])
                .any(|child| trees.is_marked_by(child, "by") && !self.is_means(child))
    }

    /// "spoke by phone", "rose by ten percent": no agent.
    fn is_means(&self, noun: TokenIndex) -> bool {
        self.grammar.is_means(self.trees.lemma(noun))
            || self.trees.token(noun).tag == UniversalTag::Numeral
    }

    /// "backed by Russia and armed by Iran": the second participle is as passive as the first.
    fn continues_passive(&self, verb: TokenIndex) -> bool {
        let trees = self.trees;
        let bare = !trees.has_child(verb, &[Label::AUX, Label::NSUBJ]);
        bare && trees
            .head(verb)
            .is_some_and(|first| trees.label(first) != Label::CONJ && self.is_passive(first))
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
        // "warned Syria": a single object that is read as an indirect one is the object all the same.
        let displaced: Vec<TokenIndex> = trees
            .children_with(verb, &[Label::NSUBJ])
            .filter(|&subject| {
                // "telephoned the minister Andrei Kozyrev": a title may stand before it, no other.
                let apart = |object: TokenIndex| object.0 + 1 != subject.0;
                self.is_displaced_object(subject, verb)
                    && !trees.children_with(verb, &[Label::OBJ]).any(apart)
            })
            .collect();
        let fronted = self.fronted_subject(verb);
        for labels in [[Label::OBJ], [Label::IOBJ]] {
            let own = trees
                .children_with(verb, &labels)
                .filter(|&object| {
                    !self.is_in_free_relative(object, verb) && Some(object) != fronted
                })
                .chain(displaced.iter().copied());
            let found = self.expand_all(own, verb);
            if !found.is_empty() {
                return found;
            }
        }
        let measured = trees
            .children_with(verb, &[Label::OBL])
            .find(|&child| child > verb && self.is_measured(child));
        if let Some(object) = measured {
            return self.expand(object, verb);
        }
        if trees.label(verb) == Label::ACL_RELCL && trees.has_child(verb, &[Label::NSUBJ]) {
            return self.relative_gap(verb);
        }
        if self.is_nominal_gerund(verb) {
            return self.obliques_marked(verb, &["of"]);
        }
        self.shared_objects(verb)
    }

    /// "blocked what many farmers called a reform": the noun is the subject of another clause.
    fn is_in_free_relative(&self, object: TokenIndex, verb: TokenIndex) -> bool {
        let trees = self.trees;
        (verb.0 + 1..object.0)
            .map(TokenIndex)
            .any(|token| trees.lemma(token) == "what" && trees.token(token).penn == PennTag::WP)
    }

    /// "at least nine monks", "up to ten soldiers": what looks like a preposition belongs to the
    /// number, and the phrase is an object.
    fn is_measured(&self, noun: TokenIndex) -> bool {
        let trees = self.trees;
        let Some(number) = trees.children_with(noun, &[Label::NUMMOD]).next() else { return false };
        let before = |distance: u32| number.0.checked_sub(distance).map(TokenIndex);
        let (Some(first), Some(second)) = (before(2), before(1)) else { return false };
        self.grammar.is_measure(trees.form(first), trees.form(second))
    }

    /// Several arguments of one kind, where the parse does not join a title to its name ("arrested
    /// the politician Farid Osman") or the parties of a headline to each other ("Iran, Iraq sign").
    pub(super) fn expand_all(
        &self,
        arguments: impl Iterator<Item = TokenIndex>,
        predicate: TokenIndex,
    ) -> Vec<TokenIndex> {
        let mut found = Vec::new();
        for argument in arguments {
            for token in self.expand(argument, predicate) {
                if !found.contains(&token) {
                    found.push(token);
                }
            }
        }
        found
    }

    /// "the group that Russia backs": the object of a relative clause is the noun it modifies.
    fn relative_gap(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        let head = self.trees.head(verb);
        let is_subject = self.surface_subjects(verb).iter().any(|&subject| Some(subject) == head);
        if is_subject { Vec::new() } else { head.into_iter().collect() }
    }

    /// "attacked and captured the town": the object stands with the last verb.
    fn shared_objects(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        if trees.has_child(verb, &[Label::OBL, Label::XCOMP, Label::CCOMP]) {
            return Vec::new();
        }
        trees
            .children_with(verb, &[Label::CONJ])
            .filter(|&other| !trees.has_child(other, &[Label::NSUBJ, Label::NSUBJ_PASS]))
            .find_map(|other| {
                trees.children_with(other, &[Label::OBJ]).next().map(|object| (object, other))
            })
            .map(|(object, other)| self.expand(object, other))
            .unwrap_or_default()
    }

    /// "Russia's bombing of", "the bombing of": a gerund with the arguments of a noun.
    pub fn is_nominal_gerund(&self, verb: TokenIndex) -> bool {
        self.trees.token(verb).penn == PennTag::VBG
            && self.trees.has_child(verb, &[Label::NMOD_POSS, Label::DET])
    }

    /// The indirect objects: "gave Ukraine tanks".
    pub fn indirect_objects(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        let found: Vec<TokenIndex> = self.trees.children_with(verb, &[Label::IOBJ]).collect();
        found.into_iter().flat_map(|object| self.expand(object, verb)).collect()
    }

    /// What depends on `head` through one of these prepositions, also where the preposition is
    /// stranded ("the country it fights against", "was called upon") or read as a particle ("took
    /// on the party").
    pub fn obliques(&self, head: TokenIndex, prepositions: &Words) -> Vec<TokenIndex> {
        let found = self.phrases(head, |marker| prepositions.contains(marker));
        if found.is_empty() { self.stranded(head, prepositions) } else { found }
    }

    /// What depends on `head` through one of these prepositions.
    pub fn obliques_marked(&self, head: TokenIndex, prepositions: &[&str]) -> Vec<TokenIndex> {
        self.phrases(head, |marker| {
            prepositions.iter().any(|known| known.eq_ignore_ascii_case(marker))
        })
    }

    /// What depends on `head` through one of these prepositions, but for those left out.
    pub fn obliques_apart(
        &self,
        head: TokenIndex,
        prepositions: &Words,
        left_out: &[&str],
    ) -> Vec<TokenIndex> {
        self.phrases(head, |marker| prepositions.contains(marker) && !left_out.contains(&marker))
    }

    /// "granted asylum to officers holed up in": the parse takes the noun for the subject of its
    /// participle, and that for a clause. A subject has no preposition.
    fn phrases_before_participles(&self, head: TokenIndex) -> impl Iterator<Item = TokenIndex> {
        let trees = self.trees;
        let clauses = trees
            .children_with(head, &[Label::ADVCL])
            .filter(move |&clause| clause > head && trees.markers(clause).next().is_none());
        clauses
            .flat_map(move |clause| trees.children_with(clause, &[Label::NSUBJ, Label::NSUBJ_PASS]))
    }

    fn phrases(&self, head: TokenIndex, is_wanted: impl Fn(&str) -> bool) -> Vec<TokenIndex> {
        let trees = self.trees;
        let mut found = Vec::new();
        for subject in self.phrases_before_participles(head) {
            if trees.markers(subject).any(|marker| is_wanted(trees.lemma(marker))) {
                found.extend(self.expand(subject, head));
            }
        }
        for child in trees.children_with(head, &PHRASES) {
            let marked = trees.markers(child).any(|marker| is_wanted(trees.lemma(marker)));
            if marked && !self.is_adverbial(child) && !self.is_manner(child) {
                found.extend(self.expand(child, head));
            }
        }
        found
    }

    /// "intervened in Syria in support of Assad": a bare noun that tells how, not where.
    pub fn is_adverbial(&self, noun: TokenIndex) -> bool {
        let trees = self.trees;
        self.grammar.is_adverbial_noun(trees.lemma(noun))
            && trees.token(noun).penn == PennTag::NN
            && trees.is_marked_by(noun, "in")
            && !trees.has_child(noun, &[Label::DET, Label::NMOD_POSS])
    }

    /// "attacked on the orders of X": how, not whom.
    fn is_manner(&self, noun: TokenIndex) -> bool {
        let trees = self.trees;
        self.grammar.is_manner(trees.lemma(noun))
            && ["on", "at"].iter().any(|word| trees.is_marked_by(noun, word))
            && trees.has_child(noun, &[Label::NMOD, Label::NMOD_POSS])
    }

    fn stranded(&self, head: TokenIndex, prepositions: &Words) -> Vec<TokenIndex> {
        let trees = self.trees;
        if trees.token(head).tag != UniversalTag::Verb {
            return Vec::new();
        }
        let labels = [Label::COMPOUND_PRT, Label::ADVMOD, Label::OBL, Label::CASE];
        let bare = trees.children_with(head, &labels).find(|&child| {
            child > head
                && prepositions.contains(trees.lemma(child))
                && trees.children(child).next().is_none()
        });
        let Some(preposition) = bare else { return Vec::new() };
        let relative =
            trees.label(head) == Label::ACL_RELCL && !trees.has_child(head, &[Label::OBJ]);
        let particle = trees.label(preposition) == Label::COMPOUND_PRT;
        if particle || relative || self.is_passive(head) { self.objects(head) } else { Vec::new() }
    }

    /// The clauses below `head` that one of these words marks: "to protest", "of violating".
    pub fn marked_clauses(&self, head: TokenIndex, words: &Words) -> Vec<TokenIndex> {
        let trees = self.trees;
        trees
            .children_with(head, &CLAUSES)
            .filter(|&clause| {
                trees.markers(clause).any(|marker| words.contains(trees.lemma(marker)))
            })
            .collect()
    }

    /// Whether a clause, a phrase or a particle that is one of these words depends on `head`.
    pub fn has_marked(&self, head: TokenIndex, words: &Words) -> bool {
        let trees = self.trees;
        trees.children(head).any(|child| {
            trees.markers(child).any(|marker| words.contains(trees.lemma(marker)))
                || (words.contains("that") && trees.label(child) == Label::CCOMP)
                || (words.contains("to") && trees.label(child) == Label::XCOMP)
                || ([Label::COMPOUND_PRT, Label::ADVMOD].contains(&trees.label(child))
                    && words.contains(trees.lemma(child)))
        })
    }

    /// Whose a noun is: possessor, then "by" and "of" phrases.
    pub fn owners(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        if let Some(owner) = trees.children_with(noun, &[Label::NMOD_POSS]).next() {
            return self.expand(owner, noun);
        }
        let by = self.agents(noun);
        if by.is_empty() { self.obliques_marked(noun, &["of"]) } else { by }
    }

    /// The agent of a passive or of a noun: "backed by X".
    pub fn agents(&self, head: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        let mut found = Vec::new();
        for child in trees.children_with(head, &[Label::OBL_AGENT, Label::OBL, Label::NMOD]) {
            if trees.label(child) == Label::OBL_AGENT || trees.is_marked_by(child, "by") {
                found.extend(self.expand(child, head));
            }
        }
        if found.is_empty() { self.displaced(head, |marker| marker == "by") } else { found }
    }

    /// What hangs, by the parse, from a phrase between it and its head: "sold to Oman by Belgium",
    /// "criticism of Israel by Ireland".
    pub(super) fn displaced(
        &self,
        head: TokenIndex,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Vec<TokenIndex> {
        let trees = self.trees;
        let carriers = [Label::OBJ, Label::IOBJ, Label::OBL, Label::NMOD, Label::APPOS];
        let mut open: Vec<TokenIndex> =
            trees.children_with(head, &carriers).filter(|&child| child > head).collect();
        let mut found = Vec::new();
        for _ in 0..2 {
            let mut below = Vec::new();
            for carrier in open.iter().copied().flat_map(|carrier| trees.with_conjuncts(carrier)) {
                for child in
                    trees.children_with(carrier, &[Label::NMOD]).filter(|&child| child > carrier)
                {
                    // "accusations of crimes against X": whom the crimes are against.
                    if self.grammar.is_wrong(trees.lemma(carrier)) {
                        continue;
                    }
                    if trees.markers(child).any(|marker| is_wanted(trees.lemma(marker))) {
                        found.extend(self.expand(child, carrier));
                    } else {
                        below.push(child);
                    }
                }
            }
            open = below;
        }
        found
    }

    /// "ships belonging to Cyprus"
    pub fn belonging(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let mut clauses = self.trees.children_with(noun, &[Label::ACL]);
        let clause = clauses.find(|&clause| self.trees.lemma(clause) == "belong");
        clause.map(|clause| self.obliques_marked(clause, &["to"])).unwrap_or_default()
    }

    /// Who makes what a noun names, by a participle: "crimes committed by X", "a ban imposed by X".
    pub fn makers(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        trees
            .children_with(noun, &[Label::ACL])
            .find(|&clause| {
                self.grammar.is_making_verb(trees.lemma(clause)) && self.is_passive(clause)
            })
            .map(|clause| self.agents(clause))
            .unwrap_or_default()
    }

    /// "filed two lawsuits that accuse X": whose message it is, by the verb whose object it is.
    pub fn senders(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        let verb = trees.head(noun).filter(|&verb| {
            let lemma = trees.lemma(verb);
            trees.label(noun) == Label::OBJ
                && self.grammar.is_message(trees.lemma(noun))
                && (self.grammar.is_light_verb(lemma) || self.grammar.is_making_verb(lemma))
        });
        verb.map(|verb| self.subjects(verb)).unwrap_or_default()
    }

    /// The noun that a noun only gives the content of: "a series of attacks", "a mediation effort".
    pub fn container(&self, noun: TokenIndex) -> TokenIndex {
        let trees = self.trees;
        let mut current = noun;
        for _ in 0..MAXIMUM_DEPTH {
            let Some(head) = trees.head(current) else { break };
            let inside = match trees.label(current) {
                Label::NMOD => trees.is_marked_by(current, "of") || self.is_all_but(current, head),
                Label::COMPOUND | Label::NMOD_DESC => true,
                _ => false,
            };
            let lemma = trees.lemma(head);
            let holds = self.grammar.is_container(lemma) || self.grammar.is_partitive(lemma);
            if !(inside && holds) {
                break;
            }
            current = head;
        }
        current
    }

    /// "had nothing but praise"
    fn is_all_but(&self, noun: TokenIndex, head: TokenIndex) -> bool {
        self.trees.lemma(head) == "nothing" && self.trees.is_marked_by(noun, "but")
    }

    /// An argument with its conjuncts; a relative pronoun is replaced by what it stands for.
    pub fn expand(&self, argument: TokenIndex, predicate: TokenIndex) -> Vec<TokenIndex> {
        match self.antecedent(argument, predicate) {
            // "Russia and Iran, which back him": a plural verb speaks of both.
            Some(antecedent) if self.trees.token(predicate).penn == PennTag::VBP => {
                self.trees.with_conjuncts(antecedent)
            }
            Some(antecedent) => vec![antecedent],
            None => self.trees.with_conjuncts(argument),
        }
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
