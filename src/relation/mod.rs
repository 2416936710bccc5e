//! Relations: who does what to whom, how surely, and who says so.
//!
//! In come a document and its mentions; out come [`Relation`]s, each with its evidence. Relation
//! types and their patterns are data (`lexicon/relations.toml`).

mod affiliations;
mod arguments;
mod attribution;
mod control;
mod dates;
mod factuality;
mod finder;
mod grammar;
mod inflection;
mod lexicon;
mod matcher;
mod modality;
mod nouns;
mod parts;
mod pattern;
mod placement;
mod reports;
mod resolve;
mod speech;
mod tree;

pub use finder::RelationFinder;
pub use lexicon::{RelationLexicon, RelationLexiconError};
pub use placement::Misplaced;

use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::confidence::Confidence;
use crate::language::SentenceIndex;
use crate::span::ByteSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;

/// Which side of a tie a relation type stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Support, agreement, help.
    For,
    /// Meetings, negotiations, requests.
    Talk,
    /// Criticism, refusal, force.
    Against,
    /// Membership and office.
    Belongs,
}

impl Side {
    /// Every side, in the order in which tables and legends show them.
    pub const ALL: [Self; 4] = [Self::For, Self::Talk, Self::Against, Self::Belongs];

    /// The name as files write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Talk => "talk",
            Self::Against => "against",
            Self::Belongs => "belongs",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A type of relation. Types are data: users can add their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelationType {
    /// Name that a reader understands: "backs".
    pub name: String,
    /// PLOVER event class: "SUPPORT"; none for affiliations.
    pub class: Option<String>,
    /// CAMEO root code: "05".
    pub cameo: Option<String>,
    /// Which side it stands on.
    pub side: Side,
    /// How friendly it is, from -1 (war) to 1.
    pub polarity: f64,
    /// Whether it holds in both directions at once.
    pub symmetric: bool,
}

impl RelationType {
    /// What polarities there are.
    pub const POLARITIES: RangeInclusive<f64> = -1.0..=1.0;

    /// The PLOVER class of a statement of this type: what is merely announced, threatened, demanded
    /// or refused is an event of its own in the codebook (statements of intent to cooperate or to
    /// meet are AGREE, to harm THREATEN; calls for something DEMAND; refusals REJECT), and so is
    /// what ends (of support SANCTION, of force RETREAT, of restrictions CONCEDE).
    pub fn class_of(&self, factuality: Factuality) -> Option<&str> {
        let class = self.class.as_deref()?;
        let intended = match (factuality, self.side) {
            (Factuality::Planned, Side::For) => Some("AGREE"),
            (Factuality::Planned, Side::Talk) if class == "CONSULT" => Some("AGREE"),
            (Factuality::Planned, Side::Against) if !["PROTEST", "DEMAND"].contains(&class) => {
                Some("THREATEN")
            }
            (Factuality::Demanded, Side::For | Side::Talk) => Some("DEMAND"),
            (Factuality::Negated, Side::For | Side::Talk) => Some("REJECT"),
            (Factuality::Ended, Side::For) => Some("SANCTION"),
            (Factuality::Ended, Side::Against) => match class {
                "FIGHT" | "ASSAULT" | "MOBILIZE" => Some("RETREAT"),
                "SANCTION" | "COERCE" => Some("CONCEDE"),
                _ => None,
            },
            _ => None,
        };
        Some(intended.unwrap_or(class))
    }
}

/// How surely a relation holds, by the words of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Factuality {
    /// It is or was so.
    Asserted,
    /// It is announced or intended.
    Planned,
    /// It may be so.
    Possible,
    /// Somebody wants it to be so.
    Demanded,
    /// It is not so.
    Negated,
    /// It was so and is no longer.
    Ended,
}

impl Factuality {
    /// Every value, in the order of the declaration.
    pub const ALL: [Self; 6] =
        [Self::Asserted, Self::Planned, Self::Possible, Self::Demanded, Self::Negated, Self::Ended];

    /// The name as files write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Demanded => "demanded",
            Self::Negated => "negated",
            Self::Ended => "ended",
        }
    }
}

impl fmt::Display for Factuality {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A piece of text and where it stands in its article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The text itself.
    pub text: String,
    /// Where it stands.
    pub span: ByteSpan,
}

/// A sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SentenceQuote {
    /// Its position in the article, counted from 0.
    pub index: SentenceIndex,
    /// Where it stands in the article's text.
    pub span: ByteSpan,
    /// The text itself.
    pub text: String,
}

/// Where a relation was read, and how: one sentence of one article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The article.
    pub article: ArticleId,
    /// The sentence.
    pub sentence: SentenceQuote,
    /// The words that say it.
    pub trigger: Quote,
    /// The mention of the source.
    pub source: Quote,
    /// The mention of the target.
    pub target: Quote,
    /// The day it is about: the article's, moved by what the sentence says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How surely it holds.
    pub factuality: Factuality,
    /// Who says so, where it is not the article's own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<ActorId>,
    /// How sure the extraction is.
    pub confidence: Confidence,
    /// The pattern that found it: "opposes/be opposed to".
    pub pattern: String,
}

/// One relation as one sentence states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Who does it.
    pub source: ActorId,
    /// The name of the relation type.
    pub relation: String,
    /// To whom.
    pub target: ActorId,
    /// Where it was read.
    pub evidence: Evidence,
}
