//! The relation finder: an analysed article and its mentions in, relations with evidence out.

use super::arguments::Arguments;
use super::attribution::Quotations;
use super::dates::DateFinder;
use super::lexicon::RelationLexicon;
use super::matcher::{Candidate, Matcher};
use super::resolve::Resolver;
use super::tree::Trees;
use super::{Evidence, Factuality, Quote, Relation, SentenceQuote};
use crate::actor::{Actor, ActorId, AffiliationKind, ArticleActors, Mention};
use crate::article::Article;
use crate::confidence::Confidence;
use crate::language::{
    DependencyLabel as Label, Document, SentenceIndex, TokenIndex, UniversalTag,
};
use crate::span::ByteSpan;
use std::cmp::Reverse;
use std::collections::HashSet;

/// How many bytes of text a trigger of several words may run over before its head alone is shown.
const LONGEST_TRIGGER: usize = 60;
/// How sure a tie is that the lexicon, not the article, gives: an office of somebody it mentions.
const OFFICE_CONFIDENCE: f64 = 0.7;

/// Finds relations: built once, immutable, shared between threads.
#[derive(Debug)]
pub struct RelationFinder {
    lexicon: RelationLexicon,
}

impl RelationFinder {
    /// A finder that looks for the patterns of `lexicon`.
    pub fn new(lexicon: RelationLexicon) -> Self {
        Self { lexicon }
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &RelationLexicon {
        &self.lexicon
    }

    /// The relations that the article states, in the order of the text.
    pub fn find(
        &self,
        article: &Article,
        document: &Document,
        actors: &ArticleActors,
    ) -> Vec<Relation> {
        let trees = Trees::new(document, &article.text);
        let arguments = Arguments { trees: &trees, grammar: self.lexicon.grammar() };
        let resolver = Resolver::new(&arguments, actors);
        let search = Search {
            lexicon: &self.lexicon,
            article,
            document,
            actors,
            arguments: &arguments,
            resolver: &resolver,
            quotations: Quotations::new(&arguments),
        };
        search.run()
    }
}

/// The search through one article.
struct Search<'finder> {
    lexicon: &'finder RelationLexicon,
    article: &'finder Article,
    document: &'finder Document,
    actors: &'finder ArticleActors,
    arguments: &'finder Arguments<'finder>,
    resolver: &'finder Resolver<'finder>,
    quotations: Quotations,
}

/// A relation before it is written down: whose mentions, what, where.
struct Statement<'name> {
    source: usize,
    relation: &'name str,
    target: usize,
    trigger: ByteSpan,
    sentence: SentenceIndex,
    factuality: Factuality,
    attributed_to: Option<ActorId>,
    confidence: f64,
    pattern: String,
}

