//! Speech that is itself an act: judgements of somebody, appeals to somebody, accusations.
//!
//! In comes a token of an analysed article; out come the relations between a speaker and whom the
//! speech is about: "X said Y has failed", "X called Y a threat", "“Y must go”, said X", "X said Y
//! attacked Z". Which words judge is data (`lexicon/speech.toml`). Only what is said plainly counts:
//! no conditions, questions or negations.

use super::finder::{Search, Statement};
use super::resolve::{Reach, Resolved};
use super::{Factuality, Quote, Relation};
use crate::actor::{Actor, ActorId, ActorKind, Mention};
use crate::confidence::Confidence;
use crate::language::{DependencyLabel as Label, SentenceIndex, TokenIndex, UniversalTag};

/// How sure it is that a judgement in somebody's mouth is one of whom it is said of.
const JUDGEMENT_CONFIDENCE: f64 = 0.75;
/// How much less sure it is in a quotation that runs over several sentences.
const QUOTATION_FACTOR: f64 = 0.9;
/// How much less sure an accusation is than the claim it is made of.
const ACCUSATION_FACTOR: f64 = 0.85;

/// What saying something does, and the words that do it.
struct Act<'lexicon> {
    relation: &'lexicon str,
    pattern: &'static str,
    trigger: TokenIndex,
    factuality: Factuality,
    factor: f64,
}

