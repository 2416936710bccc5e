//! The lexicon's file format: what a TOML file of `lexicon/actors/`, or of a user, may hold.
//!
//! Only the shape is described here; [`super::ActorLexicon`] puts the entries of several files
//! together.

use crate::actor::{ActorId, ActorKind, Affiliation, AffiliationKind};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeMap;

/// One file of a lexicon.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LexiconFile {
    /// On which line each entry begins, by its id or name, where the reader knows.
    #[serde(skip)]
    pub lines: BTreeMap<String, usize>,
    /// Actors that have names.
    #[serde(default, rename = "actor")]
    pub actors: Vec<ActorEntry>,
    /// Common nouns that compose with a state, organisation or group.
    #[serde(default, rename = "role")]
    pub roles: Vec<Role>,
    /// Titles of persons.
    #[serde(default, rename = "title")]
    pub titles: Vec<Title>,
    /// Words that tell what kind of thing a name is.
    #[serde(default, rename = "name_head")]
    pub name_heads: Vec<NameHead>,
    /// Capitalised words that are no actors.
    #[serde(default, rename = "no_actor")]
    pub no_actors: Vec<NoActor>,
    /// Given names with their spellings.
    #[serde(default, rename = "given_name")]
    pub given_names: Vec<GivenName>,
    /// Words that start the name of a place or other thing.
    #[serde(default, rename = "name_start")]
    pub name_starts: Vec<NameHead>,
    /// Lists of words that tell how names are meant.
    #[serde(default, rename = "word_list")]
    pub word_lists: Vec<WordListEntry>,
    /// Words that only round off a role ("rebel alliance", "opposition groups").
    #[serde(default, rename = "group_noun")]
    pub group_nouns: Vec<GroupNoun>,
}

/// An actor of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    /// Stable id.
    pub id: ActorId,
    /// Name as a diagram's label should read. May be left out where the id is known already.
    #[serde(default)]
    pub name: String,
    /// Kind. May be left out where the id is known already.
    #[serde(default)]
    pub kind: Option<ActorKind>,
    /// CAMEO actor code.
    #[serde(default)]
    pub code: Option<String>,
    /// ISO 3166 alpha-3 code of its country.
    #[serde(default)]
    pub country: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Names of the past.
    #[serde(default)]
    pub former: Vec<FormerName>,
    /// Forms that count only as proper nouns in a fitting context.
    #[serde(default)]
    pub weak_aliases: Vec<String>,
    /// "Russian" in "Russian troops".
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// Nationals or members.
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// Seats of power that stand for it.
    #[serde(default)]
    pub metonyms: Vec<String>,
    /// Capital of a state.
    #[serde(default)]
    pub capital: Option<String>,
    /// Larger bodies that it is an organ of.
    #[serde(default)]
    pub part_of: Vec<ActorId>,
    /// Nouns that a later "the group" may use for it.
    #[serde(default)]
    pub heads: Vec<String>,
    /// What a person is called on second mention.
    #[serde(default)]
    pub short: Vec<String>,
    /// Gender of a person.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Dated offices of a person.
    #[serde(default)]
    pub offices: Vec<Office>,
    /// Ids that are this actor too.
    #[serde(default, alias = "same-as")]
    pub same_as: Vec<ActorId>,
    /// Ids that this actor must not be taken for.
    #[serde(default, alias = "not-same-as")]
    pub not_same_as: Vec<ActorId>,
}

impl ActorEntry {
    /// An entry with nothing but an id, a name and a kind.
    pub fn named(id: ActorId, name: String, kind: ActorKind) -> Self {
        Self {
            id,
            name,
            kind: Some(kind),
            code: None,
            country: None,
            aliases: Vec::new(),
            former: Vec::new(),
            weak_aliases: Vec::new(),
            adjectives: Vec::new(),
            demonyms: Vec::new(),
            metonyms: Vec::new(),
            capital: None,
            part_of: Vec::new(),
            heads: Vec::new(),
            short: Vec::new(),
            gender: None,
            offices: Vec::new(),
            same_as: Vec::new(),
            not_same_as: Vec::new(),
        }
    }

    /// The kind; `other` where the entry says none.
    pub fn kind(&self) -> ActorKind {
        self.kind.unwrap_or_default()
    }

