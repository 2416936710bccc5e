//! Matching patterns against the normalised arguments of one predicate.
//!
//! In come a token and a pattern whose head it may be; out come [`Candidate`]s: pairs of mentions
//! that fill the pattern's slots. What they mean (negation, plans, claims) is decided afterwards.
//! Here are verbs and what is said with "be"; nouns and compounds are in [`nouns`](super::nouns),
//! what stands below the head in [`parts`](super::parts).

use super::arguments::Arguments;
use super::pattern::{Filler, Part, Pattern, Role, Shape, Slot, Words};
use super::resolve::{Reach, Resolved, Resolver};
use crate::language::{DependencyLabel as Label, TokenIndex, UniversalTag};

/// The largest group of which every two are taken to do something to each other.
const LARGEST_CLIQUE: usize = 3;

/// How sure a pattern of each shape is before anything is known of its arguments.
const fn base_confidence(shape: &Shape) -> f64 {
    match shape {
        Shape::Verb | Shape::Compound => 0.88,
        Shape::Predicative { .. } | Shape::Reciprocal => 0.84,
        Shape::Noun | Shape::Prefix | Shape::PredicativePreposition => 0.8,
    }
}

/// Two mentions that fill the slots of a pattern.
#[derive(Clone, Debug)]
pub struct Candidate<'lexicon> {
    /// The pattern.
    pub pattern: &'lexicon Pattern,
    /// The token that its head matched.
    pub predicate: TokenIndex,
    /// The tokens that its words matched, in reading order.
    pub trigger: Vec<TokenIndex>,
    /// Position of the mention that does it.
    pub source: usize,
    /// Position of the mention to whom it is done.
    pub target: usize,
    /// How sure the match is, 0..1.
    pub confidence: f64,
}

/// Matches patterns against the trees of one document.
pub struct Matcher<'finder> {
    /// Arguments of predicates.
    pub arguments: &'finder Arguments<'finder>,
    /// Actors of arguments.
    pub resolver: &'finder Resolver<'finder>,
}

