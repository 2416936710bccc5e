//! Finds the actors of an article.
//!
//! In come an article and its analysed [`Document`]; out come [`ArticleActors`]. The steps, each in
//! its file: names of the lexicon ([`names`], [`namesakes`]), names that no lexicon knows ([`unknown`], [`organisations`],
//! [`kinds`], [`naming`]), titles and roles that compose with them ([`titles`], [`bare_titles`], [`roles`],
//! [`owners`], [`possessed`]), what they make of their holders ([`affiliations`]), whom later mentions refer to
//! ([`coreference`], [`pronouns`], [`groups`]), common nouns that stand alone ([`generic`]), and which mentions are mere
//! places ([`place`]).

mod affiliations;
mod bare_titles;
mod coreference;
mod generic;
mod groups;
mod index;
mod kinds;
mod names;
mod namesakes;
mod naming;
mod organisations;
mod owners;
mod place;
mod possessed;
mod pronouns;
mod roles;
mod syntax;
mod titles;
mod unknown;

use super::automaton::{Folding, Word};
use super::lexicon::{ActorEntry, ActorLexicon, Gender};
use super::{
    Actor, ActorId, ActorIndex, ActorKind, ArticleActors, Mention, MentionForm, StatedAffiliation,
};
use crate::article::{Article, ArticleId};
use crate::confidence::Confidence;
use crate::language::{Document, TokenIndex, TokenRange};
use index::{LexiconIndex, NounValue, WordFacts};
use jiff::civil::Date;
use names::NameHit;
use std::collections::{BTreeSet, HashMap, HashSet};
use syntax::Syntax;

/// Finds actors with one lexicon. Built once, shared between threads.
#[derive(Debug)]
pub struct ActorFinder {
    lexicon: ActorLexicon,
    index: LexiconIndex,
}

impl ActorFinder {
    /// A finder that knows `lexicon`.
    pub fn new(lexicon: ActorLexicon) -> Self {
        let index = LexiconIndex::new(&lexicon);
        Self { lexicon, index }
    }

    /// The lexicon it knows.
    pub fn lexicon(&self) -> &ActorLexicon {
        &self.lexicon
    }

    /// The actors of `article`, of whose text `document` is the analysis.
    pub fn find(&self, article: &Article, document: &Document) -> ArticleActors {
        let mut reading = Reading::new(self, article, document);
        reading.match_names();
        reading.find_organisations();
        reading.match_nouns();
        reading.find_unknown_names();
        reading.read_surnames_like_places();
        reading.read_namesake_places();
        reading.mention_names();
        reading.link_acronyms();
        reading.link_parts_of_names();
        reading.read_titles();
        reading.read_roles();
        reading.link_definite_nominals();
        reading.link_appositions();
        reading.link_pairs();
        reading.name_generic_actors();
        reading.link_relative_pronouns();
        reading.link_pronouns();
        reading.read_possessed_roles();
        reading.link_speakers();
        reading.mark_places();
        reading.finish()
    }
}

/// A common noun of the lexicon in the article.
#[derive(Clone, Debug)]
struct NounHit {
    tokens: TokenRange,
    values: Vec<NounValue>,
    /// Whether a person's name or a composition has taken it up.
    used: bool,
}

/// What is known of an actor of this article besides the [`Actor`] itself.
#[derive(Clone, Debug, Default)]
struct Known {
    /// Its entry in the lexicon.
    entry: Option<u32>,
    gender: Option<Gender>,
    /// Last and first words of the names by which the article calls a person.
    surnames: Vec<String>,
    first_names: Vec<String>,
    /// Common nouns that may name it later, from its name and its kind.
    heads: Vec<String>,
}

/// The state of reading one article.
struct Reading<'a> {
    lexicon: &'a ActorLexicon,
    index: &'a LexiconIndex,
    syntax: Syntax<'a>,
    article: &'a ArticleId,
    date: Option<Date>,
    words: Vec<Word>,
    /// The first word of each token; one more than there are tokens.
    first_words: Vec<u32>,
    /// Whether each sentence is a headline in capitals, or in capitalised words.
    headlines: Vec<Headline>,
    hits: Vec<NameHit>,
    /// The hit that covers each token.
    covered: Vec<Option<u32>>,
    nouns: Vec<NounHit>,
    actors: Vec<Actor>,
    known: Vec<Known>,
    positions: HashMap<ActorId, ActorIndex>,
    mentions: Vec<Mention>,
    /// The outermost mention with each token as its head.
    by_head: HashMap<TokenIndex, usize>,
    affiliations: Vec<StatedAffiliation>,
    /// Who bears which title, by the article.
    holders: Vec<(u32, ActorIndex)>,
    /// Countries and entries that the article names beyond doubt.
    context: HashSet<String>,
}

