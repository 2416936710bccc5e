//! Nouns, compounds and prefixes as predicates: "Russia's support for Assad", "US-backed rebels",
//! "anti-Assad opposition".
//!
//! In come a pattern and the token that may be its head; out come candidates. A noun's arguments
//! stand in many places: possessor, adjective, "by", "from", the verb that lends it a subject
//! ("launched an attack on"), the clause it is an adverbial of ("in protest at"), or what it is the
//! price of ("concessions from X in return for Y's support").

use super::Factuality;
use super::matcher::{Candidate, Matcher};
use super::pattern::{Filler, Part, Pattern, Role, Slot};
use super::resolve::Resolved;
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};

/// How sure it is that an adjective before a noun names who does it.
const ADJECTIVE_FACTOR: f64 = 0.95;
/// How sure it is that who pays the price of something gets it.
const EXCHANGE_FACTOR: f64 = 0.9;
/// How far to the right of a hyphenated modifier its noun may stand.
const LONGEST_MODIFIER_DISTANCE: u32 = 8;

impl Matcher<'_> {
    pub(super) fn noun<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        noun: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        // "the Syrian rebel alliance" is an actor; "Syria's alliance with" is not.
        if !self.is_event(pattern, noun) {
            return Vec::new();
        }
        let Some(mut parts) = self.parts(pattern, noun) else { return Vec::new() };
        let mut first = self.noun_agents(pattern, noun);
        let grammar = self.arguments.grammar;
        if let Some(verb) = self.governing_verb(noun) {
            let lemma = self.arguments.trees.lemma(verb);
            if parts.slot.is_empty() && grammar.is_receiving_verb(lemma) {
                parts.slot = self.resolve_all(&self.arguments.subjects(verb), other_slot(pattern));
            } else if first.is_empty()
                && grammar.is_light_verb(lemma)
                && !self.is_deed_of_others(verb, noun)
            {
                first = self.resolve_all(&self.arguments.subjects(verb), pattern.first);
            }
        }
        if first.is_empty() {
            first = self.resolve_all(&self.adverbial_agents(noun), pattern.first);
        }
        if parts.slot.is_empty() && !first.is_empty() {
            parts.slot = self.implied_targets(pattern, noun);
        }
        if pattern.takes_with() {
            let slot = Slot { role: Role::Target, ..pattern.first };
            let mut both = self
                .resolve_all(&self.arguments.obliques_marked(noun, &["between", "among"]), slot);
            if both.is_empty() {
                both = self.resolve_all(&self.parties_of_event(noun), slot);
            }
            let named = both.len() > 1;
            let group = if named { both } else { first.clone() };
            let mutual = named || self.is_mutual(noun);
            if (parts.slot.is_empty() && mutual) || group.len() > 1 && first.is_empty() {
                return self.pairs(pattern, noun, &parts.trigger, &group);
            }
        }
        self.candidates(pattern, noun, parts.trigger, &first, &parts.slot)
    }

    /// "demanded the release of X", "rejected the expulsion of X": who demands or rejects what is done to
    /// somebody does not do it.
    fn is_deed_of_others(&self, verb: TokenIndex, noun: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let grammar = self.arguments.grammar;
        let governor = grammar.governor(trees.lemma(verb));
        grammar.is_suffered(trees.lemma(noun))
            && matches!(governor, Some(Factuality::Demanded | Factuality::Negated))
    }

    /// "clashes broke out between A and B": the parties of what happens.
    fn parties_of_event(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.arguments.trees;
        let happening = trees.head(noun).filter(|&verb| {
            [Label::NSUBJ, Label::CSUBJ, Label::ADVCL].contains(&trees.label(noun))
                && noun < verb
                && self.arguments.grammar.is_occurrence(trees.lemma(verb))
        });
        happening.map_or_else(Vec::new, |verb| {
            self.arguments.obliques_marked(verb, &["between", "among"])
        })
    }

    /// Whether the word names what is done: "Syria's alliance with", "fighting between", but not "the
    /// Syrian rebel alliance", which is an actor.
    fn is_event(&self, pattern: &Pattern, word: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let together = || !self.arguments.obliques_marked(word, &["between", "with"]).is_empty();
        match self.tag(word) {
            UniversalTag::Noun => {
                self.resolver.mention_at(word).is_none()
                    || pattern.takes_with() && together()
                    || self.has_phrase(pattern, word)
            }
            UniversalTag::Verb => {
                trees.token(word).penn == PennTag::VBG
                    && pattern.takes_with()
                    && !trees.has_child(word, &[Label::NSUBJ, Label::OBJ, Label::AUX])
                    && !(self.arguments.obliques_marked(word, &["between"]).is_empty()
                        && self.parties_of_event(word).is_empty())
            }
            _ => false,
        }
    }

    /// "opposition to Erdogan": the phrase that the pattern asks for tells that it is no actor.
    fn has_phrase(&self, pattern: &Pattern, noun: TokenIndex) -> bool {
        pattern.parts.iter().any(|part| {
            matches!(part.filler, Filler::Slot(_))
                && !part.prepositions.contains("of")
                && !part.prepositions.contains("in")
                && !self.arguments.obliques(noun, &part.prepositions).is_empty()
        })
    }

    /// Whether those who have what the noun names have it with each other: "held talks", but not
    /// "did not stop the battle of Idlib".
    fn is_mutual(&self, noun: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let about_another = trees
            .children_with(noun, &[Label::NMOD])
            .any(|child| ["of", "against"].iter().any(|word| trees.is_marked_by(child, word)));
        let undone = self.governing_verb(noun).is_some_and(|verb| {
            matches!(
                self.arguments.grammar.governor(trees.lemma(verb)),
                Some(Factuality::Negated | Factuality::Ended)
            )
        });
        !about_another && !undone
    }

    /// The verb whose object (or passive subject) a noun is, alone or as the content of another:
    /// "launched a series of attacks".
    pub(super) fn governing_verb(&self, noun: TokenIndex) -> Option<TokenIndex> {
        let trees = self.arguments.trees;
        let outer = self.arguments.container(noun);
        let governed = |label: Label| [Label::OBJ, Label::NSUBJ_PASS].contains(&label);
        match trees.label(outer) {
            label if governed(label) => trees.head(outer),
            Label::CONJ if trees.head(outer).is_some_and(|first| governed(trees.label(first))) => {
                trees.head(outer).and_then(|first| trees.head(first))
            }
            // "the war launched by X", "sanctions imposed by X"
            _ => trees.children_with(noun, &[Label::ACL, Label::ACL_RELCL]).find(|&clause| {
                self.arguments.grammar.is_light_verb(trees.lemma(clause))
                    && self.arguments.objects(clause).contains(&noun)
            }),
        }
    }

    /// Whose a noun is, by possessor, adjective, "by", "from" or, where the pattern leaves it free, "of".
    fn noun_agents(&self, pattern: &Pattern, noun: TokenIndex) -> Vec<Resolved> {
        let trees = self.arguments.trees;
        let outer = self.arguments.container(noun);
        let mut found = Vec::new();
        let both = [noun, outer];
        for &place in if outer == noun { &both[..1] } else { &both[..] } {
            if found.is_empty() {
                let owners: Vec<TokenIndex> = trees
                    .children_with(place, &[Label::NMOD_POSS])
                    .flat_map(|owner| trees.with_conjuncts(owner))
                    .collect();
                found = self.resolve_all(&owners, pattern.first);
            }
            if found.is_empty() {
                let groups = self.resolver.modifier_groups(place, ADJECTIVE_FACTOR);
                found =
                    groups.into_iter().filter(|group| !self.are_topics(group)).flatten().collect();
            }
            for preposition in ["by", "from", "among", "of"] {
                let free =
                    !pattern.parts.iter().any(|part| part.prepositions.contains(preposition));
                if found.is_empty() && free {
                    let phrases = match preposition {
                        "by" => self.arguments.agents(place),
                        _ => self.arguments.obliques_marked(place, &[preposition]),
                    };
                    found = self.resolve_all(&phrases, pattern.first);
                }
            }
        }
        found
    }

    /// Whether modifiers say what the noun is about: "Iran sanctions", but not "US and Russian
    /// proposals", where the second shows what the first is.
    fn are_topics(&self, group: &[Resolved]) -> bool {
        group.iter().all(|one| self.resolver.is_topic(one.mention))
    }

    /// "marched in protest at", "acts in defiance of": the clause's subject does what a bare
    /// adverbial noun says.
    fn adverbial_agents(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.arguments.trees;
        let bare = self.arguments.is_adverbial(noun) || self.is_own_journey(noun);
        let Some(head) = trees.head(noun).filter(|_| bare) else { return Vec::new() };
        if self.tag(head) == UniversalTag::Verb {
            return self.arguments.subjects(head);
        }
        let owners = self.arguments.owners(head);
        match self.governing_verb(head) {
            Some(verb) if owners.is_empty() => self.arguments.subjects(verb),
            _ => owners,
        }
    }

    /// "on a visit to X", "during his trip to X": it is the subject's.
    fn is_own_journey(&self, noun: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let of_another = |owner| trees.token(owner).penn != PennTag::PRP_POSS;
        ["on", "during"].iter().any(|word| trees.is_marked_by(noun, word))
            && self.arguments.grammar.is_journey(trees.lemma(noun))
            && !trees.children_with(noun, &[Label::NMOD_POSS]).any(of_another)
    }

    /// To whom a noun is directed where no phrase says so: "Iran sanctions", "won with Russian
    /// support", "concessions from X in return for Y's support".
    fn implied_targets(&self, pattern: &Pattern, noun: TokenIndex) -> Vec<Resolved> {
        let trees = self.arguments.trees;
        let slot = other_slot(pattern);
        let groups = self.resolver.modifier_groups(noun, ADJECTIVE_FACTOR);
        // "its UK insurance operation" is one of insurance.
        let narrowed = trees
            .children_with(noun, &[Label::COMPOUND])
            .any(|child| child.0 + 1 == noun.0 && self.resolver.mention_over(child).is_none());
        let topics: Vec<Resolved> = groups
            .into_iter()
            .filter(|group| self.are_topics(group) && !narrowed)
            .flatten()
            .collect();
        if !topics.is_empty() || !self.arguments.grammar.is_gift(trees.lemma(noun)) {
            return topics;
        }
        let Some(head) = trees.head(noun) else { return topics };
        let receivers = if trees.is_marked_by(noun, "with") && self.tag(head) == UniversalTag::Verb
        {
            self.arguments.subjects(head)
        } else if trees.is_marked_by(noun, "for")
            && self.arguments.grammar.is_exchange(trees.lemma(head))
        {
            self.payers(head)
        } else {
            Vec::new()
        };
        let mut found = self.resolve_all(&receivers, slot);
        for resolved in &mut found {
            resolved.factor *= EXCHANGE_FACTOR;
        }
        found
    }

    /// Who gives something in exchange: from whom it comes, else who does it.
    fn payers(&self, exchange: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.arguments.trees;
        let mut node = exchange;
        while let Some(head) = trees.head(node) {
            let from = self.arguments.obliques_marked(head, &["from"]);
            if !from.is_empty() {
                return from;
            }
            if self.tag(head) == UniversalTag::Verb {
                let object = self.arguments.objects(head);
                let of_object =
                    object.iter().flat_map(|&noun| self.arguments.obliques_marked(noun, &["from"]));
                let from: Vec<TokenIndex> = of_object.collect();
                return if from.is_empty() { self.arguments.subjects(head) } else { from };
            }
            node = head;
        }
        Vec::new()
    }

    pub(super) fn compound<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        participle: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        let before = participle.0.checked_sub(2).map(TokenIndex);
        let Some(end) = before
            .filter(|_| self.arguments.trees.is_hyphen(TokenIndex(participle.0.saturating_sub(1))))
        else {
            return Vec::new();
        };
        self.hyphenated(pattern, participle, end, participle)
    }

    pub(super) fn prefix<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        prefix: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        if !self.arguments.trees.is_hyphen(TokenIndex(prefix.0 + 1)) {
            return Vec::new();
        }
        let start = TokenIndex(prefix.0 + 2);
        self.hyphenated(pattern, prefix, start, start)
    }

    fn hyphenated<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        predicate: TokenIndex,
        name: TokenIndex,
        modifier: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        let Some(mention) = self.resolver.mention_over(name) else { return Vec::new() };
        let Some(Part { filler: Filler::Slot(slot), .. }) = pattern.parts.first() else {
            return Vec::new();
        };
        let first = [Resolved { mention, factor: 1.0 }];
        let second = self.modified_actors(modifier, *slot);
        self.candidates(pattern, predicate, vec![predicate], &first, &second)
    }

    /// The actor that a hyphenated modifier describes; of a thing, whoever uses it: "rebels use
    /// Saudi-supplied missiles".
    fn modified_actors(&self, modifier: TokenIndex, slot: Slot) -> Vec<Resolved> {
        let direct = Slot { direct: true, ..slot };
        // What stands right after it is surer than what the parser hangs it from.
        if let Some(noun) = self.following_noun(modifier) {
            let found = self.resolve_all(&[noun], direct);
            if !found.is_empty() {
                return found;
            }
        }
        let Some(noun) = self.modified_noun(modifier) else { return Vec::new() };
        let found = self.resolve_all(&[noun], direct);
        let user = self
            .governing_verb(noun)
            .filter(|&verb| self.arguments.grammar.is_using_verb(self.arguments.trees.lemma(verb)));
        match user {
            Some(verb) if found.is_empty() => {
                self.resolve_all(&self.arguments.subjects(verb), slot)
            }
            _ => found,
        }
    }

    /// The last noun of the words right after a hyphenated modifier.
    fn following_noun(&self, modifier: TokenIndex) -> Option<TokenIndex> {
        let nominal = |token: &TokenIndex| {
            matches!(
                self.tag(*token),
                UniversalTag::Noun | UniversalTag::ProperNoun | UniversalTag::Adjective
            )
        };
        let run = (modifier.0 + 1..=modifier.0 + LONGEST_MODIFIER_DISTANCE).map(TokenIndex);
        run.take_while(nominal).filter(|&token| self.tag(token) != UniversalTag::Adjective).last()
    }

    /// The noun, to the right, that a hyphenated modifier belongs to.
    fn modified_noun(&self, modifier: TokenIndex) -> Option<TokenIndex> {
        let trees = self.arguments.trees;
        let labels = [
            Label::AMOD,
            Label::COMPOUND,
            Label::NMOD,
            Label::ACL,
            Label::NMOD_DESC,
            Label::OBL,
            Label::OBL_UNMARKED,
            Label::NSUBJ,
            Label::ADVMOD,
        ];
        let by_tree = trees.ancestors(modifier).find(|&head| {
            head > modifier
                && matches!(self.tag(head), UniversalTag::Noun | UniversalTag::ProperNoun)
        });
        by_tree.filter(|&noun| {
            noun.0 - modifier.0 <= LONGEST_MODIFIER_DISTANCE
                && labels.contains(&trees.label(modifier))
        })
    }
}

/// The slot of the end that does not go with the head.
fn other_slot(pattern: &Pattern) -> Slot {
    Slot { role: pattern.first.role.other(), ..pattern.first }
}