impl<'finder> Matcher<'finder> {
    /// The pairs of mentions for which `pattern` holds with `token` as its head.
    pub fn matches<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        token: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        if !self.is_word(token, &pattern.heads) {
            return Vec::new();
        }
        match &pattern.shape {
            Shape::Verb => self.verb(pattern, token),
            Shape::Reciprocal => self.reciprocal(pattern, token),
            Shape::Noun => self.noun(pattern, token),
            Shape::Predicative { case } => self.predicative(pattern, token, case),
            Shape::PredicativePreposition => self.preposition(pattern, token),
            Shape::Compound => self.compound(pattern, token),
            Shape::Prefix => self.prefix(pattern, token),
        }
    }

    fn verb<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        verb: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        // What a hyphen joins to the word before it is a compound: "rebel-held".
        let compound = verb
            .0
            .checked_sub(1)
            .is_some_and(|before| self.arguments.trees.is_hyphen(TokenIndex(before)));
        if compound || self.tag(verb) != UniversalTag::Verb || !self.has_particle(pattern, verb) {
            return Vec::new();
        }
        let Some(parts) = self.parts(pattern, verb) else { return Vec::new() };
        let first = self.resolve_all(&self.arguments.subjects(verb), pattern.first);
        self.candidates(pattern, verb, parts.trigger, &first, &parts.slot)
    }

    fn reciprocal<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        verb: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        if self.tag(verb) != UniversalTag::Verb || !self.has_particle(pattern, verb) {
            return Vec::new();
        }
        let Some(parts) = self.parts(pattern, verb) else { return Vec::new() };
        // "agreed to a ceasefire": an oblique that the pattern itself names is no other party.
        let obliques = self.arguments.obliques_marked(verb, &["with", "to", "against"]);
        let acting = |oblique: TokenIndex| {
            let resolved = self.resolver.resolve(oblique, Reach::Known);
            resolved.is_empty() || resolved.iter().any(|one| self.resolver.may_act(one.mention))
        };
        let others =
            obliques.iter().any(|&oblique| !parts.trigger.contains(&oblique) && acting(oblique))
                || (pattern.parts.is_empty() && self.is_done_to_another(verb));
        if others {
            return Vec::new();
        }
        let subjects = self.resolve_all(&self.arguments.surface_subjects(verb), pattern.first);
        self.pairs(pattern, verb, &parts.trigger, &subjects)
    }

    /// Whether the verb's object is another party: of "discussed the war" it is not.
    fn is_done_to_another(&self, verb: TokenIndex) -> bool {
        let topical = self.arguments.grammar.is_topical_verb(self.arguments.trees.lemma(verb));
        !topical && !self.arguments.objects(verb).is_empty()
    }

    fn predicative<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        head: TokenIndex,
        case: &Words,
    ) -> Vec<Candidate<'lexicon>> {
        let trees = self.arguments.trees;
        let marked = trees.markers(head).any(|marker| case.contains(trees.lemma(marker)));
        if !case.is_empty() && !marked {
            return Vec::new();
        }
        let mut subjects = self.predicative_subjects(head);
        if subjects.is_empty() {
            return Vec::new();
        }
        if pattern.parts.iter().any(|part| part.prepositions.contains("and")) {
            // "its enemies, including A and B": these are not each other's.
            let trees = self.arguments.trees;
            let listed = |subject: TokenIndex| {
                self.is_instance(subject)
                    || trees.head(subject).is_some_and(|first| self.is_instance(first))
            };
            subjects.retain(|&subject| !listed(subject));
            let group = self.resolve_all(&subjects, pattern.first);
            return self.pairs(pattern, head, &[head], &group);
        }
        let first = self.resolve_all(&subjects, pattern.first);
        let Some(parts) = self.parts(pattern, head) else { return Vec::new() };
        self.candidates(pattern, head, parts.trigger, &first, &parts.slot)
    }

    /// Of whom an adjective, participle or noun is said.
    fn predicative_subjects(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.arguments.trees;
        // "is one of its critics" says what "is a critic" does.
        let head = self.one_of(noun).unwrap_or(noun);
        let copular =
            trees.has_child(head, &[Label::COP, Label::AUX_PASS, Label::NSUBJ, Label::NSUBJ_PASS]);
        let above = || trees.head(head).into_iter().collect::<Vec<_>>();
        match trees.label(head) {
            _ if copular => self.arguments.surface_subjects(head),
            Label::XCOMP | Label::CONJ => self.arguments.surface_subjects(head),
            Label::ACL | Label::AMOD | Label::APPOS => above(),
            // "Russian ally Iran": a noun before the name it describes.
            Label::COMPOUND | Label::NMOD_DESC if self.describes_name(head) => above(),
            Label::ADVCL => trees
                .head(head)
                .map(|verb| self.arguments.surface_subjects(verb))
                .unwrap_or_default(),
            Label::OBL if trees.is_marked_by(head, "as") => {
                trees.head(head).map(|verb| self.taken_as(verb)).unwrap_or_default()
            }
            // "their ally, Iran, ...", "critics of X, including Y"
            _ => trees
                .children_with(head, &[Label::APPOS, Label::FLAT, Label::NMOD])
                .filter(|&child| trees.label(child) != Label::NMOD || self.is_instance(child))
                .flat_map(|child| trees.with_conjuncts(child))
                .collect(),
        }
    }

    /// "including X", "such as X": one of those whom the noun before speaks of.
    fn is_instance(&self, noun: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        trees.markers(noun).any(|marker| match trees.form(marker) {
            "including" => true,
            word => word == "such" && trees.has_child(marker, &[Label::FIXED]),
        })
    }

    /// Whom a verb makes into something by "as": "regard Iran as an enemy", "Iran emerged as an enemy".
    fn taken_as(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        let objects = self.arguments.objects(verb);
        if objects.is_empty() { self.arguments.surface_subjects(verb) } else { objects }
    }

    /// "One" of "one of its critics".
    fn one_of(&self, noun: TokenIndex) -> Option<TokenIndex> {
        let trees = self.arguments.trees;
        let inside = trees.label(noun) == Label::NMOD && trees.is_marked_by(noun, "of");
        trees.head(noun).filter(|&head| inside && trees.lemma(head) == "one")
    }

    fn describes_name(&self, noun: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        trees
            .head(noun)
            .is_some_and(|head| head > noun && self.tag(head) == UniversalTag::ProperNoun)
    }

    fn preposition<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        word: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        let trees = self.arguments.trees;
        let Some(noun) = trees.head(word).filter(|_| trees.label(word) == Label::CASE) else {
            return Vec::new();
        };
        let Some(Part { filler: Filler::Slot(slot), .. }) = pattern.parts.first() else {
            return Vec::new();
        };
        if !trees.has_child(noun, &[Label::COP]) {
            return Vec::new();
        }
        let first = self.resolve_all(&self.arguments.surface_subjects(noun), pattern.first);
        let second = self.resolve_all(&trees.with_conjuncts(noun), *slot);
        self.candidates(pattern, word, vec![word], &first, &second)
    }

    pub(super) fn tag(&self, token: TokenIndex) -> UniversalTag {
        self.arguments.trees.token(token).tag
    }

    /// The actors that arguments stand for, where a slot admits them.
    pub(super) fn resolve_all(&self, tokens: &[TokenIndex], slot: Slot) -> Vec<Resolved> {
        let mut found: Vec<Resolved> = Vec::new();
        for &token in tokens {
            let private = slot.role == Role::Source && self.resolver.is_private_person(token);
            let reach = match slot.role {
                _ if slot.direct => Reach::Itself,
                Role::Source => Reach::Known,
                Role::Target => Reach::Anything,
            };
            for resolved in self.resolver.resolve(token, reach) {
                // "French farmers" do not act for France, but "Fatah activists" do for Fatah.
                if private && !self.resolver.is_organisation(resolved.mention) {
                    continue;
                }
                let acts = (slot.role == Role::Target && !slot.actor)
                    || slot.land
                    || self.resolver.may_act(resolved.mention);
                let acts = acts
                    && (!slot.place || self.resolver.is_place(resolved.mention))
                    && self
                        .resolver
                        .kind(resolved.mention)
                        .is_some_and(|kind| slot.kinds.contains(kind));
                if acts && found.iter().all(|known| known.mention != resolved.mention) {
                    found.push(resolved);
                }
            }
        }
        found
    }

    /// Every one of `first` with every one of `second`.
    pub(super) fn candidates<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        predicate: TokenIndex,
        trigger: Vec<TokenIndex>,
        first: &[Resolved],
        second: &[Resolved],
    ) -> Vec<Candidate<'lexicon>> {
        let base = base_confidence(&pattern.shape);
        let pairs = first.iter().flat_map(|one| second.iter().map(move |other| (one, other)));
        pairs
            .map(|(one, other)| {
                let (source, target) = match pattern.first.role {
                    Role::Source => (one, other),
                    Role::Target => (other, one),
                };
                Candidate {
                    pattern,
                    predicate,
                    trigger: trigger.clone(),
                    source: source.mention,
                    target: target.mention,
                    confidence: base * one.factor * other.factor,
                }
            })
            .filter(|candidate| pattern.has_land() || self.resolver.may_act(candidate.source))
            .collect()
    }

    /// Every two of a group that does something to each other.
    pub(super) fn pairs<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        predicate: TokenIndex,
        trigger: &[TokenIndex],
        group: &[Resolved],
    ) -> Vec<Candidate<'lexicon>> {
        let mut found = Vec::new();
        // A long list is no clique of pairs: what "talks between A and B, C, D and E" says for
        // certain is that A talks with each of the others.
        let leaders = if group.len() > LARGEST_CLIQUE { 1 } else { group.len() };
        for (position, one) in group.iter().enumerate().take(leaders) {
            for other in &group[position + 1..] {
                found.extend(self.candidates(
                    pattern,
                    predicate,
                    trigger.to_vec(),
                    &[*one],
                    &[*other],
                ));
            }
        }
        found
    }
}