impl Search<'_> {
    fn run(&self) -> Vec<Relation> {
        let mut relations = Vec::new();
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            let sentence_index = SentenceIndex(index as u32);
            let candidates = self.sentence_candidates(sentence.tokens.iter());
            for candidate in most_specific(candidates) {
                relations.extend(self.relation_of(&candidate, sentence_index));
            }
            for token in sentence.tokens.iter() {
                relations.extend(self.speech_relations(token, sentence_index));
            }
        }
        self.add_accusations(&mut relations);
        relations.extend(self.stated_affiliations());
        self.add_offices(&mut relations);
        let mut seen = HashSet::new();
        relations.retain(|relation| {
            let evidence = &relation.evidence;
            seen.insert((
                relation.source.clone(),
                relation.relation.clone(),
                relation.target.clone(),
                evidence.sentence.index,
                evidence.factuality,
            ))
        });
        relations.sort_by_key(|relation| relation.evidence.trigger.span);
        relations
    }

    fn sentence_candidates(&self, tokens: impl Iterator<Item = TokenIndex>) -> Vec<Candidate<'_>> {
        let matcher = Matcher { arguments: self.arguments, resolver: self.resolver };
        let mut found = Vec::new();
        let (mut lemma, mut form) = (String::new(), String::new());
        for token in tokens {
            lower_into(self.document.lemma(token), &mut lemma);
            lower_into(self.document.form(&self.article.text, token), &mut form);
            for pattern in self.lexicon.patterns_for(&lemma) {
                found.extend(matcher.matches(pattern, token));
            }
            if form != lemma {
                for pattern in self.lexicon.patterns_for(&form) {
                    found.extend(matcher.matches(pattern, token));
                }
            }
        }
        found.retain(|candidate| self.is_between_two(candidate));
        found.retain(|candidate| {
            !candidate.pattern.negated || self.arguments.is_negated(candidate.predicate)
        });
        found
    }

    /// Whether source and target are different actors in different words.
    fn is_between_two(&self, candidate: &Candidate<'_>) -> bool {
        let (Some(source), Some(target)) =
            (self.mention(candidate.source), self.mention(candidate.target))
        else {
            return false;
        };
        source.actor != target.actor && !source.tokens.overlaps(target.tokens)
    }

    fn mention(&self, index: usize) -> Option<&Mention> {
        self.actors.mentions.get(index)
    }

    fn actor(&self, mention: usize) -> Option<&Actor> {
        self.mention(mention).and_then(|found| self.actors.actor_of(found))
    }

    fn relation_of(&self, candidate: &Candidate<'_>, sentence: SentenceIndex) -> Option<Relation> {
        let relation_type = self.lexicon.type_of(candidate.pattern)?;
        let factuality = match self.arguments.factuality(candidate.predicate) {
            _ if candidate.pattern.negated => Factuality::Asserted,
            value => value,
        };
        self.relation(Statement {
            source: candidate.source,
            relation: &relation_type.name,
            target: candidate.target,
            trigger: self.trigger_span(candidate),
            sentence,
            factuality,
            attributed_to: self.speaker(candidate.predicate),
            confidence: candidate.confidence,
            pattern: self.lexicon.pattern_name(candidate.pattern),
        })
    }

    /// The actor in whose mouth a predicate is.
    fn speaker(&self, predicate: TokenIndex) -> Option<ActorId> {
        let attribution = self.arguments.attribution(predicate, &self.quotations)?;
        let resolved = self.resolver.resolve(attribution.speaker, true);
        resolved.first().and_then(|found| self.actor(found.mention)).map(|actor| actor.id.clone())
    }

    /// The span of all words of the trigger where they stand close together, else of its head.
    fn trigger_span(&self, candidate: &Candidate<'_>) -> ByteSpan {
        let head = self.document.token(candidate.predicate).span;
        let whole = candidate
            .trigger
            .iter()
            .fold(head, |span, &token| span.cover(self.document.token(token).span));
        if whole.len() <= LONGEST_TRIGGER { whole } else { head }
    }

    fn relation(&self, statement: Statement<'_>) -> Option<Relation> {
        let (source, target) = (self.mention(statement.source)?, self.mention(statement.target)?);
        let (from, to) = (self.actors.actor_of(source)?, self.actors.actor_of(target)?);
        let text = &self.article.text;
        let sentence = self.document.sentences.get(statement.sentence.index())?;
        let quote = |span: ByteSpan| Quote { text: span.text(text).to_owned(), span };
        // The weaker of the two links bounds the whole; multiplied, they would count one doubt twice.
        let certainty = source.confidence.value().min(target.confidence.value());
        Some(Relation {
            source: from.id.clone(),
            relation: statement.relation.to_owned(),
            target: to.id.clone(),
            evidence: Evidence {
                article: self.article.info.id.clone(),
                sentence: SentenceQuote {
                    index: statement.sentence,
                    span: sentence.span,
                    text: sentence.span.text(text).to_owned(),
                },
                trigger: quote(statement.trigger),
                source: quote(source.span),
                target: quote(target.span),
                date: DateFinder {
                    document: self.document,
                    text,
                    published: self.article.info.date,
                }
                .date_of(sentence.tokens, statement.factuality),
                factuality: statement.factuality,
                attributed_to: statement.attributed_to,
                confidence: Confidence::from(statement.confidence * certainty),
                pattern: statement.pattern,
            },
        })
    }

    /// What speech itself does: judgements of somebody, and appeals to them.
    fn speech_relations(&self, verb: TokenIndex, sentence: SentenceIndex) -> Vec<Relation> {
        let trees = self.arguments.trees;
        let lemma = self.document.lemma(verb).to_lowercase();
        let grammar = self.lexicon.grammar();
        if trees.token(verb).tag != UniversalTag::Verb || !grammar.is_speech_verb(&lemma) {
            return Vec::new();
        }
        let clauses: Vec<TokenIndex> = trees
            .children_with(verb, &[Label::CCOMP])
            .flat_map(|clause| trees.with_conjuncts(clause))
            .collect();
        let mut found = Vec::new();
        for clause in clauses {
            let Some((relation, pattern)) = self.speech_act(clause) else { continue };
            for speaker in self
                .arguments
                .subjects(verb)
                .iter()
                .flat_map(|&token| self.resolver.resolve(token, true))
            {
                for about in self
                    .arguments
                    .surface_subjects(clause)
                    .iter()
                    .flat_map(|&token| self.resolver.resolve(token, false))
                {
                    let same = self.actor(speaker.mention).map(|actor| &actor.id)
                        == self.actor(about.mention).map(|actor| &actor.id);
                    if same || !self.resolver.may_act(speaker.mention) {
                        continue;
                    }
                    found.extend(self.relation(Statement {
                        source: speaker.mention,
                        relation,
                        target: about.mention,
                        trigger: self.document.token(clause).span,
                        sentence,
                        factuality: self.arguments.factuality(verb),
                        attributed_to: None,
                        confidence: 0.7 * speaker.factor * about.factor,
                        pattern: format!("{relation}/{pattern}"),
                    }));
                }
            }
        }
        found
    }

    /// What saying this of somebody does to them.
    fn speech_act(&self, clause: TokenIndex) -> Option<(&str, &'static str)> {
        let grammar = self.lexicon.grammar();
        let lemma = self.document.lemma(clause).to_lowercase();
        match self.arguments.factuality(clause) {
            Factuality::Demanded => Some((&grammar.appeal().relation, "says that they must")),
            Factuality::Asserted => grammar
                .judgements()
                .iter()
                .find(|judgement| judgement.predicates.contains(&lemma))
                .map(|judgement| (judgement.relation.as_str(), "says of them")),
            _ => None,
        }
    }

    /// Who claims that somebody attacked somebody accuses them.
    fn add_accusations(&self, relations: &mut Vec<Relation>) {
        let rule = self.lexicon.grammar().accusation();
        let mut accusations = Vec::new();
        for claim in relations.iter().filter(|relation| rule.claimed.contains(&relation.relation)) {
            let Some(speaker) = &claim.evidence.attributed_to else { continue };
            let quarrels = self
                .actors
                .actors
                .iter()
                .any(|actor| actor.id == *speaker && rule.kinds.contains(actor.kind.as_str()));
            let own = *speaker == claim.source;
            let Some(mention) = self.speaker_mention(speaker, claim.evidence.sentence.index) else {
                continue;
            };
            if !quarrels || own || claim.evidence.factuality != Factuality::Asserted {
                continue;
            }
            let mut evidence = claim.evidence.clone();
            evidence.target = evidence.source;
            evidence.source = Quote {
                text: mention.span.text(&self.article.text).to_owned(),
                span: mention.span,
            };
            evidence.attributed_to = None;
            evidence.pattern = format!("{}/says that they {}", rule.relation, claim.relation);
            evidence.confidence = Confidence::from(evidence.confidence.value() * 0.85);
            accusations.push(Relation {
                source: speaker.clone(),
                relation: rule.relation.clone(),
                target: claim.source.clone(),
                evidence,
            });
        }
        relations.extend(accusations);
    }

    fn speaker_mention(&self, speaker: &ActorId, sentence: SentenceIndex) -> Option<&Mention> {
        self.actors.mentions.iter().find(|mention| {
            mention.sentence == sentence
                && self.actors.actor_of(mention).is_some_and(|actor| actor.id == *speaker)
        })
    }

    /// The affiliations that phrases of the article state.
    fn stated_affiliations(&self) -> Vec<Relation> {
        let stated = self.actors.affiliations.iter().filter_map(|affiliation| {
            let member = self.mention(affiliation.member)?;
            if member.actor == self.mention(affiliation.of)?.actor {
                return None;
            }
            self.relation(Statement {
                source: affiliation.member,
                relation: affiliation.kind.as_str(),
                target: affiliation.of,
                trigger: self.document.span(affiliation.trigger),
                sentence: member.sentence,
                factuality: Factuality::Asserted,
                attributed_to: None,
                confidence: 0.9,
                pattern: format!("{}/stated", affiliation.kind.as_str()),
            })
        });
        stated.collect()
    }

    /// Offices that the lexicon knows of persons in the article, valid at its date, where state or
    /// organisation are mentioned too and the article does not itself say what they are to it.
    fn add_offices(&self, relations: &mut Vec<Relation>) {
        let mut offices = Vec::new();
        for (index, actor) in self.actors.actors.iter().enumerate() {
            for affiliation in &actor.affiliations {
                let office = matches!(
                    affiliation.kind,
                    AffiliationKind::Leads | AffiliationKind::Represents
                );
                let holds = match self.article.info.date {
                    Some(date) => affiliation.holds_on(date),
                    None => affiliation.until.is_none(),
                };
                let known = relations.iter().any(|relation| {
                    relation.source == actor.id && relation.target == affiliation.of
                });
                if office && holds && !known {
                    offices.extend(self.office(index as u32, affiliation.kind, &affiliation.of));
                }
            }
        }
        relations.extend(offices);
    }

    fn office(&self, holder: u32, kind: AffiliationKind, of: &ActorId) -> Option<Relation> {
        let mentions = &self.actors.mentions;
        let member = mentions.iter().position(|mention| mention.actor.0 == holder)?;
        let sentence = mentions[member].sentence;
        let of_actor =
            |mention: &Mention| self.actors.actor_of(mention).is_some_and(|actor| actor.id == *of);
        // The mention nearest to the holder's, preferably in the same sentence.
        let target = (0..mentions.len())
            .filter(|&index| of_actor(&mentions[index]))
            .min_by_key(|&index| mentions[index].sentence.0.abs_diff(sentence.0))?;
        self.relation(Statement {
            source: member,
            relation: kind.as_str(),
            target,
            trigger: mentions[member].span,
            sentence,
            factuality: Factuality::Asserted,
            attributed_to: None,
            confidence: OFFICE_CONFIDENCE,
            pattern: format!("{}/office in the lexicon", kind.as_str()),
        })
    }
}

/// Of candidates for the same two actors whose triggers share a word, the most specific.
fn most_specific(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    candidates.sort_by_key(|candidate| {
        (Reverse(candidate.pattern.specificity()), Reverse(Confidence::from(candidate.confidence)))
    });
    let mut kept: Vec<Candidate<'_>> = Vec::new();
    for candidate in candidates {
        let rival = kept.iter().any(|known| {
            let same = (known.source, known.target) == (candidate.source, candidate.target)
                || (known.source, known.target) == (candidate.target, candidate.source);
            same && known.trigger.iter().any(|token| candidate.trigger.contains(token))
        });
        if !rival {
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|candidate| (candidate.predicate, candidate.source, candidate.target));
    kept
}

/// Writes `word` in lower case into `buffer`.
fn lower_into(word: &str, buffer: &mut String) {
    buffer.clear();
    buffer.extend(word.chars().flat_map(char::to_lowercase));
}
