//! The actor lexicon: states, organisations, groups, people, and the words that compose with them.
//!
//! In come TOML files (compiled in, or of the user) and dictionaries in PETRARCH's formats; out
//! comes one [`ActorLexicon`], which a finder is built from. Nothing is matched here.

mod check;
mod file;
mod petrarch;

pub use check::{Finding, check_file};
pub use file::{
    ActorEntry, FormerName, Gender, GivenName, GroupNoun, LexiconFile, NameHead, NoActor, Office,
    Role, Title, TitleOwner, WordList, WordListEntry,
};

use super::{Actor, ActorId, ActorKind, Affiliation, AffiliationKind};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Why a lexicon could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file could not be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not TOML, or not of the lexicon's shape; the message names line and column.
    #[error("{}: {message}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        message: String,
    },
    /// A line of a PETRARCH dictionary cannot be understood.
    #[error("{}:{line}: {message}", path.display())]
    Petrarch {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The entry names neither a known actor nor one of its own.
    #[error("{}: actor {id} has no {missing}; say `{missing} = ...`, or use the id of a known actor", path.display())]
    Incomplete {
        /// The file.
        path: PathBuf,
        /// The entry.
        id: ActorId,
        /// The field that is missing.
        missing: &'static str,
    },
    /// The lexicon that was compiled in is damaged.
    #[error("the lexicon of this program is damaged: {0}")]
    Embedded(String),
}

/// All that is known of actors before an article is read.
#[derive(Clone, Debug, Default)]
pub struct ActorLexicon {
    actors: Vec<ActorEntry>,
    positions: HashMap<ActorId, usize>,
    same_as: HashMap<ActorId, ActorId>,
    roles: Vec<Role>,
    titles: Vec<Title>,
    name_heads: Vec<NameHead>,
    no_actors: Vec<NoActor>,
    given_names: Vec<GivenName>,
    group_nouns: Vec<GroupNoun>,
    name_starts: Vec<NameHead>,
    word_lists: BTreeMap<WordList, HashSet<String>>,
}

impl ActorLexicon {
    /// A lexicon that knows nothing.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The lexicon that the program ships with.
    ///
    /// # Errors
    /// When the compiled-in files are damaged, which the build prevents.
    pub fn embedded() -> Result<Self, LexiconError> {
        const FILES: &str = include_str!(concat!(env!("OUT_DIR"), "/actors.json"));
        let files: BTreeMap<String, LexiconFile> = serde_json::from_str(FILES)
            .map_err(|error| LexiconError::Embedded(error.to_string()))?;
        let mut lexicon = Self::empty();
        for (path, file) in files {
            lexicon.extend(file, Path::new(&path))?;
        }
        Ok(lexicon)
    }

    /// Adds a user's file: TOML of the lexicon's format, or a PETRARCH dictionary when its name
    /// ends in `.actors.txt` or `.agents.txt`. An entry whose id is known already adds to it.
    ///
    /// # Errors
    /// When the file cannot be read or understood; nothing of it is added then.
    pub fn extend_from_file(&mut self, path: &Path) -> Result<(), LexiconError> {
        let (file, errors) = self.read_file(path)?;
        match errors.into_iter().next() {
            Some(error) => Err(error),
            None => self.extend(file, path),
        }
    }

    /// Reads a user's file without adding it: what can be understood of it, and each broken line.
    fn read_file(&self, path: &Path) -> Result<(LexiconFile, Vec<LexiconError>), LexiconError> {
        let bytes = std::fs::read(path)
            .map_err(|source| LexiconError::Io { path: path.to_owned(), source })?;
        let text = String::from_utf8_lossy(&bytes);
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
        let name = name.as_deref().unwrap_or_default();
        Ok(if name.ends_with("actors.txt") {
            petrarch::read_actors(&text, path, self)
        } else if name.ends_with("agents.txt") {
            petrarch::read_agents(&text, path)
        } else {
            (read_toml(&text, path)?, Vec::new())
        })
    }

    /// Adds the entries of one file.
    ///
    /// # Errors
    /// When an entry with a new id has no name or kind; nothing of the file is added then.
    pub fn extend(&mut self, file: LexiconFile, path: &Path) -> Result<(), LexiconError> {
        for entry in &file.actors {
            self.require_complete(entry, &file.actors, path)?;
        }
        for entry in file.actors {
            self.add_actor(entry);
        }
        for role in file.roles {
            match self.roles.iter_mut().find(|known| known.name == role.name) {
                Some(known) => {
                    known.bodies.extend(role.bodies);
                    known.members.extend(role.members);
                    known.of_anyone |= role.of_anyone;
                }
                None => self.roles.push(role),
            }
        }
        self.titles.extend(file.titles);
        self.name_heads.extend(file.name_heads);
        self.no_actors.extend(file.no_actors);
        self.given_names.extend(file.given_names);
        self.group_nouns.extend(file.group_nouns);
        self.name_starts.extend(file.name_starts);
        for entry in file.word_lists {
            self.word_lists.entry(entry.list).or_default().extend(entry.words);
        }
        Ok(())
    }