/// How far the capitals of a sentence can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Headline {
    None,
    /// Most words are capitalised.
    Title,
    /// All letters are capitals.
    Capitals,
}

impl<'a> Reading<'a> {
    fn new(finder: &'a ActorFinder, article: &'a Article, document: &'a Document) -> Self {
        let mut words = Vec::with_capacity(document.tokens.len());
        let mut first_words = Vec::with_capacity(document.tokens.len() + 1);
        let mut folding = Folding::default();
        for (position, token) in (0u32..).zip(&document.tokens) {
            first_words.push(words.len() as u32);
            let form = token.span.text(&article.text);
            finder.index.vocabulary.look_up(form, position, &mut folding, &mut words);
        }
        first_words.push(words.len() as u32);
        let mut reading = Self {
            lexicon: &finder.lexicon,
            index: &finder.index,
            syntax: Syntax::new(document, &article.text),
            article: &article.info.id,
            date: article.info.date,
            words,
            first_words,
            headlines: Vec::with_capacity(document.sentences.len()),
            hits: Vec::new(),
            covered: vec![None; document.tokens.len()],
            nouns: Vec::new(),
            actors: Vec::new(),
            known: Vec::new(),
            positions: HashMap::new(),
            mentions: Vec::new(),
            by_head: HashMap::new(),
            affiliations: Vec::new(),
            holders: Vec::new(),
            context: HashSet::new(),
        };
        for sentence in &document.sentences {
            let headline = reading.headline(sentence.tokens);
            reading.headlines.push(headline);
        }
        reading
    }

    /// How the sentence is capitalised.
    fn headline(&self, tokens: TokenRange) -> Headline {
        let (mut lower, mut letters, mut long_lower, mut long_upper) = (0, 0, 0, 0);
        for token in tokens.iter() {
            let form = self.syntax.form(token);
            for letter in form.chars().filter(|letter| letter.is_alphabetic()) {
                letters += 1;
                lower += usize::from(letter.is_lowercase());
            }
            if form.chars().count() > 3 {
                match form.chars().next() {
                    Some(first) if first.is_uppercase() => long_upper += 1,
                    Some(first) if first.is_lowercase() => long_lower += 1,
                    _ => {}
                }
            }
        }
        if lower == 0 && letters > 12 {
            Headline::Capitals
        } else if !self.syntax.is(TokenIndex(tokens.end.0.saturating_sub(1)), &[".", "!", "”"])
            && long_upper >= 4
            && long_upper >= 4 * long_lower
        {
            Headline::Title
        } else {
            Headline::None
        }
    }

    fn headline_at(&self, token: TokenIndex) -> Headline {
        let sentence = self.syntax.sentence(token).index();
        self.headlines.get(sentence).copied().unwrap_or(Headline::None)
    }

