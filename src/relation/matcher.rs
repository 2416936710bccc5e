//! Matching patterns against the normalised arguments of one predicate.
//!
//! In come a token and a pattern whose head it may be; out come [`Candidate`]s: pairs of mentions
//! that fill the pattern's slots. What they mean (negation, plans, claims) is decided afterwards.

use super::arguments::Arguments;
use super::pattern::{Filler, Part, Pattern, Role, Shape, Slot, Words};
use super::resolve::{Resolved, Resolver};
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

/// What a pattern's parts matched below its head.
struct PartsMatch {
    trigger: Vec<TokenIndex>,
    slot: Vec<Resolved>,
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
        if self.tag(verb) != UniversalTag::Verb || !self.has_particle(pattern, verb) {
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
        let with = Words::from_iter(["with", "to", "against"]);
        let others = !self.arguments.obliques(verb, &with).is_empty()
            || (pattern.parts.is_empty() && !self.arguments.objects(verb).is_empty());
        if others {
            return Vec::new();
        }
        let subjects = self.resolve_all(&self.arguments.surface_subjects(verb), pattern.first);
        self.pairs(pattern, verb, &parts.trigger, &subjects)
    }

    fn noun<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        noun: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        // "the Syrian rebel alliance" is an actor; "Syria's alliance with" is not.
        if self.tag(noun) != UniversalTag::Noun || self.resolver.mention_at(noun).is_some() {
            return Vec::new();
        }
        let Some(mut parts) = self.parts(pattern, noun) else { return Vec::new() };
        let mut first = self.noun_agents(pattern, noun);
        let governor = self.governing_verb(noun);
        if let Some(verb) = governor {
            let lemma = self.arguments.trees.lemma(verb).to_lowercase();
            if parts.slot.is_empty() && self.arguments.grammar.is_receiving_verb(&lemma) {
                let slot = Slot { role: pattern.first.role.other(), ..pattern.first };
                parts.slot = self.resolve_all(&self.arguments.subjects(verb), slot);
            } else if first.is_empty() && self.arguments.grammar.is_light_verb(&lemma) {
                first = self.resolve_all(&self.arguments.subjects(verb), pattern.first);
            }
        }
        if pattern.takes_with() {
            let between = Words::from_iter(["between", "among"]);
            let slot = Slot { role: Role::Target, ..pattern.first };
            let both = self.resolve_all(&self.arguments.obliques(noun, &between), slot);
            let group = if both.len() > 1 { both } else { first.clone() };
            if parts.slot.is_empty() || group.len() > 1 && first.is_empty() {
                return self.pairs(pattern, noun, &parts.trigger, &group);
            }
        }
        self.candidates(pattern, noun, parts.trigger, &first, &parts.slot)
    }

    /// The verb whose object (or passive subject) a noun is.
    fn governing_verb(&self, noun: TokenIndex) -> Option<TokenIndex> {
        let trees = self.arguments.trees;
        match trees.label(noun) {
            Label::OBJ | Label::NSUBJ_PASS => trees.head(noun),
            Label::CONJ => trees.head(noun).and_then(|first| match trees.label(first) {
                Label::OBJ | Label::NSUBJ_PASS => trees.head(first),
                _ => None,
            }),
            // "the war launched by X", "sanctions imposed by X"
            _ => trees.children_with(noun, &[Label::ACL, Label::ACL_RELCL]).find(|&clause| {
                self.arguments.grammar.is_light_verb(&trees.lemma(clause).to_lowercase())
                    && self.arguments.objects(clause).contains(&noun)
            }),
        }
    }

    /// Whose a noun is, by possessor, adjective, "by", "from" or, where the pattern leaves it free, "of".
    fn noun_agents(&self, pattern: &Pattern, noun: TokenIndex) -> Vec<Resolved> {
        let trees = self.arguments.trees;
        let mut found = Vec::new();
        let owners: Vec<TokenIndex> = trees
            .children_with(noun, &[Label::NMOD_POSS])
            .flat_map(|owner| trees.with_conjuncts(owner))
            .collect();
        found.extend(self.resolve_all(&owners, pattern.first));
        if found.is_empty() {
            self.resolver.modifiers(noun, 0.95, &mut found);
        }
        for preposition in ["by", "from", "of"] {
            let free = !pattern.parts.iter().any(|part| part.prepositions.contains(preposition));
            if found.is_empty() && free {
                let phrases = self.arguments.obliques(noun, &Words::from_iter([preposition]));
                found.extend(self.resolve_all(&phrases, pattern.first));
            }
        }
        found
    }

    fn predicative<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        head: TokenIndex,
        case: &Words,
    ) -> Vec<Candidate<'lexicon>> {
        let trees = self.arguments.trees;
        let marked = trees.markers(head).any(|marker| case.contains(trees.lemma(marker)));
        if case.iter().next().is_some() && !marked {
            return Vec::new();
        }
        let subjects = self.predicative_subjects(head);
        if subjects.is_empty() {
            return Vec::new();
        }
        let first = self.resolve_all(&subjects, pattern.first);
        if pattern.parts.iter().any(|part| part.prepositions.contains("and")) {
            return self.pairs(pattern, head, &[head], &first);
        }
        let Some(parts) = self.parts(pattern, head) else { return Vec::new() };
        self.candidates(pattern, head, parts.trigger, &first, &parts.slot)
    }

    /// Of whom an adjective, participle or noun is said.
    fn predicative_subjects(&self, head: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.arguments.trees;
        let copular =
            trees.has_child(head, &[Label::COP, Label::AUX_PASS, Label::NSUBJ, Label::NSUBJ_PASS]);
        match trees.label(head) {
            _ if copular => self.arguments.surface_subjects(head),
            Label::XCOMP | Label::CONJ => self.arguments.surface_subjects(head),
            Label::ACL | Label::AMOD | Label::APPOS => trees.head(head).into_iter().collect(),
            Label::ADVCL => trees
                .head(head)
                .map(|verb| self.arguments.surface_subjects(verb))
                .unwrap_or_default(),
            _ => Vec::new(),
        }
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

    fn compound<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        participle: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        let before = participle.0.checked_sub(2).map(TokenIndex);
        let Some(end) =
            before.filter(|_| self.is_hyphen(TokenIndex(participle.0.saturating_sub(1))))
        else {
            return Vec::new();
        };
        let Some(mention) = self.resolver.mention_over(end) else { return Vec::new() };
        let Some(Part { filler: Filler::Slot(slot), .. }) = pattern.parts.first() else {
            return Vec::new();
        };
        let first = [Resolved { mention, factor: 1.0 }];
        let second = self.modified_actors(participle, *slot);
        self.candidates(pattern, participle, vec![participle], &first, &second)
    }

    fn prefix<'lexicon>(
        &self,
        pattern: &'lexicon Pattern,
        prefix: TokenIndex,
    ) -> Vec<Candidate<'lexicon>> {
        if !self.is_hyphen(TokenIndex(prefix.0 + 1)) {
            return Vec::new();
        }
        let start = TokenIndex(prefix.0 + 2);
        let Some(mention) = self.resolver.mention_over(start) else { return Vec::new() };
        let Some(Part { filler: Filler::Slot(slot), .. }) = pattern.parts.first() else {
            return Vec::new();
        };
        let first = [Resolved { mention, factor: 1.0 }];
        let second = self.modified_actors(start, *slot);
        self.candidates(pattern, prefix, vec![prefix], &first, &second)
    }

    /// The actor that a hyphenated modifier describes; of a thing, whoever uses it: "rebels use
    /// Saudi-supplied missiles".
    fn modified_actors(&self, modifier: TokenIndex, slot: Slot) -> Vec<Resolved> {
        let Some(noun) = self.modified_noun(modifier) else { return Vec::new() };
        let found = self.resolve_all(&[noun], Slot { direct: true, ..slot });
        let user = self.governing_verb(noun).filter(|&verb| {
            self.arguments.grammar.is_using_verb(&self.arguments.trees.lemma(verb).to_lowercase())
        });
        match user {
            Some(verb) if found.is_empty() => {
                self.resolve_all(&self.arguments.subjects(verb), slot)
            }
            _ => found,
        }
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
        by_tree.filter(|&noun| noun.0 - modifier.0 <= 8 && labels.contains(&trees.label(modifier)))
    }

    /// Matches everything that must stand with the head; `None` where something is missing.
    fn parts(&self, pattern: &Pattern, head: TokenIndex) -> Option<PartsMatch> {
        let mut chain = vec![head];
        let mut matched = PartsMatch { trigger: vec![head], slot: Vec::new() };
        let has_object_slot = pattern
            .parts
            .iter()
            .any(|part| part.is_object() && matches!(part.filler, Filler::Slot(_)));
        for part in &pattern.parts {
            match &part.filler {
                Filler::Slot(slot) => {
                    let arguments = self.slot_arguments(part, &chain, pattern);
                    matched.slot = self.resolve_all(&arguments, *slot);
                    if matched.slot.is_empty() && pattern.shape != Shape::Noun {
                        return None;
                    }
                }
                Filler::Noun(words) => {
                    let noun = self.fixed_noun(part, words, &chain, has_object_slot)?;
                    matched.trigger.push(noun);
                    chain.push(noun);
                }
                Filler::Anything => {
                    let infinitive = part.prepositions.contains("to")
                        && self.arguments.trees.has_child(head, &[Label::XCOMP]);
                    if !infinitive && !self.arguments.has_marked(head, &part.prepositions) {
                        return None;
                    }
                }
            }
        }
        matched.trigger.sort_unstable();
        Some(matched)
    }

    fn slot_arguments(
        &self,
        part: &Part,
        chain: &[TokenIndex],
        pattern: &Pattern,
    ) -> Vec<TokenIndex> {
        let arguments = self.arguments;
        let head = chain[0];
        if part.is_object() {
            let fixed_object = pattern
                .parts
                .iter()
                .any(|other| other.is_object() && matches!(other.filler, Filler::Noun(_)));
            let indirect = arguments.indirect_objects(head);
            return if fixed_object && !indirect.is_empty() {
                indirect
            } else {
                arguments.objects(head)
            };
        }
        if part.prepositions.contains("that") {
            // "demanded that X withdraw": what the clause is about.
            let clauses = arguments.trees.children_with(head, &[Label::CCOMP]);
            return clauses.flat_map(|clause| arguments.surface_subjects(clause)).collect();
        }
        let mut found = Vec::new();
        for &link in chain.iter().rev() {
            if found.is_empty() {
                found = arguments.obliques(link, &part.prepositions);
            }
            let possessed = part.prepositions.contains("of") && link != head;
            if found.is_empty() && possessed {
                found = self.possessors(link);
            }
        }
        if found.is_empty() && pattern.shape == Shape::Noun {
            // "launched an attack on X": the phrase may hang from the verb.
            if let Some(verb) = self.governing_verb(head) {
                let direct: Vec<TokenIndex> = arguments.obliques(verb, &part.prepositions);
                let shared = ["of", "from", "by", "in", "at"]
                    .iter()
                    .all(|word| !part.prepositions.contains(word));
                if shared
                    || part.prepositions.contains("on")
                    || part.prepositions.contains("against")
                {
                    found = direct;
                }
            }
        }
        found
    }

    /// Whose a noun is without "of": "Syria's tanks", "Syrian tanks".
    fn possessors(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.arguments.trees;
        let labels = [Label::NMOD_POSS, Label::AMOD, Label::COMPOUND];
        let found = trees.children_with(noun, &labels).filter(|&child| {
            trees.label(child) == Label::NMOD_POSS || self.resolver.mention_at(child).is_some()
        });
        found.flat_map(|owner| trees.with_conjuncts(owner)).collect()
    }

    /// The noun that a pattern fixes as object, or after a preposition, below one of the links.
    fn fixed_noun(
        &self,
        part: &Part,
        words: &Words,
        chain: &[TokenIndex],
        beside_slot: bool,
    ) -> Option<TokenIndex> {
        let trees = self.arguments.trees;
        for &link in chain.iter().rev() {
            let found = if part.prepositions.contains("compound") {
                let before: Vec<TokenIndex> =
                    trees.children_with(link, &[Label::COMPOUND, Label::AMOD]).collect();
                let of = self.arguments.obliques(link, &Words::from_iter(["of"]));
                before.into_iter().chain(of).find(|&noun| self.is_word(noun, words))
            } else if part.is_object() && beside_slot {
                trees.children(link).find(|&child| self.is_word(child, words))
            } else if part.is_object() {
                self.arguments.objects(link).into_iter().find(|&noun| self.is_word(noun, words))
            } else {
                self.arguments
                    .obliques(link, &part.prepositions)
                    .into_iter()
                    .find(|&noun| self.is_word(noun, words))
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Whether the token is one of the words; several words joined by `_` end with the token.
    fn is_word(&self, token: TokenIndex, words: &Words) -> bool {
        let trees = self.arguments.trees;
        let (lemma, form) = (trees.lemma(token), trees.form(token));
        words.iter().any(|word| match word.rsplit_once('_') {
            None => word.eq_ignore_ascii_case(lemma) || word.eq_ignore_ascii_case(form),
            Some((before, last)) => {
                let ends = last.eq_ignore_ascii_case(lemma) || last.eq_ignore_ascii_case(form);
                ends && self.stands_before(before, token)
            }
        })
    }

    fn stands_before(&self, words: &str, token: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let mut position = token.0;
        words.rsplit('_').all(|word| {
            position = position.saturating_sub(1);
            if self.is_hyphen(TokenIndex(position)) {
                position = position.saturating_sub(1);
            }
            trees.lemma(TokenIndex(position)).eq_ignore_ascii_case(word)
        })
    }

    fn has_particle(&self, pattern: &Pattern, verb: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let words = &pattern.particles;
        words.iter().next().is_none()
            || trees.children(verb).any(|child| {
                let particle = [Label::COMPOUND_PRT, Label::ADVMOD, Label::XCOMP, Label::OBL]
                    .contains(&trees.label(child));
                particle && words.contains(trees.lemma(child))
                    || trees.markers(child).any(|marker| words.contains(trees.lemma(marker)))
            })
    }

    fn is_hyphen(&self, token: TokenIndex) -> bool {
        matches!(self.arguments.trees.form(token), "-" | "‐" | "‑" | "–")
    }

    fn tag(&self, token: TokenIndex) -> UniversalTag {
        self.arguments.trees.token(token).tag
    }

    fn resolve_all(&self, tokens: &[TokenIndex], slot: Slot) -> Vec<Resolved> {
        let mut found: Vec<Resolved> = Vec::new();
        for &token in tokens {
            for resolved in self.resolver.resolve(token, slot.direct) {
                let acts = slot.role == Role::Target || self.resolver.may_act(resolved.mention);
                let acts = acts && (!slot.place || self.resolver.is_place(resolved.mention));
                if acts && found.iter().all(|known| known.mention != resolved.mention) {
                    found.push(resolved);
                }
            }
        }
        found
    }

    fn candidates<'lexicon>(
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
            .filter(|candidate| self.resolver.may_act(candidate.source))
            .collect()
    }

    /// Every two of a group that does something to each other.
    fn pairs<'lexicon>(
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