impl Search<'_> {
    /// Adds what the word at `token` does as speech.
    pub(super) fn add_speech_acts(
        &self,
        token: TokenIndex,
        sentence: SentenceIndex,
        relations: &mut Vec<Relation>,
    ) {
        let tokens = self.document.token(token);
        if tokens.tag == UniversalTag::Verb {
            let lemma = self.arguments.trees.lemma(token);
            if self.lexicon.grammar().is_speech_verb(lemma) {
                self.add_reported(token, sentence, relations);
            }
            if self.lexicon.grammar().is_naming_verb(lemma) {
                self.add_named(token, sentence, relations);
            }
        }
        if tokens.label == Label::ROOT {
            self.add_quoted(token, sentence, relations);
        }
    }

    /// "X said that Y has failed", "X says Y must leave".
    fn add_reported(
        &self,
        verb: TokenIndex,
        sentence: SentenceIndex,
        relations: &mut Vec<Relation>,
    ) {
        let trees = self.arguments.trees;
        let factuality = self.arguments.factuality(verb);
        for clause in self.arguments.reported_clauses(verb) {
            for part in trees.with_conjuncts(clause) {
                let Some((relation, pattern)) = self.clause_act(part) else { continue };
                let speakers = self.speakers(&self.arguments.subjects(verb));
                let about = self.about(part);
                let act = Act { relation, pattern, trigger: part, factuality, factor: 1.0 };
                self.add_acts(&act, &speakers, &about, sentence, relations);
            }
        }
    }

    /// "X called Y a threat", "X described Y as corrupt".
    fn add_named(&self, verb: TokenIndex, sentence: SentenceIndex, relations: &mut Vec<Relation>) {
        let trees = self.arguments.trees;
        let labels = [Label::XCOMP, Label::OBL, Label::ADVCL, Label::OBJ];
        let own = trees.children_with(verb, &labels);
        // "described the measures as blackmail": the parse may hang it from the object.
        let objects = self.arguments.objects(verb);
        // "called the raid a provocation", too.
        let of_object = objects
            .iter()
            .flat_map(|&object| {
                trees.children_with(object, &[Label::NMOD, Label::OBJ, Label::APPOS])
            })
            .filter(|&child| {
                trees.label(child) != Label::APPOS || !trees.has_child(child, &[Label::PUNCT])
            });
        let complement = own
            .chain(of_object)
            .filter(|&child| {
                [Label::XCOMP, Label::OBJ, Label::APPOS].contains(&trees.label(child))
                    || trees.is_marked_by(child, "as")
            })
            .find_map(|child| Some((child, self.judgement(child)?)));
        let Some((trigger, relation)) = complement else { return };
        let factuality = self.arguments.factuality(verb);
        let mut about: Vec<TokenIndex> =
            objects.into_iter().filter(|&object| object != trigger).collect();
        if about.is_empty() {
            about = self.arguments.indirect_objects(verb);
        }
        let speakers = self.speakers(&self.arguments.subjects(verb));
        let act = Act { relation, pattern: "calls them", trigger, factuality, factor: 1.0 };
        self.add_acts(&act, &speakers, &self.resolved(&about), sentence, relations);
    }

    /// A whole sentence inside a quotation.
    fn add_quoted(&self, root: TokenIndex, sentence: SentenceIndex, relations: &mut Vec<Relation>) {
        let speaker = self.quotations.speaker_of(root);
        let Some(speaker) = speaker.or_else(|| self.arguments.named_source(root)) else { return };
        for clause in self.arguments.trees.with_conjuncts(root) {
            let Some((relation, pattern)) = self.clause_act(clause) else { continue };
            let speakers = self.speakers(&[speaker]);
            let about = self.about(clause);
            let act = Act {
                relation,
                pattern,
                trigger: clause,
                factuality: Factuality::Asserted,
                factor: QUOTATION_FACTOR,
            };
            self.add_acts(&act, &speakers, &about, sentence, relations);
        }
    }

    /// Of whom a clause speaks. Of a passive only the subject itself: who says that Syria's view must
    /// be heard asks nothing of Syria.
    fn about(&self, clause: TokenIndex) -> Vec<Resolved> {
        let subjects = self.arguments.surface_subjects(clause);
        let reach = if self.arguments.is_passive(clause) { Reach::Itself } else { Reach::Anything };
        subjects.iter().flat_map(|&token| self.resolver.resolve(token, reach)).collect()
    }

    fn speakers(&self, tokens: &[TokenIndex]) -> Vec<Resolved> {
        let found = tokens.iter().flat_map(|&token| self.resolver.resolve(token, Reach::Itself));
        found.filter(|one| self.resolver.may_act(one.mention)).collect()
    }

    fn resolved(&self, tokens: &[TokenIndex]) -> Vec<Resolved> {
        tokens.iter().flat_map(|&token| self.resolver.resolve(token, Reach::Anything)).collect()
    }

    fn add_acts(
        &self,
        act: &Act<'_>,
        speakers: &[Resolved],
        about: &[Resolved],
        sentence: SentenceIndex,
        relations: &mut Vec<Relation>,
    ) {
        let actor = |resolved: &Resolved| self.actor(resolved.mention).map(|actor| &actor.id);
        for speaker in speakers {
            for other in about.iter().filter(|other| actor(other) != actor(speaker)) {
                let accuses = act.relation == self.lexicon.grammar().accusation().relation;
                let quarrel = self
                    .actor(speaker.mention)
                    .zip(self.actor(other.mention))
                    .is_some_and(|(one, other)| self.quarrels(one, other));
                if accuses && !quarrel {
                    continue;
                }
                relations.extend(self.relation(Statement {
                    source: speaker.mention,
                    relation: act.relation,
                    target: other.mention,
                    trigger: self.document.token(act.trigger).span,
                    predicate: act.trigger,
                    sentence,
                    factuality: act.factuality,
                    attributed_to: None,
                    confidence: JUDGEMENT_CONFIDENCE * act.factor * speaker.factor * other.factor,
                    pattern: format!("{}/{}", act.relation, act.pattern),
                }));
            }
        }
    }

    /// What saying this clause of its subject does.
    fn clause_act(&self, clause: TokenIndex) -> Option<(&str, &'static str)> {
        match self.arguments.factuality(clause) {
            Factuality::Demanded => {
                Some((&self.lexicon.grammar().appeal().relation, "says that they must"))
            }
            // Of whom something was done to, nothing is said, but that nobody trusts them.
            said if self.is_suffered(clause)
                && !(said == Factuality::Negated && self.is_distrusted(clause)) =>
            {
                None
            }
            Factuality::Asserted => self.judgement(clause).map(|name| (name, "says of them")),
            Factuality::Negated => {
                let lemma = self.arguments.trees.lemma(clause);
                let denied = self.lexicon.grammar().denied_judgement(lemma);
                denied.map(|name| (name, "denies of them"))
            }
            _ => None,
        }
    }

    /// "cannot be trusted"
    fn is_distrusted(&self, clause: TokenIndex) -> bool {
        self.lexicon.grammar().is_trust(self.arguments.trees.lemma(clause))
    }

    fn is_suffered(&self, clause: TokenIndex) -> bool {
        self.document.token(clause).tag == UniversalTag::Verb && self.arguments.is_passive(clause)
    }

    /// The relation type that a predicate is as a judgement: by itself, or by its adjective ("a
    /// terrible partner").
    fn judgement(&self, predicate: TokenIndex) -> Option<&str> {
        let trees = self.arguments.trees;
        let grammar = self.lexicon.grammar();
        if grammar.may_be_duty(trees.lemma(predicate)) && self.is_duty(predicate) {
            return None;
        }
        let own = grammar.judgement(trees.lemma(predicate));
        let by_adjective = || {
            trees
                .children_with(predicate, &[Label::AMOD])
                .find_map(|child| grammar.judgement(trees.lemma(child)))
        };
        // "behaved like a bully"
        let by_likeness = || {
            let phrases = trees.children_with(predicate, &[Label::OBL]);
            let mut alike = phrases.filter(|&phrase| trees.is_marked_by(phrase, "like"));
            alike.find_map(|phrase| grammar.judgement(trees.lemma(phrase)))
        };
        // "was behind the attack"
        let by_place = || {
            let wrong = grammar.is_wrong(trees.lemma(predicate))
                || grammar.is_suffered(trees.lemma(predicate));
            let mut markers = trees.markers(predicate).filter(|_| wrong);
            markers.find_map(|marker| grammar.judgement(trees.lemma(marker)))
        };
        own.or_else(by_adjective).or_else(by_likeness).or_else(by_place)
    }

    /// "responsible for the harbour": nothing that is for no harm is blame.
    fn is_duty(&self, predicate: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let labels = [Label::OBL, Label::ADVCL, Label::NMOD];
        let mut phrases = trees
            .children_with(predicate, &labels)
            .filter(|&phrase| trees.is_marked_by(phrase, "for"))
            .flat_map(|phrase| trees.with_conjuncts(phrase))
            .peekable();
        let harms = |phrase: TokenIndex| {
            let lemma = trees.lemma(phrase);
            self.lexicon.grammar().is_harm(lemma)
                || self.lexicon.grammar().judgement(lemma).is_some()
        };
        phrases.peek().is_some() && !phrases.any(harms)
    }

    /// Who claims that somebody attacked somebody accuses them: what follows from a claim whose
    /// predicate this is.
    pub(super) fn accusation(&self, claim: &Relation, predicate: TokenIndex) -> Option<Relation> {
        let rule = self.lexicon.grammar().accusation();
        let speaker = claim.evidence.attributed_to.as_ref()?;
        let plain = claim.evidence.factuality == Factuality::Asserted
            && rule.claimed.contains(&claim.relation)
            && !rule.mutual.contains(self.arguments.trees.lemma(predicate))
            && *speaker != claim.source
            && self.is_claimed(predicate);
        let actor = |id: &ActorId| self.actors.actors.iter().find(|actor| actor.id == *id);
        let (speaks, accused) = actor(speaker).filter(|_| plain).zip(actor(&claim.source))?;
        if !self.quarrels(speaks, accused) {
            return None;
        }
        let mention = self.speaker_mention(speaker, claim.evidence.sentence.index)?;
        let mut evidence = claim.evidence.clone();
        evidence.target = evidence.source;
        evidence.source =
            Quote { text: mention.span.text(&self.article.text).to_owned(), span: mention.span };
        evidence.attributed_to = None;
        evidence.pattern = format!("{}/says that they {}", rule.relation, claim.relation);
        evidence.confidence = Confidence::from(evidence.confidence.value() * ACCUSATION_FACTOR);
        Some(Relation {
            source: speaker.clone(),
            relation: rule.relation.clone(),
            target: claim.source.clone(),
            evidence,
        })
    }

    /// Whether what one says of the other's deeds is part of a quarrel: who tells what the own state
    /// does boasts or reports.
    fn quarrels(&self, speaker: &Actor, accused: &Actor) -> bool {
        let own = speaker.country.is_some()
            && speaker.country == accused.country
            && matches!(accused.kind, ActorKind::State | ActorKind::GovernmentBody);
        let rule = self.lexicon.grammar().accusation();
        !own && rule.kinds.contains(speaker.kind.as_str())
    }

    /// Whether the predicate is what is claimed, or its object, and not told by the way: "said
    /// that the changes help Turkey, which is fighting rebels".
    fn is_claimed(&self, predicate: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let mut node = predicate;
        loop {
            match (trees.label(node), trees.head(node)) {
                (Label::CONJ | Label::XCOMP | Label::OBJ, Some(head)) => node = head,
                (label, _) => {
                    return [Label::CCOMP, Label::PARATAXIS, Label::ROOT].contains(&label);
                }
            }
        }
    }

    fn speaker_mention(&self, speaker: &ActorId, sentence: SentenceIndex) -> Option<&Mention> {
        self.actors.mentions.iter().find(|mention| {
            mention.sentence == sentence
                && self.actors.actor_of(mention).is_some_and(|actor| actor.id == *speaker)
        })
    }
}