    /// The ISO code of the state it is or belongs to.
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref().or_else(|| self.id.as_str().strip_prefix("state:"))
    }

    /// Takes over what `other`, an entry with the same id, adds.
    pub(super) fn extend(&mut self, other: Self) {
        if !other.name.is_empty() {
            self.name = other.name;
        }
        self.kind = other.kind.or(self.kind);
        self.code = other.code.or(self.code.take());
        self.country = other.country.or(self.country.take());
        self.capital = other.capital.or(self.capital.take());
        self.gender = other.gender.or(self.gender);
        self.aliases.extend(other.aliases);
        self.former.extend(other.former);
        self.weak_aliases.extend(other.weak_aliases);
        self.adjectives.extend(other.adjectives);
        self.demonyms.extend(other.demonyms);
        self.metonyms.extend(other.metonyms);
        self.part_of.extend(other.part_of);
        self.heads.extend(other.heads);
        self.short.extend(other.short);
        self.offices.extend(other.offices);
        self.same_as.extend(other.same_as);
        self.not_same_as.extend(other.not_same_as);
    }
}

/// A name of the past.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// Last day it was in use.
    #[serde(default, deserialize_with = "last_day")]
    pub until: Option<Date>,
}

/// Grammatical gender of a person, for "he" and "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
    /// A given name of both.
    Either,
}

/// An office that a person held.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its title: "foreign minister".
    pub title: String,
    /// Of whom: a state, organisation, group or party.
    pub of: ActorId,
    /// What the holder is to it.
    pub relation: AffiliationKind,
    /// First day.
    #[serde(default, deserialize_with = "first_day")]
    pub since: Option<Date>,
    /// Last day; none if still held.
    #[serde(default, deserialize_with = "last_day")]
    pub until: Option<Date>,
}

impl Office {
    /// Whether it was held on `date`. Without a date, whether it is held still.
    pub fn held_on(&self, date: Option<Date>) -> bool {
        match date {
            Some(date) => {
                self.since.is_none_or(|since| since <= date)
                    && self.until.is_none_or(|until| date <= until)
            }
            None => self.until.is_none(),
        }
    }
}

impl From<&Office> for Affiliation {
    fn from(office: &Office) -> Self {
        Self {
            kind: office.relation,
            of: office.of.clone(),
            role: Some(office.title.clone()),
            since: office.since,
            until: office.until,
        }
    }
}

/// A common noun that composes with a state, organisation or group.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Name, the last part of the composed id.
    pub name: String,
    /// First part of the composed id.
    pub prefix: String,
    /// Kind of the composed actor.
    pub kind: ActorKind,
    /// CAMEO sector code.
    #[serde(default)]
    pub code: Option<String>,
    /// Nouns that name the body itself.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// Nouns for people who act for it.
    #[serde(default)]
    pub members: Vec<String>,
    /// What a named person with such a noun is to the body.
    #[serde(default = "member_of")]
    pub relation: AffiliationKind,
    /// Whether it may be an actor without a state.
    #[serde(default)]
    pub alone: bool,
    /// Whether it composes with anybody, a person or party as well as a state: "supporters of".
    #[serde(default)]
    pub of_anyone: bool,
    /// Whether it may be of any country, so that the state an article is about says nothing of it.
    #[serde(default)]
    pub international: bool,
    /// Whether it counts as its state when the graph is rolled up.
    #[serde(default)]
    pub part_of_state: bool,
}

/// What a title composes with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TitleOwner {
    /// States.
    State,
    /// Organisations and groups.
    Organisation,
    /// A body of a state, such as its army: the holder leads that, and stands for the state.
    Body,
    /// States and organisations.
    #[default]
    Any,
}

/// A title of persons.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Name, as offices write it.
    pub name: String,
    /// Wordings.
    #[serde(default)]
    pub forms: Vec<String>,
    /// States whose title it is, where it is not that of many.
    #[serde(default)]
    pub states: Vec<String>,
    /// Role name of the body that the holder belongs to.
    #[serde(default)]
    pub body: Option<String>,
    /// What the holder is to its owner.
    #[serde(default = "member_of")]
    pub relation: AffiliationKind,
    /// What it composes with.
    #[serde(default)]
    pub of: TitleOwner,
    /// CAMEO sector code.
    #[serde(default)]
    pub code: Option<String>,
    /// Whether it has one holder at a time.
    #[serde(default)]
    pub unique: bool,
}

/// Words that, at the end of a name or as its head, tell its kind.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameHead {
    /// The kind.
    pub kind: ActorKind,
    /// The words, capitalised as in names.
    pub words: Vec<String>,
}