    fn require_complete(
        &self,
        entry: &ActorEntry,
        file: &[ActorEntry],
        path: &Path,
    ) -> Result<(), LexiconError> {
        let first = file.iter().find(|other| other.id == entry.id).unwrap_or(entry);
        let missing = match () {
            () if self.positions.contains_key(&entry.id) => return Ok(()),
            () if first.name.is_empty() => "name",
            () if first.kind.is_none() => "kind",
            () => return Ok(()),
        };
        Err(LexiconError::Incomplete { path: path.to_owned(), id: entry.id.clone(), missing })
    }

    /// Adds an actor, or what it adds to the one with the same id.
    pub(super) fn add_actor(&mut self, entry: ActorEntry) {
        for other in &entry.same_as {
            self.same_as.insert(other.clone(), entry.id.clone());
        }
        match self.positions.get(&entry.id).and_then(|&position| self.actors.get_mut(position)) {
            Some(known) => known.extend(entry),
            None => {
                self.positions.insert(entry.id.clone(), self.actors.len());
                self.actors.push(entry);
            }
        }
    }

    /// The actors, in the order in which they were added.
    pub fn actors(&self) -> &[ActorEntry] {
        &self.actors
    }

    /// The entry with this id.
    pub fn get(&self, id: &ActorId) -> Option<&ActorEntry> {
        self.positions.get(id).and_then(|&position| self.actors.get(position))
    }

    /// The position of the entry with this id among [`Self::actors`].
    pub fn position(&self, id: &ActorId) -> Option<u32> {
        self.positions.get(id).map(|&position| position as u32)
    }

    /// The entry of the state with this ISO 3166 alpha-3 code.
    pub fn state(&self, code: &str) -> Option<&ActorEntry> {
        self.get(&ActorId::new(format!("state:{code}")))
    }

    /// The id that `id` stands for, by the `same-as` of the lexicon.
    pub fn resolve(&self, id: &ActorId) -> ActorId {
        // A user's file may hold a circle; more steps than entries cannot lead anywhere new.
        let mut found = id;
        for _ in 0..=self.same_as.len() {
            match self.same_as.get(found) {
                Some(next) if next != id => found = next,
                _ => break,
            }
        }
        found.clone()
    }

    /// The roles.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The role with this name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }

    /// The titles.
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// Words that tell the kind of a name.
    pub fn name_heads(&self) -> &[NameHead] {
        &self.name_heads
    }

    /// Capitalised words that are no actors.
    pub fn no_actors(&self) -> &[NoActor] {
        &self.no_actors
    }

    /// Given names.
    pub fn given_names(&self) -> &[GivenName] {
        &self.given_names
    }

    /// Nouns that round off a role.
    pub fn group_nouns(&self) -> &[GroupNoun] {
        &self.group_nouns
    }

    /// Words that tell the kind of a name which starts with them.
    pub fn name_starts(&self) -> &[NameHead] {
        &self.name_starts
    }

    /// Whether `word`, in lower case, is in the list.
    pub fn is_listed(&self, list: WordList, word: &str) -> bool {
        self.word_lists.get(&list).is_some_and(|words| words.contains(word))
    }

    /// The actor of an entry, with its affiliations.
    pub fn actor(&self, entry: &ActorEntry) -> Actor {
        let part_of = entry.part_of.iter().map(|of| Affiliation {
            kind: AffiliationKind::PartOf,
            of: of.clone(),
            role: None,
            since: None,
            until: None,
        });
        Actor {
            id: entry.id.clone(),
            name: entry.name.clone(),
            kind: entry.kind(),
            code: entry.code.clone(),
            country: entry.country().map(str::to_owned),
            known: true,
            affiliations: part_of.chain(entry.offices.iter().map(Affiliation::from)).collect(),
        }
    }

    /// The actor that a role makes with a state ("Syrian opposition", `group:SYR/opposition`) or with
    /// a people or place that is none (`group:kurds/rebels`).
    pub fn compose(&self, role: &Role, owner: &ActorEntry) -> Actor {
        let is_state = owner.kind() == ActorKind::State;
        let (_, own) = owner.id.as_str().split_once(':').unwrap_or_default();
        let id = self.resolve(&ActorId::new(format!("{}:{own}/{}", role.prefix, role.name)));
        if let Some(entry) = self.get(&id) {
            return self.actor(entry);
        }
        let noun = role.bodies.first().map_or(role.name.as_str(), String::as_str);
        let name = match owner.adjectives.first() {
            Some(adjective) => format!("{adjective} {noun}"),
            None => format!("{noun} of {}", owner.name),
        };
        let whole = Affiliation {
            kind: AffiliationKind::PartOf,
            of: owner.id.clone(),
            role: None,
            since: None,
            until: None,
        };
        let code = owner.code.as_deref().or(is_state.then_some(own));
        Actor {
            id,
            name,
            kind: role.kind,
            code: code.zip(role.code.as_ref()).map(|(owner, sector)| format!("{owner}{sector}")),
            country: owner.country().map(str::to_owned),
            known: true,
            affiliations: role.part_of_state.then_some(whole).into_iter().collect(),
        }
    }

