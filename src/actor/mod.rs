//! Actors: who is mentioned, and who that is.
//!
//! In comes a [`Document`](crate::language::Document); out come [`Mention`]s, spans of text that
//! refer to an actor, and the [`Actor`]s they refer to, with stable ids. What actors do to each
//! other is decided later, in [`relation`](crate::relation).

mod automaton;
mod finder;
mod fold;
mod identity;
pub mod lexicon;

pub use finder::ActorFinder;
pub use identity::{Merge, merges};
pub use lexicon::{ActorLexicon, LexiconError};

use crate::article::ArticleId;
use crate::confidence::Confidence;
use crate::language::{SentenceIndex, TokenIndex, TokenRange};
use crate::span::ByteSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// What the ids of generic actors begin with.
const GENERIC: &str = "role:";

/// A readable id, the same on every run: `state:RUS`, `group:SYR/opposition`,
/// `person:sergei-lavrov`, `org:united-nations`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(String);

impl ActorId {
    /// The id written as `id`.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id of whom an article names by a common noun alone: `role:gunmen/ARTICLE`. The gunmen of
    /// another article are others, so that the article is part of it.
    pub fn generic(noun: &str, article: &ArticleId) -> Self {
        Self(format!("{GENERIC}{noun}/{article}"))
    }

    /// Whether it is that of somebody whom an article names by a common noun alone.
    pub fn is_generic(&self) -> bool {
        self.0.starts_with(GENERIC)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What kind of actor it is. The order is from the most to the least specific: where two
/// articles disagree about an unknown name, the first in this order wins.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A state.
    State,
    /// A ministry, parliament, army, agency or government.
    GovernmentBody,
    /// A rebel group, militia or terrorist organisation.
    ArmedGroup,
    /// A party, movement or opposition.
    Party,
    /// An international or regional organisation, or a non-governmental one.
    InternationalOrganisation,
    /// A newspaper, broadcaster or agency.
    Media,
    /// A firm.
    Company,
    /// A single person.
    Person,
    /// A people, nation or part of the population.
    People,
    /// A place that is no state.
    Place,
    /// Anything else that acts.
    #[default]
    Other,
}

impl ActorKind {
    /// Every kind, in the order of specificity.
    pub const ALL: [Self; 11] = [
        Self::State,
        Self::GovernmentBody,
        Self::ArmedGroup,
        Self::Party,
        Self::InternationalOrganisation,
        Self::Media,
        Self::Company,
        Self::Person,
        Self::People,
        Self::Place,
        Self::Other,
    ];

    /// The name as files write it: `government-body`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::GovernmentBody => "government-body",
            Self::ArmedGroup => "armed-group",
            Self::Party => "party",
            Self::InternationalOrganisation => "international-organisation",
            Self::Media => "media",
            Self::Company => "company",
            Self::Person => "person",
            Self::People => "people",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for ActorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// How an actor belongs to another. Each kind is a relation type of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AffiliationKind {
    /// Head of a state, organisation or group.
    Leads,
    /// Speaks or acts for it: ministers, envoys, spokespeople.
    Represents,
    /// Belongs to it.
    MemberOf,
    /// A body within a larger body.
    PartOf,
}

impl AffiliationKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Leads, Self::Represents, Self::MemberOf, Self::PartOf];

    /// The kind whose relation type has this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The name of the relation type: `member-of`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Represents => "represents",
            Self::MemberOf => "member-of",
            Self::PartOf => "part-of",
        }
    }
}

/// That an actor belongs to another, as the lexicon or an article says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Affiliation {
    /// In which way.
    pub kind: AffiliationKind,
    /// To whom.
    pub of: ActorId,
    /// In what role: "foreign minister".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// First day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// Last day, where known and past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Affiliation {
    /// Whether it held on `date`; an unknown bound does not exclude.
    pub fn holds_on(&self, date: Date) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// Somebody or something that acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Stable id.
    pub id: ActorId,
    /// Name as a diagram's label should read.
    pub name: String,
    /// Kind.
    pub kind: ActorKind,
    /// CAMEO actor code, where known: `SYROPP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// ISO 3166 alpha-3 code of the country it belongs to, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Whether it is in the lexicon (or composed from it), not merely a name in an article.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// What it belongs to.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub affiliations: BTreeSet<Affiliation>,
}

/// The position of an actor among the [`ArticleActors`] of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorIndex(pub u32);

impl ActorIndex {
    /// The position as a plain index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// In what form a mention refers to its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionForm {
    /// A name: "Sergei Lavrov", "Russia".
    Name,
    /// An adjective or demonym: "Russian" in "Russian missiles".
    Adjective,
    /// A common noun, alone or with its modifiers: "the Syrian opposition", "the group".
    Nominal,
    /// A pronoun: "he", "its".
    Pronoun,
    /// A place that stands for its government: "Moscow".
    Metonym,
}

/// A span of text that refers to an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The sentence it stands in.
    pub sentence: SentenceIndex,
    /// Its tokens, without leading articles and titles.
    pub tokens: TokenRange,
    /// The token that carries its syntax: the one whose head lies outside the mention.
    pub head: TokenIndex,
    /// Where it stands in the article's text.
    pub span: ByteSpan,
    /// Who it refers to.
    pub actor: ActorIndex,
    /// In what form.
    pub form: MentionForm,
    /// Whether it is a mere place here ("in Moscow"), not an actor.
    pub place: bool,
    /// How sure the link is.
    pub confidence: Confidence,
    /// Why it was linked so, for `annotate`: "lexicon", "surname of Sergei Lavrov".
    pub reason: String,
}

/// That one actor of an article belongs to another, as a phrase of the article says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedAffiliation {
    /// The position of the mention of who belongs, among [`ArticleActors::mentions`].
    pub member: usize,
    /// The position of the mention of what it belongs to.
    pub of: usize,
    /// In which way.
    pub kind: AffiliationKind,
    /// The tokens that say so: "deputy foreign minister".
    pub trigger: TokenRange,
}

/// The actors of one article, and where they are mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleActors {
    /// The actors, in the order of their first mention.
    pub actors: Vec<Actor>,
    /// The mentions, by position in the text; one may lie inside another ("Syrian" in "the Syrian
    /// opposition").
    pub mentions: Vec<Mention>,
    /// Affiliations that phrases of the article state.
    pub affiliations: Vec<StatedAffiliation>,
}

impl ArticleActors {
    /// The actor that `mention` refers to.
    pub fn actor_of(&self, mention: &Mention) -> Option<&Actor> {
        self.actors.get(mention.actor.index())
    }

    /// The mentions in a sentence, with their positions.
    pub fn mentions_in(
        &self,
        sentence: SentenceIndex,
    ) -> impl Iterator<Item = (usize, &Mention)> + '_ {
        let from = self.mentions.partition_point(|mention| mention.sentence < sentence);
        let rest = self.mentions.get(from..).unwrap_or(&[]);
        (from..).zip(rest).take_while(move |(_, mention)| mention.sentence == sentence)
    }
}
