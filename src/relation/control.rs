//! Subjects that are understood, not written: of infinitives, participles and second verbs.
//!
//! In comes a verb without a subject of its own; out come the tokens that head the phrase which its
//! clause takes the subject from: "agreed to back", "urged X to leave", "accused X of attacking",
//! "a plan to attack", "met X before visiting Y".

use super::Factuality;
use super::arguments::{Arguments, MAXIMUM_DEPTH};
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};

impl Arguments<'_> {
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
        let labels = [Label::NSUBJ, Label::NSUBJ_PASS];
        let leads = trees.children_with(verb, &labels).any(|subject| subject < verb);
        if let Some(pronoun) = self.relative_across_report(verb) {
            return vec![pronoun];
        }
        let own: Vec<TokenIndex> = trees
            .children_with(verb, &labels)
            .filter(|&subject| !leads || subject < verb)
            .collect();
        let meant = own.iter().copied().filter(|&subject| {
            !own.iter().any(|&other| self.is_title_of(subject, other))
                && !own.iter().any(|&other| self.is_set_apart(subject, other))
        });
        let subjects = self.expand_all(meant, verb);
        if !subjects.is_empty() {
            return subjects;
        }
        if self.is_nominal_gerund(verb) {
            return self.owners(verb);
        }
        if let Some(subject) = self.fronted_subject(verb) {
            return self.expand(subject, verb);
        }
        let crossed = self.crossed_subject(verb);
        if !crossed.is_empty() {
            return crossed;
        }
        let Some(head) = trees.head(verb) else {
            let following = self.following_subjects(verb, depth);
            return if following.is_empty() { self.preceding_nouns(verb) } else { following };
        };
        match trees.label(verb) {
            Label::CONJ => {
                let above = || trees.head(head).filter(|_| self.belongs_above(verb, head));
                let first = self.reported_before(verb, head).or_else(above).unwrap_or(head);
                self.inherited_subjects(first, depth + 1)
            }
            Label::XCOMP => {
                self.controllers(head, self.grammar.has_object_control(trees.lemma(head)), depth)
            }
            Label::CCOMP if self.is_reported_of_antecedent(verb, head) => {
                trees.head(head).into_iter().collect()
            }
            Label::ADVCL | Label::CCOMP if self.is_deed_of_object(verb, head) => {
                self.controllers(head, true, depth)
            }
            Label::ADVCL if trees.is_marked_by(verb, "to") => {
                match self.noun_before_infinitive(verb, head) {
                    Some(noun) => self.noun_controllers(noun, depth),
                    None => self.purpose_subjects(head, depth),
                }
            }
            Label::ADVCL if self.is_participle(verb) => {
                let clause = self.belongs_to_report(verb, head).unwrap_or(head);
                self.inherited_subjects(clause, depth + 1)
            }
            Label::ACL if trees.is_marked_by(verb, "to") => self.noun_controllers(head, depth),
            Label::ACL if trees.is_marked_by(verb, "of") || trees.is_marked_by(verb, "for") => {
                self.noun_controllers(head, depth)
            }
            Label::OBL | Label::OBL_UNMARKED if self.is_participle(verb) => {
                self.inherited_subjects(head, depth + 1)
            }
            // "on Friday, backed by jets": a participle that is hung from a time belongs to the clause,
            // and so does one that is hung from a sum: "spent millions attacking X".
            Label::ACL if self.is_time_or_sum(head, verb) => trees
                .head(head)
                .map(|clause| self.inherited_subjects(clause, depth + 1))
                .unwrap_or_default(),
            Label::ACL if self.is_message_of(head, verb) => self.noun_controllers(head, depth),
            Label::ACL if self.is_main_verb(verb) => trees.with_conjuncts(head),
            Label::ACL | Label::ACL_RELCL | Label::AMOD => vec![head],
            _ => Vec::new(),
        }
    }

    /// "said the group had no invitation and would not come": a second verb with an auxiliary goes
    /// with the reported clause, even where the parse hangs it from the verb of speech.
    pub(super) fn reported_before(
        &self,
        verb: TokenIndex,
        speech: TokenIndex,
    ) -> Option<TokenIndex> {
        let trees = self.trees;
        let told = trees.label(verb) == Label::CONJ
            && self.grammar.is_speech_verb(trees.lemma(speech))
            && trees.token(speech).penn == PennTag::VBD
            && trees.has_child(verb, &[Label::AUX])
            && !trees.has_child(verb, &[Label::NSUBJ, Label::NSUBJ_PASS]);
        let mut clauses = trees.children_with(speech, &[Label::CCOMP]);
        clauses.find(|&clause| told && speech < clause && clause < verb)
    }

    /// "UN envoy for Sudan Jan Kubitz praised Oman": of two subjects in a row the second, if it is a
    /// name, is the one who bears the first as a title.
    fn is_title_of(&self, subject: TokenIndex, name: TokenIndex) -> bool {
        let trees = self.trees;
        let between = |token: u32| {
            matches!(
                trees.token(TokenIndex(token)).tag,
                UniversalTag::Punctuation
                    | UniversalTag::CoordinatingConjunction
                    | UniversalTag::Verb
                    | UniversalTag::Auxiliary
            )
        };
        subject < name && self.is_named(name) && !(subject.0 + 1..name.0).any(between)
    }

    /// "Lind, a Navy commander, has praised Oman": what stands between commas after a subject, with an
    /// article, says who that is.
    fn is_set_apart(&self, apposition: TokenIndex, subject: TokenIndex) -> bool {
        let trees = self.trees;
        let article = trees
            .children_with(apposition, &[Label::DET])
            .find(|&word| matches!(trees.lemma(word), "a" | "an"));
        let comma =
            |token: Option<u32>| token.is_some_and(|token| trees.form(TokenIndex(token)) == ",");
        subject < apposition
            && article.is_some_and(|article| comma(article.0.checked_sub(1)))
            && comma(Some(apposition.0 + 1))
    }

    /// "said that by shelling X, Y had broken ...": a participle between a verb of speech and what it
    /// reports belongs to the report.
    pub(super) fn belongs_to_report(
        &self,
        participle: TokenIndex,
        speech: TokenIndex,
    ) -> Option<TokenIndex> {
        let trees = self.trees;
        let between = trees.label(participle) == Label::ADVCL
            && speech < participle
            && self.is_participle(participle)
            && self.grammar.is_speech_verb(trees.lemma(speech));
        let mut clauses = trees.children_with(speech, &[Label::CCOMP]);
        clauses.find(|&clause| between && participle < clause)
    }

    /// "marked by his refusal to leave": the noun right before an infinitive that the parse hangs from
    /// the verb, where the noun says something of the infinitive.
    pub(super) fn noun_before_infinitive(
        &self,
        clause: TokenIndex,
        head: TokenIndex,
    ) -> Option<TokenIndex> {
        let trees = self.trees;
        let labels = [Label::ADVCL, Label::XCOMP];
        let marker = trees
            .children_with(clause, &[Label::MARK])
            .find(|&marker| labels.contains(&trees.label(clause)) && trees.lemma(marker) == "to")?;
        let last = TokenIndex(marker.0.checked_sub(1)?);
        let governs = |noun: &TokenIndex| {
            trees.token(*noun).tag == UniversalTag::Noun
                && *noun != head
                && matches!(
                    self.grammar.governor(trees.lemma(*noun)),
                    Some(Factuality::Negated | Factuality::Planned | Factuality::Possible)
                )
        };
        // "the decision of the board to allow ..."
        let above = trees.head(last).filter(|_| {
            trees.label(last) == Label::NMOD
                && ["of", "by"].iter().any(|word| trees.is_marked_by(last, word))
        });
        [Some(last), above].into_iter().flatten().find(governs)
    }

    /// "told the court that X is ...": a clause with "that" and a subject of its own is what is
    /// said, even where the parse hangs it from the hearer.
    pub(super) fn reporting_verb(&self, clause: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        let hearer = trees.head(clause)?;
        let said = [Label::ACL_RELCL, Label::ACL].contains(&trees.label(clause))
            && trees.is_marked_by(clause, "that")
            && trees.has_child(clause, &[Label::NSUBJ, Label::NSUBJ_PASS])
            && [Label::OBJ, Label::IOBJ, Label::OBL].contains(&trees.label(hearer));
        trees.head(hearer).filter(|&verb| said && self.grammar.is_speech_verb(trees.lemma(verb)))
    }

    /// The clauses that a verb of speech reports.
    pub(super) fn reported_clauses(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        let mut found: Vec<TokenIndex> = trees.children_with(verb, &[Label::CCOMP]).collect();
        let others = trees.children_with(verb, &[Label::CONJ]);
        found.extend(others.filter(|&other| self.reported_before(other, verb).is_some()));
        let hearers = trees.children_with(verb, &[Label::OBJ, Label::IOBJ, Label::OBL]);
        for hearer in hearers {
            let clauses = trees.children_with(hearer, &[Label::ACL_RELCL, Label::ACL]);
            found.extend(clauses.filter(|&clause| self.reporting_verb(clause) == Some(verb)));
        }
        found
    }

    /// "Having met X, Y flew on": the subject stands in the clause that follows.
    fn following_subjects(&self, verb: TokenIndex, depth: u8) -> Vec<TokenIndex> {
        let trees = self.trees;
        let having = trees
            .children_with(verb, &[Label::AUX])
            .any(|auxiliary| trees.token(auxiliary).penn == PennTag::VBG);
        let mut clauses = trees.children_with(verb, &[Label::PARATAXIS]);
        match clauses.find(|&clause| clause > verb) {
            Some(clause) if having || trees.token(verb).penn == PennTag::VBG => {
                self.inherited_subjects(clause, depth + 1)
            }
            _ => Vec::new(),
        }
    }

    /// "In 2011 Qatar armed ...": what the parse takes for part of a phrase before the finite verb of
    /// a sentence without a subject, and what that is named or listed after.
    fn preceding_nouns(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.trees;
        let nominal = |token: TokenIndex| {
            let tags = [UniversalTag::Noun, UniversalTag::ProperNoun, UniversalTag::Pronoun];
            let inside = [Label::FLAT, Label::COMPOUND, Label::NMOD_POSS, Label::NMOD_DESC];
            tags.contains(&trees.token(token).tag) && !inside.contains(&trees.label(token))
        };
        let finite = matches!(trees.token(verb).penn, PennTag::VBD | PennTag::VBZ | PennTag::VBP);
        let tokens = trees.document.sentence_of(verb).filter(|_| finite);
        let Some(start) = tokens.map(|index| trees.document.sentences[index.index()].tokens.start)
        else {
            return Vec::new();
        };
        let nearest = (start.0..verb.0).rev().map(TokenIndex).find(|&token| nominal(token));
        let free = |token: &TokenIndex| {
            !trees.children(*token).any(|child| trees.label(child) == Label::CASE)
        };
        let Some(first) = nearest.filter(free) else { return Vec::new() };
        let listed = |token: TokenIndex| [Label::CONJ, Label::APPOS].contains(&trees.label(token));
        let above = std::iter::successors(Some(first), |&token| {
            trees.head(token).filter(|_| listed(token)).filter(free)
        });
        above.collect()
    }

    fn is_time_or_sum(&self, noun: TokenIndex, participle: TokenIndex) -> bool {
        let lemma = self.trees.lemma(noun);
        let spent = self.trees.token(participle).penn == PennTag::VBG
            && self.trees.label(noun) == Label::OBJ
            && self.grammar.is_sum(lemma);
        self.grammar.is_time(lemma) || spent
    }

    /// "signed a letter condemning X": who signs it condemns, who blocks it does not.
    pub(super) fn is_message_of(&self, noun: TokenIndex, participle: TokenIndex) -> bool {
        let trees = self.trees;
        let makes = |verb: TokenIndex| {
            self.grammar.is_light_verb(trees.lemma(verb))
                || self.grammar.is_making_verb(trees.lemma(verb))
        };
        trees.token(participle).penn == PennTag::VBG
            && self.grammar.is_message(trees.lemma(noun))
            && (!self.owners(noun).is_empty() || trees.head(noun).is_some_and(makes))
    }

    /// Of two subjects one before and one after its verb, the latter is an object.
    pub(super) fn is_displaced_object(&self, subject: TokenIndex, verb: TokenIndex) -> bool {
        subject > verb
            && self.trees.children_with(verb, &[Label::NSUBJ]).any(|other| other < verb)
            && !self.grammar.is_speech_verb(self.trees.lemma(verb))
    }

    fn is_participle(&self, verb: TokenIndex) -> bool {
        matches!(self.trees.token(verb).penn, PennTag::VBG | PennTag::VBN)
    }

    /// "accused X of attacking", "thanked X for helping", "stopped X from leaving": the deed is that
    /// of the object.
    fn is_deed_of_object(&self, clause: TokenIndex, verb: TokenIndex) -> bool {
        let trees = self.trees;
        trees.token(clause).penn == PennTag::VBG
            && ["of", "for", "from", "into"].iter().any(|word| trees.is_marked_by(clause, word))
            && trees.has_child(verb, &[Label::OBJ, Label::NSUBJ_PASS])
    }

    /// Who does what an infinitive below `verb` says.
    fn controllers(&self, verb: TokenIndex, object_control: bool, depth: u8) -> Vec<TokenIndex> {
        let trees = self.trees;
        if object_control && !self.is_passive(verb) {
            if let Some(object) = trees.children_with(verb, &[Label::OBJ, Label::IOBJ]).next() {
                return self.expand(object, verb);
            }
            if let Some(addressed) = self.addressed(verb) {
                return self.expand(addressed, verb);
            }
        }
        self.inherited_subjects(verb, depth + 1)
    }

    /// "called on X to ...", "appealed to X to ...": whom a demand is made to.
    fn addressed(&self, verb: TokenIndex) -> Option<TokenIndex> {
        let trees = self.trees;
        trees.children_with(verb, &[Label::OBL]).find(|&oblique| {
            ["on", "upon", "to", "with", "for"].iter().any(|word| trees.is_marked_by(oblique, word))
                && self.grammar.governor(trees.lemma(verb)) == Some(Factuality::Demanded)
        })
    }

    /// Who does what an infinitive of purpose below `verb` says: whoever does what the verb says, but
    /// for demands ("called on X to").
    fn purpose_subjects(&self, verb: TokenIndex, depth: u8) -> Vec<TokenIndex> {
        let demand = self.grammar.governor(self.trees.lemma(verb)) == Some(Factuality::Demanded);
        if demand {
            self.controllers(verb, true, depth)
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
        // "became the first senator to endorse X", "is the first to endorse X"
        if self.trees.has_child(noun, &[Label::COP]) || self.trees.label(noun) == Label::XCOMP {
            let subjects = self.inherited_subjects(noun, depth + 1);
            if !subjects.is_empty() {
                return subjects;
            }
        }
        match self.trees.head(noun) {
            Some(verb) if self.trees.label(noun) == Label::OBJ && !self.is_named(noun) => {
                // "gave the ambassador three days to leave"
                let receivers = self.indirect_objects(verb);
                if receivers.is_empty() {
                    self.inherited_subjects(verb, depth + 1)
                } else {
                    receivers
                }
            }
            // The headline "A and B to meet".
            None if self.is_named(noun) => self.trees.with_conjuncts(noun),
            _ => vec![noun],
        }
    }

    pub(super) fn is_named(&self, noun: TokenIndex) -> bool {
        self.trees.token(noun).tag == UniversalTag::ProperNoun
    }
}