    /// The actor that a role makes with anybody: `people:mir-hossein-mousavi/supporters`.
    pub fn compose_with_anyone(&self, role: &Role, owner: &Actor) -> Actor {
        let (_, own) = owner.id.as_str().split_once(':').unwrap_or_default();
        let noun = role.bodies.first().map_or(role.name.as_str(), String::as_str);
        Actor {
            id: self.resolve(&ActorId::new(format!("{}:{own}/{}", role.prefix, role.name))),
            name: format!("{noun} of {}", owner.name),
            kind: role.kind,
            code: owner
                .country
                .as_ref()
                .zip(role.code.as_ref())
                .map(|(of, code)| format!("{of}{code}")),
            country: owner.country.clone(),
            known: false,
            affiliations: BTreeSet::new(),
        }
    }

    /// The actor with this id, if the lexicon knows it or can compose it: an entry, or a role of
    /// a state such as `gov:RUS/foreign-ministry`.
    pub fn actor_by_id(&self, id: &ActorId) -> Option<Actor> {
        if let Some(entry) = self.get(id) {
            return Some(self.actor(entry));
        }
        let (prefix, rest) = id.as_str().split_once(':')?;
        let (country, name) = rest.split_once('/')?;
        let role = self.role(name).filter(|role| role.prefix == prefix)?;
        Some(self.compose(role, self.state(country)?))
    }
}

/// Reads TOML; the error names line and column.
fn read_toml(text: &str, path: &Path) -> Result<LexiconFile, LexiconError> {
    let mut file: LexiconFile = toml::from_str(text).map_err(|error| LexiconError::Toml {
        path: path.to_owned(),
        message: error.to_string().trim_end().to_owned(),
    })?;
    for (number, line) in text.lines().enumerate() {
        let quoted = line
            .trim_start()
            .strip_prefix("id")
            .and_then(|rest| rest.trim_start().strip_prefix('='))
            .map(|value| value.trim_start_matches([' ', '"', '\'']));
        if let Some(id) = quoted.and_then(|value| value.split(['"', '\'']).next()) {
            file.lines.entry(id.to_owned()).or_insert(number + 1);
        }
    }
    Ok(file)
}

/// The plural of a noun or of the last noun of a phrase, by the rules of spelling.
pub(super) fn plural(noun: &str) -> String {
    const IRREGULAR: [(&str, &str); 7] = [
        ("man", "men"),
        ("woman", "women"),
        ("person", "people"),
        ("child", "children"),
        ("chief of staff", "chiefs of staff"),
        ("people", "peoples"),
        ("attorney general", "attorneys general"),
    ];
    for (singular, plural) in IRREGULAR {
        if let Some(stem) = noun.strip_suffix(singular)
            && !(singular == "man" && stem.ends_with("hu"))
        {
            return format!("{stem}{plural}");
        }
    }
    if let Some((head, rest)) = noun.split_once(" of ") {
        return format!("{} of {rest}", plural(head));
    }
    let stem = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match stem {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        None => format!("{noun}s"),
    }
}

/// The kinds that common nouns like "the group" may name.
pub(super) fn default_heads(kind: ActorKind) -> &'static [&'static str] {
    match kind {
        ActorKind::State => &["country", "nation", "kingdom", "republic"],
        ActorKind::GovernmentBody => &["body"],
        ActorKind::ArmedGroup => &["group", "organisation", "organization", "militia", "movement"],
        ActorKind::Party => &["party", "group", "movement", "coalition", "alliance"],
        ActorKind::InternationalOrganisation => {
            &["organisation", "organization", "body", "bloc", "alliance", "agency"]
        }
        ActorKind::Media => &["newspaper", "agency", "broadcaster", "channel", "outlet"],
        ActorKind::Company => &["company", "firm", "group", "bank"],
        ActorKind::Person | ActorKind::People | ActorKind::Place | ActorKind::Other => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_spelling() {
        for (singular, expected) in [
            ("rebel group", "rebel groups"),
            ("opposition party", "opposition parties"),
            ("spokesman", "spokesmen"),
            ("coalition of parties", "coalitions of parties"),
            ("embassy", "embassies"),
            ("ministry of defence", "ministries of defence"),
        ] {
            assert_eq!(plural(singular), expected);
        }
    }

    #[test]
    fn a_circle_of_same_as_ends() {
        let mut lexicon = ActorLexicon::empty();
        for (id, other) in [("person:a", "person:b"), ("person:b", "person:a")] {
            let mut entry = ActorEntry::named(ActorId::new(id), id.to_owned(), ActorKind::Person);
            entry.same_as.push(ActorId::new(other));
            lexicon.add_actor(entry);
        }
        lexicon.resolve(&ActorId::new("person:a"));
    }
}
