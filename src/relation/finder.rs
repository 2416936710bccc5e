//! The relation finder: an analysed article and its mentions in, relations with evidence out.

use super::arguments::Arguments;
use super::attribution::Quotations;
use super::dates::DateFinder;
use super::lexicon::RelationLexicon;
use super::matcher::{Candidate, Matcher};
use super::resolve::{Reach, Resolver};
use super::tree::Trees;
use super::{Evidence, Factuality, Quote, Relation, SentenceQuote, Side};
use crate::actor::{Actor, ActorId, ActorKind, ArticleActors, Mention};
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
        let trees = Trees::new(document, &article.text, self.lexicon.inflections());
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
pub(super) struct Search<'finder> {
    pub(super) lexicon: &'finder RelationLexicon,
    pub(super) article: &'finder Article,
    pub(super) document: &'finder Document,
    pub(super) actors: &'finder ArticleActors,
    pub(super) arguments: &'finder Arguments<'finder>,
    pub(super) resolver: &'finder Resolver<'finder>,
    pub(super) quotations: Quotations,
}

/// A relation before it is written down: whose mentions, what, where.
pub(super) struct Statement<'name> {
    pub(super) source: usize,
    pub(super) relation: &'name str,
    pub(super) target: usize,
    pub(super) trigger: ByteSpan,
    pub(super) predicate: TokenIndex,
    pub(super) sentence: SentenceIndex,
    pub(super) factuality: Factuality,
    pub(super) attributed_to: Option<ActorId>,
    pub(super) confidence: f64,
    pub(super) pattern: String,
}