    /// The words from the first of `range` on to its end.
    fn words_of(&self, range: TokenRange) -> &[Word] {
        let bound = |token: TokenIndex| self.first_words.get(token.index()).copied();
        match (bound(range.start), bound(range.end)) {
            (Some(start), Some(end)) => {
                self.words.get(start as usize..end as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// What the lexicon knows of the single word that `token` is.
    fn facts(&self, token: TokenIndex) -> Option<&WordFacts> {
        let words = self.words_of(TokenRange::new(token.0, token.0 + 1));
        self.index.facts(words.first()?.id)
    }

    fn hit_at(&self, token: TokenIndex) -> Option<&NameHit> {
        let hit = (*self.covered.get(token.index())?)?;
        self.hits.get(hit as usize)
    }

    fn entry(&self, position: u32) -> Option<&'a ActorEntry> {
        self.lexicon.actors().get(position as usize)
    }

    /// The position of `actor` among the actors of the article, where it is put if it is new.
    fn actor(&mut self, actor: Actor) -> ActorIndex {
        if let Some(&known) = self.positions.get(&actor.id) {
            return known;
        }
        let position = ActorIndex(self.actors.len() as u32);
        self.positions.insert(actor.id.clone(), position);
        let mut heads: Vec<String> =
            super::lexicon::default_heads(actor.kind).iter().map(|&head| head.to_owned()).collect();
        heads.extend(actor.name.rsplit(' ').next().map(str::to_lowercase));
        for joiner in [" of ", " for "] {
            if let Some((before, _)) = actor.name.split_once(joiner) {
                heads.extend(before.rsplit(' ').next().map(str::to_lowercase));
            }
        }
        self.known.push(Known { heads, ..Known::default() });
        self.actors.push(actor);
        position
    }

    /// The position of the lexicon's actor with this entry.
    fn entry_actor(&mut self, position: u32) -> Option<ActorIndex> {
        let entry = self.entry(position)?;
        let mut actor = self.lexicon.actor(entry);
        actor.id = self.lexicon.resolve(&actor.id);
        if let Some(target) = self.lexicon.get(&actor.id) {
            actor = self.lexicon.actor(target);
        }
        let index = self.actor(actor);
        if let Some(known) = self.known.get_mut(index.index())
            && known.entry.is_none()
        {
            known.entry = Some(position);
            known.gender = entry.gender;
            known.heads.extend(entry.heads.iter().cloned());
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                known.heads.extend(
                    name.split(' ')
                        .skip(1)
                        .last()
                        .filter(|word| word.len() > 3)
                        .map(str::to_lowercase),
                );
            }
        }
        Some(index)
    }

    fn kind_of(&self, actor: ActorIndex) -> ActorKind {
        self.actors.get(actor.index()).map(|actor| actor.kind).unwrap_or_default()
    }

    fn name_of(&self, actor: ActorIndex) -> &str {
        self.actors.get(actor.index()).map_or("", |actor| actor.name.as_str())
    }

    fn gender_of(&self, actor: ActorIndex) -> Option<Gender> {
        self.known.get(actor.index()).and_then(|known| known.gender)
    }

    /// Adds a mention of `actor` and gives its position.
    fn mention(
        &mut self,
        tokens: TokenRange,
        actor: ActorIndex,
        form: MentionForm,
        confidence: f64,
        reason: impl Into<String>,
    ) -> usize {
        let head = self.syntax.head_of(tokens);
        let position = self.mentions.len();
        self.mentions.push(Mention {
            sentence: self.syntax.sentence(tokens.start),
            tokens,
            head,
            span: self.syntax.document.span(tokens),
            actor,
            form,
            place: false,
            confidence: Confidence::from(confidence),
            reason: reason.into(),
        });
        let outermost = self.by_head.entry(head).or_insert(position);
        if self.mentions[*outermost].tokens.len() <= tokens.len() {
            *outermost = position;
        }
        position
    }

    /// The outermost mention whose head is `token`.
    fn mention_with_head(&self, token: TokenIndex) -> Option<usize> {
        self.by_head.get(&token).copied()
    }

    /// Puts mentions and actors in the order of the text.
    fn finish(self) -> ArticleActors {
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        order.sort_by_key(|&position| {
            let mention = &self.mentions[position];
            (mention.tokens.start, std::cmp::Reverse(mention.tokens.end), position)
        });
        order.retain(|&position| !self.mentions[position].tokens.is_empty());
        let mut seen = BTreeSet::new();
        order.retain(|&position| {
            let mention = &self.mentions[position];
            seen.insert((mention.tokens.start, mention.tokens.end, mention.actor))
        });
        let place_of: HashMap<usize, usize> =
            order.iter().enumerate().map(|(new, &old)| (old, new)).collect();
        let mut renumbered: HashMap<ActorIndex, ActorIndex> = HashMap::new();
        let mut actors = Vec::new();
        let mut mentions = Vec::with_capacity(order.len());
        for &position in &order {
            let mut mention = self.mentions[position].clone();
            mention.actor = *renumbered.entry(mention.actor).or_insert_with(|| {
                actors.push(self.actors[mention.actor.index()].clone());
                ActorIndex(actors.len() as u32 - 1)
            });
            mentions.push(mention);
        }
        let same = |position: usize| {
            place_of.get(&position).copied().or_else(|| {
                let dropped = self.mentions.get(position)?;
                order.iter().position(|&kept| {
                    let kept = &self.mentions[kept];
                    kept.tokens == dropped.tokens && kept.actor == dropped.actor
                })
            })
        };
        let affiliations = self
            .affiliations
            .iter()
            .filter_map(|stated| {
                Some(StatedAffiliation {
                    member: same(stated.member)?,
                    of: same(stated.of)?,
                    ..stated.clone()
                })
            })
            .collect();
        ArticleActors { actors, mentions, affiliations }
    }
}