/// A list of words by which the finder tells how something is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordList {
    /// Verbs that introduce what somebody says.
    Speech,
    /// Verbs of what persons think, feel and do as no town does: "applaud", "resign".
    Judging,
    /// Verbs whose object is the subject of the infinitive after it: "urge", "order".
    ObjectControl,
    /// Prepositions after which a place is a place.
    Where,
    /// Prepositions of direction: a place after verbs and nouns of motion.
    Direction,
    /// Verbs and nouns of motion.
    Motion,
    /// Nouns and verbs of transfer and speech: "to Moscow" after them is a power.
    Address,
    /// People who are sent to places: "its ambassador from Pyongyang".
    Messengers,
    /// Nouns that, with "of", stand before the name of a place.
    PlaceNouns,
    /// Verbs whose object, if it is a city, is a mere place: "bomb", "seize".
    CityObjects,
    /// Words before a title that make its holder another than the one holder of the office.
    Lesser,
    /// Words before a title that say it is not held: "former", "next".
    NotHeld,
    /// Nouns before a name that make it no part of whose they are: "hostage", "rival".
    NoTie,
    /// People of the press, who belong to their paper, not to what they write about.
    Press,
    /// Words of the calendar that are surnames after a given name.
    CalendarSurnames,
    /// Nouns of roles that, without an owner, name nobody in particular: "official", "source".
    NeverGeneric,
    /// Nouns of roles that name buildings and vehicles: no actors without an owner.
    Things,
    /// Offices of the parts of a federation: "governor", "sheriff".
    RegionOffices,
    /// What is eaten or stands on a table: "turkey soup" has nothing to do with Turkey.
    AtTable,
    /// Verbs of motion that never have an object.
    NeverTransitive,
    /// Nouns after the name of a piece of land or water: "forest", "dam".
    Landforms,
    /// Words that join the parts of a name: "bin", "van".
    NameParticles,
    /// Nouns of which "the two" are states: "country".
    PairsOfStates,
    /// Nouns of which "the two" are persons: "president".
    PairsOfPersons,
    /// Nouns of which "the two" are any that act against or with each other: "side".
    PairsOfSides,
}

/// The words of one list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordListEntry {
    /// Which list.
    pub list: WordList,
    /// The words, in lower case and base form.
    pub words: Vec<String>,
}

/// Capitalised words that are no actors, or whose presence at the end of a name makes it none.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoActor {
    /// What they are, for people: "months", "events".
    pub what: String,
    /// Words that are no actor alone.
    #[serde(default)]
    pub words: Vec<String>,
    /// Words that, at the end of a name, make it none: "Summit", "Agreement".
    #[serde(default)]
    pub heads: Vec<String>,
}

/// Given names with one gender; each entry of `names` is one name with its spellings, the usual
/// one first, separated by `/`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenName {
    /// Gender of the persons that bear it.
    pub gender: Gender,
    /// The names.
    pub names: Vec<String>,
}

/// Nouns that round off a role without changing who is meant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupNoun {
    /// The nouns, singular.
    pub words: Vec<String>,
    /// Whether they stand for people of the group ("leader"), not for the group ("alliance").
    #[serde(default)]
    pub members: bool,
}

fn member_of() -> AffiliationKind {
    AffiliationKind::MemberOf
}

fn first_day<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Date>, D::Error> {
    date(input, false)
}

fn last_day<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Date>, D::Error> {
    date(input, true)
}

/// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: the first or the last day of that time.
fn date<'de, D: Deserializer<'de>>(input: D, last: bool) -> Result<Option<Date>, D::Error> {
    let Some(text) = Option::<String>::deserialize(input)? else { return Ok(None) };
    partial_date(&text, last).map(Some).ok_or_else(|| {
        de::Error::custom(format!("\"{text}\" is no date: write YYYY, YYYY-MM or YYYY-MM-DD"))
    })
}

/// The first or last day of the year, month or day that `text` names.
pub(super) fn partial_date(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month = parts.next().map(str::parse::<i8>).transpose().ok()?;
    let day = parts.next().map(str::parse::<i8>).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let first =
        Date::new(year, month.unwrap_or(if last { 12 } else { 1 }), day.unwrap_or(1)).ok()?;
    Some(if last && day.is_none() { first.last_of_month() } else { first })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_open_and_close_their_time() {
        for (text, first, last) in [
            ("2011", "2011-01-01", "2011-12-31"),
            ("2012-02", "2012-02-01", "2012-02-29"),
            ("2004-03-09", "2004-03-09", "2004-03-09"),
        ] {
            assert_eq!(partial_date(text, false), first.parse().ok(), "{text}");
            assert_eq!(partial_date(text, true), last.parse().ok(), "{text}");
        }
        for text in ["", "2011-13", "2011-02-30", "11 May", "2011-01-01-01"] {
            assert_eq!(partial_date(text, false), None, "{text}");
        }
    }
}
