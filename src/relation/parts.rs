//! What must stand with the head of a pattern: fixed nouns, infinitives, particles and the second
//! slot.
//!
//! In come a pattern and its head; out come the tokens that its words matched and the actors that
//! fill the slot, or nothing where something is missing.

use super::matcher::Matcher;
use super::pattern::{Filler, Part, Pattern, Shape, Slot, Words};
use super::resolve::Resolved;
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};

/// Prepositions whose phrase may belong to a word further back than the one before it.
const DISPLACED: [&str; 5] = ["with", "against", "by", "between", "from"];
/// Prepositions that say where something is.
const PLACES: [&str; 8] = ["in", "at", "near", "outside", "inside", "around", "on", "over"];
/// How much less sure it is that it does.
const DISPLACED_FACTOR: f64 = 0.92;

/// What a pattern's parts matched below its head.
pub struct PartsMatch {
    /// The tokens that the pattern's words matched, in reading order.
    pub trigger: Vec<TokenIndex>,
    /// The actors in the second slot.
    pub slot: Vec<Resolved>,
}

impl Matcher<'_> {
    /// Matches everything that must stand with the head; `None` where something is missing.
    pub(super) fn parts(&self, pattern: &Pattern, head: TokenIndex) -> Option<PartsMatch> {
        let mut chain = vec![head];
        let mut matched = PartsMatch { trigger: vec![head], slot: Vec::new() };
        let beside_slot = pattern
            .parts
            .iter()
            .any(|part| part.is_object() && matches!(part.filler, Filler::Slot(_)));
        for part in &pattern.parts {
            match &part.filler {
                Filler::Slot(slot) => {
                    let mut arguments = self.slot_arguments(part, &chain, pattern);
                    arguments.retain(|argument| !matched.trigger.contains(argument));
                    matched.slot = self.resolve_all(&arguments, *slot);
                    if matched.slot.is_empty() {
                        matched.slot = self.displaced_slot(part, *slot, &chain);
                    }
                    if matched.slot.is_empty() && pattern.shape != Shape::Noun {
                        return None;
                    }
                }
                Filler::Noun(words) => {
                    let fixed = self.fixed_word(part, words, &chain, beside_slot);
                    let (noun, outer) =
                        fixed.or_else(|| self.word_after_particle(part, words, head, pattern))?;
                    matched.trigger.push(noun);
                    if outer != noun {
                        chain.push(outer);
                    }
                    chain.push(noun);
                }
                Filler::Anything => {
                    if !self.is_marked(head, &part.prepositions) {
                        return None;
                    }
                }
            }
        }
        matched.trigger.sort_unstable();
        Some(matched)
    }

    /// Whether one of the words stands with the head, or "together" with the last of what it brings
    /// together.
    fn is_marked(&self, head: TokenIndex, words: &Words) -> bool {
        let objects = || self.arguments.objects(head);
        self.arguments.has_marked(head, words)
            || words.contains("together")
                && objects().into_iter().any(|object| self.arguments.has_marked(object, words))
    }

    fn slot_arguments(
        &self,
        part: &Part,
        chain: &[TokenIndex],
        pattern: &Pattern,
    ) -> Vec<TokenIndex> {
        let head = chain[0];
        if part.is_object() {
            return self.object_slot(chain, pattern);
        }
        if part.prepositions.contains("that") {
            // "demanded that X withdraw": what the clause is about. "Asked if X" is a question.
            let trees = self.arguments.trees;
            let labels = [Label::CCOMP, Label::ACL, Label::ACL_RELCL];
            let clauses = trees.children_with(head, &labels).filter(|&clause| {
                trees.label(clause) == Label::CCOMP
                    && trees.markers(clause).all(|marker| trees.lemma(marker) == "that")
                    || trees.is_marked_by(clause, "that")
                        && trees.has_child(clause, &[Label::NSUBJ])
            });
            let wish = self.arguments.grammar.is_mandative(trees.lemma(head));
            let clauses = clauses.filter(|&clause| !wish || self.arguments.is_wish(clause));
            let about: Vec<TokenIndex> =
                clauses.flat_map(|clause| self.arguments.surface_subjects(clause)).collect();
            if !about.is_empty() || wish {
                return about;
            }
        }
        let mut found = Vec::new();
        let owned = part.prepositions.contains("of");
        // "dropped her support for X": whose it is, "her" says already.
        if owned && self.is_pronouns(chain.last().copied()) {
            let aims = ["for", "to", "against", "with"];
            let aimed = aims.iter().filter(|word| part.prepositions.contains(word));
            found = aimed.flat_map(|word| self.arguments.obliques_marked(head, &[word])).collect();
        }
        // "captured the town of X from Y": from whom goes before what it is called.
        if found.is_empty() && owned && part.prepositions.contains("from") {
            found = self.sources_of(chain);
        }
        for &link in chain.iter().rev() {
            // "positions of the rebels near the town": whose it is goes before where it is.
            if found.is_empty() && owned {
                found = self.arguments.obliques_apart(link, &part.prepositions, &PLACES);
                if found.is_empty() && link != head {
                    found = self.possessors(link);
                }
            }
            if found.is_empty() {
                found = self.arguments.obliques(link, &part.prepositions);
            }
            let possessed = part.prepositions.contains("of")
                && (link != head || matches!(pattern.shape, Shape::Predicative { .. }));
            if found.is_empty() && possessed {
                found = self.possessors(link);
            }
        }
        if found.is_empty() {
            found = self.clause_subjects(head, &part.prepositions);
        }
        if found.is_empty() && pattern.shape == Shape::Noun {
            found = self.phrases_around(head, &part.prepositions);
        }
        found
    }

    /// Whether a noun is somebody's by a pronoun.
    fn is_pronouns(&self, noun: Option<TokenIndex>) -> bool {
        let trees = self.arguments.trees;
        let pronoun = |owner| trees.token(owner).penn == PennTag::PRP_POSS;
        noun.is_some_and(|noun| trees.children_with(noun, &[Label::NMOD_POSS]).any(pronoun))
    }

    /// From whom something is taken, wherever the parse hangs it.
    fn sources_of(&self, chain: &[TokenIndex]) -> Vec<TokenIndex> {
        let from = |&link: &TokenIndex| {
            let own = self.arguments.obliques_marked(link, &["from"]);
            if own.is_empty() {
                self.arguments.displaced(link, |marker| marker == "from")
            } else {
                own
            }
        };
        chain.iter().rev().map(from).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// What the parse hangs from a phrase in between, or takes for an indirect object.
    fn displaced_slot(&self, part: &Part, slot: Slot, chain: &[TokenIndex]) -> Vec<Resolved> {
        if part.is_object() {
            let found = self.resolve_all(&self.arguments.indirect_objects(chain[0]), slot);
            return if found.is_empty() { self.compound_receivers(chain) } else { found };
        }
        let certain = DISPLACED.iter().any(|word| part.prepositions.contains(word));
        // "the embargo imposed by A against B"
        let verb =
            self.governing_verb(chain[0]).filter(|_| self.tag(chain[0]) == UniversalTag::Noun);
        let links = chain.iter().rev().copied().chain(verb).filter(|_| certain);
        let found = links.map(|link| {
            let wanted =
                |marker: &str| DISPLACED.contains(&marker) && part.prepositions.contains(marker);
            self.resolve_all(&self.arguments.displaced(link, wanted), slot)
        });
        let mut found = found.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        for resolved in &mut found {
            resolved.factor *= DISPLACED_FACTOR;
        }
        found
    }

    /// "promised Georgia blankets": whom the parse takes for a part of what they get.
    fn compound_receivers(&self, chain: &[TokenIndex]) -> Vec<Resolved> {
        let mut found = Vec::new();
        if let Some(&given) = chain.last().filter(|_| chain.len() > 1) {
            self.resolver.modifiers(given, DISPLACED_FACTOR, &mut found);
            found.retain(|one| self.resolver.is_topic(one.mention));
        }
        found
    }

    fn object_slot(&self, chain: &[TokenIndex], pattern: &Pattern) -> Vec<TokenIndex> {
        let head = chain[0];
        // "rallied to denounce X": the object is that of the infinitive.
        if let Some(&last) = chain.last()
            && last != head
            && self.tag(last) == UniversalTag::Verb
        {
            return self.arguments.objects(last);
        }
        let fixed_object = pattern
            .parts
            .iter()
            .any(|other| other.is_object() && matches!(other.filler, Filler::Noun(_)));
        let indirect = self.arguments.indirect_objects(head);
        if fixed_object && !indirect.is_empty() {
            return indirect;
        }
        let objects = self.arguments.objects(head);
        if objects.is_empty() { self.particle_objects(head, pattern) } else { objects }
    }

    /// "bailed out Turkey": the parse takes the particle of the verb for a preposition.
    fn particle_objects(&self, verb: TokenIndex, pattern: &Pattern) -> Vec<TokenIndex> {
        if pattern.particles.is_empty() {
            return Vec::new();
        }
        let found = self.arguments.obliques(verb, &pattern.particles);
        if !found.is_empty() {
            return found;
        }
        // "shrugged off a warning": or it leaves the object without a preposition.
        let trees = self.arguments.trees;
        let bare = trees.children_with(verb, &[Label::OBL, Label::OBL_UNMARKED]).filter(|&noun| {
            noun > verb
                && trees.markers(noun).next().is_none()
                && !self.arguments.grammar.is_time(trees.lemma(noun))
        });
        bare.collect()
    }

    /// "called for X to withdraw": the subject of an infinitive that a preposition introduces.
    fn clause_subjects(&self, head: TokenIndex, prepositions: &Words) -> Vec<TokenIndex> {
        let clauses = self.arguments.marked_clauses(head, prepositions);
        let own = |&clause: &TokenIndex| self.arguments.trees.has_child(clause, &[Label::NSUBJ]);
        clauses
            .into_iter()
            .filter(own)
            .flat_map(|clause| self.arguments.surface_subjects(clause))
            .collect()
    }

    /// "launched an attack on X", "a wave of attacks on X": the phrase may hang from the verb, or
    /// from the noun that holds this one.
    fn phrases_around(&self, noun: TokenIndex, prepositions: &Words) -> Vec<TokenIndex> {
        let outer = self.arguments.container(noun);
        if outer != noun {
            let found = self.arguments.obliques(outer, prepositions);
            if !found.is_empty() {
                return found;
            }
        }
        let apart = ["of", "from", "by", "in", "at"];
        let aimed = prepositions.contains("on")
            || prepositions.contains("against")
            || apart.iter().all(|word| !prepositions.contains(word));
        match self.governing_verb(noun) {
            Some(verb) if aimed => self.arguments.obliques(verb, prepositions),
            // "voiced support on Monday for X"
            Some(verb)
                if self.arguments.grammar.is_light_verb(self.arguments.trees.lemma(verb)) =>
            {
                let aims = ["for", "to", "towards", "toward", "with"];
                let wanted = aims.iter().filter(|word| prepositions.contains(word));
                wanted.flat_map(|word| self.arguments.obliques_marked(verb, &[word])).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whose a noun is without "of": "Syria's tanks", "Syrian tanks".
    fn possessors(&self, noun: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.arguments.trees;
        let labels = [Label::NMOD_POSS, Label::AMOD, Label::COMPOUND];
        // "Democratic rival Ned Lind" is a rival who is a Democrat, not a rival of the Democrats.
        let another = self.arguments.grammar.is_another(trees.lemma(noun));
        let found = trees.children_with(noun, &labels).filter(|&child| {
            let mention = self.resolver.mention_at(child);
            trees.label(child) == Label::NMOD_POSS
                || mention.is_some_and(|mention| !(another && self.resolver.is_trait(mention)))
        });
        let owners: Vec<TokenIndex> = found.flat_map(|owner| trees.with_conjuncts(owner)).collect();
        if owners.is_empty() && !another { self.name_before_title(noun) } else { owners }
    }

    /// "Romney rival Elizabeth Warren": the parse may part the name before the title from it.
    fn name_before_title(&self, title: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.arguments.trees;
        let before = title.0.checked_sub(1).map(TokenIndex).filter(|&before| {
            trees.label(title) == Label::NMOD_DESC
                && trees.document.sentence_of(before) == trees.document.sentence_of(title)
                && self.resolver.mention_over(before).is_some()
        });
        before.into_iter().collect()
    }

    /// The word that a pattern fixes as object, or after a preposition, below one of the links,
    /// and the noun that holds it: "suspended aid deliveries", "sent tons of food".
    fn fixed_word(
        &self,
        part: &Part,
        words: &Words,
        chain: &[TokenIndex],
        beside_slot: bool,
    ) -> Option<(TokenIndex, TokenIndex)> {
        chain.iter().rev().find_map(|&link| self.word_below(link, part, words, beside_slot))
    }

    /// "shrugged off a warning", "cast doubt on": the object that the parse hangs from a particle, or
    /// takes for an adverb.
    fn word_after_particle(
        &self,
        part: &Part,
        words: &Words,
        verb: TokenIndex,
        pattern: &Pattern,
    ) -> Option<(TokenIndex, TokenIndex)> {
        if !part.is_object() || !self.arguments.objects(verb).is_empty() {
            return None;
        }
        let adverbs = self.arguments.trees.children_with(verb, &[Label::ADVMOD]);
        let after = adverbs.filter(|&word| word > verb);
        let mut found = self.particle_objects(verb, pattern).into_iter().chain(after);
        found.find_map(|token| self.word_in(token, words).map(|word| (word, token)))
    }

    fn word_below(
        &self,
        link: TokenIndex,
        part: &Part,
        words: &Words,
        beside_slot: bool,
    ) -> Option<(TokenIndex, TokenIndex)> {
        let trees = self.arguments.trees;
        let held = |token: TokenIndex| self.word_in(token, words).map(|word| (word, token));
        if part.prepositions.contains("compound") {
            let labels = [Label::COMPOUND, Label::AMOD];
            let before = trees.children_with(link, &labels).find(|&noun| self.is_word(noun, words));
            return before.map(|noun| (noun, noun)).or_else(|| {
                self.arguments.obliques_marked(link, &["of"]).into_iter().find_map(held)
            });
        }
        if part.is_object() && beside_slot {
            // "sent troops to help": a clause is no object, though its verb may look like a noun.
            let clauses = [Label::XCOMP, Label::CCOMP, Label::ADVCL, Label::CONJ, Label::PARATAXIS];
            let mut objects =
                trees.children(link).filter(|&child| !clauses.contains(&trees.label(child)));
            return objects.find_map(held);
        }
        if part.is_object() {
            let object = self.arguments.objects(link).into_iter().find_map(held);
            return object.or_else(|| self.listed_head(link).find_map(held));
        }
        let phrase = self.arguments.obliques(link, &part.prepositions).into_iter().find_map(held);
        phrase.or_else(|| {
            let clauses = self.arguments.marked_clauses(link, &part.prepositions);
            clauses.into_iter().find(|&verb| self.is_word(verb, words)).map(|verb| (verb, verb))
        })
    }

    /// "talks between A and B, brokered by C": the nouns above the one that the parse hangs the
    /// participle from.
    fn listed_head(&self, participle: TokenIndex) -> impl Iterator<Item = TokenIndex> + '_ {
        let trees = self.arguments.trees;
        let start = Some(participle)
            .filter(|&verb| trees.label(verb) == Label::ACL && self.arguments.is_passive(verb));
        let above = |token: &TokenIndex| {
            let listed = [Label::ACL, Label::CONJ, Label::NMOD].contains(&trees.label(*token));
            trees.head(*token).filter(|_| listed)
        };
        std::iter::successors(start, above).skip(2).take(2)
    }

    /// The token itself, or what it holds, where that is one of the words.
    fn word_in(&self, token: TokenIndex, words: &Words) -> Option<TokenIndex> {
        if self.is_word(token, words) {
            return Some(token);
        }
        let trees = self.arguments.trees;
        let lemma = trees.lemma(token);
        let grammar = self.arguments.grammar;
        if !(grammar.is_container(lemma) || grammar.is_partitive(lemma)) {
            return None;
        }
        let inside = trees.children_with(token, &[Label::COMPOUND, Label::AMOD, Label::NMOD]);
        inside
            .filter(|&child| trees.label(child) != Label::NMOD || trees.is_marked_by(child, "of"))
            .find(|&child| self.is_word(child, words))
    }

    /// Whether the token is one of the words; several words joined by `_` end with the token.
    pub(super) fn is_word(&self, token: TokenIndex, words: &Words) -> bool {
        let trees = self.arguments.trees;
        let (lemma, form) = (trees.lemma(token), trees.form(token));
        words.contains(lemma)
            || words.contains(form)
            || words.phrases().any(|(before, last)| {
                let ends = last.eq_ignore_ascii_case(lemma) || last.eq_ignore_ascii_case(form);
                ends && self.stands_before(before, token)
            })
    }

    fn stands_before(&self, words: &str, token: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let mut position = token.0;
        words.rsplit('_').all(|word| {
            position = position.saturating_sub(1);
            if trees.is_hyphen(TokenIndex(position)) {
                position = position.saturating_sub(1);
            }
            trees.lemma(TokenIndex(position)).eq_ignore_ascii_case(word)
        })
    }

    pub(super) fn has_particle(&self, pattern: &Pattern, verb: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let words = &pattern.particles;
        words.is_empty()
            || trees.children(verb).any(|child| {
                let particle = [Label::COMPOUND_PRT, Label::ADVMOD, Label::XCOMP, Label::OBL]
                    .contains(&trees.label(child));
                particle && words.contains(trees.lemma(child))
                    || trees.markers(child).any(|marker| words.contains(trees.lemma(marker)))
            })
    }
}