impl Search<'_> {
    fn run(&self) -> Vec<Relation> {
        let (mut relations, mut accusations) = (Vec::new(), Vec::new());
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            let sentence_index = SentenceIndex(index as u32);
            let candidates = self.sentence_candidates(sentence.tokens.iter());
            for candidate in self.most_specific(candidates) {
                let Some(relation) = self.relation_of(&candidate, sentence_index) else { continue };
                accusations.extend(self.accusation(&relation, candidate.predicate));
                relations.push(relation);
            }
            for token in sentence.tokens.iter() {
                self.add_speech_acts(token, sentence_index, &mut relations);
            }
        }
        relations.append(&mut accusations);
        let stated = self.stated_affiliations();
        relations.retain(|relation| !self.is_anothers(relation, &stated));
        relations.extend(stated);
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
        let mut form = String::new();
        for token in tokens {
            let lemma = self.arguments.trees.lemma(token);
            lower_into(self.document.form(&self.article.text, token), &mut form);
            for pattern in self.lexicon.patterns_for(lemma) {
                found.extend(matcher.matches(pattern, token));
            }
            if form != lemma {
                for pattern in self.lexicon.patterns_for(&form) {
                    found.extend(matcher.matches(pattern, token));
                }
            }
        }
        found.retain(|candidate| self.is_between_two(candidate) && !self.is_qualified(candidate));
        found.retain(|candidate| {
            let factuality =
                || self.arguments.factuality_with(candidate.predicate, &candidate.trigger);
            !candidate.pattern.negated
                || factuality() == Factuality::Negated
                    && self.arguments.is_denied_here(candidate.predicate)
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
        let (Some(from), Some(to)) = (self.actors.actor_of(source), self.actors.actor_of(target))
        else {
            return false;
        };
        let at_home = to.kind == ActorKind::State
            && to.country.is_some()
            && from.country == to.country
            && self.lexicon.leads_abroad(candidate.pattern);
        let admitted = self.lexicon.admits(candidate.pattern, from.kind, to.kind) && !at_home;
        // "the Russian and American ministers" are two actors in the same words.
        let apart = !source.tokens.overlaps(target.tokens) || source.head == target.head;
        // "called X a brother": the words of the pattern are no actor of their own.
        let named = |found: &Mention, actor: &Actor| {
            !(actor.id.is_generic() && candidate.trigger.contains(&found.head))
        };
        admitted
            && source.actor != target.actor
            && apart
            && named(source, from)
            && named(target, to)
    }

    /// Whether a noun that says what somebody is to an actor says less than the pattern, by a word
    /// before it: a fire chief is not the chief of the town, a deputy director not the director.
    fn is_qualified(&self, candidate: &Candidate<'_>) -> bool {
        let trees = self.arguments.trees;
        let belongs = self
            .lexicon
            .type_of(candidate.pattern)
            .is_some_and(|relation| relation.side == Side::Belongs);
        let named = |token: TokenIndex| {
            self.mention(candidate.target).is_some_and(|found| found.tokens.contains(token))
        };
        // Of "secretary general" and the like, the word before belongs to the pattern.
        let one_word = candidate.pattern.heads.contains(trees.lemma(candidate.predicate));
        belongs
            && one_word
            && self.document.token(candidate.predicate).tag == UniversalTag::Noun
            && trees
                .children_with(candidate.predicate, &[Label::COMPOUND, Label::AMOD])
                .filter(|&word| {
                    word < candidate.predicate && !candidate.trigger.contains(&word) && !named(word)
                })
                .any(|word| {
                    trees.label(word) == Label::COMPOUND
                        || self.arguments.grammar.is_lesser(trees.lemma(word))
                })
    }

    pub(super) fn mention(&self, index: usize) -> Option<&Mention> {
        self.actors.mentions.get(index)
    }

    pub(super) fn actor(&self, mention: usize) -> Option<&Actor> {
        self.mention(mention).and_then(|found| self.actors.actor_of(found))
    }

    fn relation_of(&self, candidate: &Candidate<'_>, sentence: SentenceIndex) -> Option<Relation> {
        let relation_type = self.lexicon.type_of(candidate.pattern)?;
        let factuality = if candidate.pattern.negated {
            Factuality::Asserted
        } else {
            self.arguments.factuality_with(candidate.predicate, &candidate.trigger)
        };
        self.relation(Statement {
            source: candidate.source,
            relation: &relation_type.name,
            target: candidate.target,
            trigger: self.trigger_span(candidate),
            predicate: candidate.predicate,
            sentence,
            factuality,
            attributed_to: self.speaker(candidate),
            confidence: candidate.confidence,
            pattern: self.lexicon.pattern_name(candidate.pattern),
        })
    }

    /// Of candidates for the same two actors whose triggers share a word, the most specific; where one
    /// mention holds another ("Greek" in "the Greek army"), the one of the whole.
    fn most_specific<'lexicon>(
        &self,
        mut candidates: Vec<Candidate<'lexicon>>,
    ) -> Vec<Candidate<'lexicon>> {
        let length = |mention| self.mention(mention).map_or(0, |found| found.tokens.len());
        candidates.sort_by_key(|candidate| {
            (
                Reverse(length(candidate.source) + length(candidate.target)),
                Reverse(candidate.pattern.specificity()),
                Reverse(Confidence::from(candidate.confidence)),
            )
        });
        let mut kept: Vec<Candidate<'_>> = Vec::new();
        for candidate in candidates {
            let rival = kept.iter().any(|known| {
                let same = (self.nested(known.source, candidate.source)
                    && self.nested(known.target, candidate.target))
                    || self.is_reversed(known, &candidate);
                same && known.trigger.iter().any(|token| candidate.trigger.contains(token))
            });
            if !rival {
                kept.push(candidate);
            }
        }
        kept.sort_by_key(|candidate| (candidate.predicate, candidate.source, candidate.target));
        kept
    }

    /// Whether two candidates say the same the other way round. "They accused each other" says two
    /// things by one pattern, unless its type has no direction.
    fn is_reversed(&self, known: &Candidate<'_>, candidate: &Candidate<'_>) -> bool {
        let symmetric =
            || self.lexicon.type_of(candidate.pattern).is_some_and(|relation| relation.symmetric);
        (known.source, known.target) == (candidate.target, candidate.source)
            && (!std::ptr::eq(known.pattern, candidate.pattern) || symmetric())
    }

    /// Whether two mentions are one, or one holds the other.
    fn nested(&self, one: usize, other: usize) -> bool {
        let spans = self.mention(one).zip(self.mention(other));
        // "the Russian and American ministers" are two, in the same words.
        one == other
            || spans.is_some_and(|(one, other)| {
                one.tokens.overlaps(other.tokens) && one.head != other.head
            })
    }

    /// The actor in whose mouth a relation is: of several who say it of each other, not its source.
    fn speaker(&self, candidate: &Candidate<'_>) -> Option<ActorId> {
        let attribution = self.arguments.attribution(candidate.predicate, &self.quotations)?;
        let source = self.actor(candidate.source);
        let mut speakers = self
            .arguments
            .trees
            .with_conjuncts(attribution.speaker)
            .into_iter()
            .flat_map(|speaker| self.resolver.resolve(speaker, Reach::Itself))
            .filter_map(|found| self.actor(found.mention))
            .peekable();
        let first = speakers.peek().copied();
        let other = speakers.find(|&speaker| source != Some(speaker));
        let said = if first == source { other.or(first) } else { first };
        said.map(|actor| actor.id.clone())
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

    pub(super) fn relation(&self, statement: Statement<'_>) -> Option<Relation> {
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
                date: DateFinder { trees: self.arguments.trees, published: self.article.info.date }
                    .date_of(sentence.tokens, statement.predicate, statement.factuality),
                factuality: statement.factuality,
                attributed_to: statement.attributed_to,
                confidence: self
                    .lexicon
                    .grammar()
                    .confidence_curve()
                    .confidence(statement.confidence * certainty),
                pattern: statement.pattern,
            },
        })
    }
}

/// Writes `word` in lower case into `buffer`.
fn lower_into(word: &str, buffer: &mut String) {
    buffer.clear();
    buffer.extend(word.chars().flat_map(char::to_lowercase));
}
