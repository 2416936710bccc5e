//! The relation lexicon: relation types and their compiled patterns, from TOML.
//!
//! In comes `lexicon/relations.toml`, which is compiled in, and files of the user's own; out comes
//! an index from words to the patterns they may begin. Mistakes are reported with line and column.

use super::grammar::Grammar;
use super::inflection::Inflections;
use super::pattern::{Pattern, Shape};
use super::{RelationType, Side};
use crate::actor::ActorKind;
use crate::confidence::ConfidenceCurve;
use crate::hashing::HashMap;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;

const RELATIONS: &str = include_str!("../../lexicon/relations.toml");

/// Why a relation lexicon could not be read.
#[derive(Debug, thiserror::Error)]
pub enum RelationLexiconError {
    /// The file cannot be opened.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file is not what a relation lexicon looks like.
    #[error("{file}:{line}:{column}: {message}")]
    Malformed {
        /// The file.
        file: String,
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// One of the compiled-in word lists is broken.
    #[error("{0}")]
    Grammar(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationFile {
    relation: Vec<RelationEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationEntry {
    name: Spanned<String>,
    class: Option<String>,
    cameo: Option<String>,
    side: Option<Side>,
    polarity: Option<f64>,
    symmetric: Option<bool>,
    #[serde(default)]
    sources_not: Vec<ActorKind>,
    #[serde(default)]
    targets_not: Vec<ActorKind>,
    #[serde(default)]
    abroad: bool,
    #[serde(default)]
    direct: bool,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    negated_patterns: Vec<Spanned<String>>,
}

/// Relation types, their patterns, and the word lists that go with them.
#[derive(Debug)]
pub struct RelationLexicon {
    types: Vec<RelationType>,
    /// Of each type the kinds of actors that are no source of it.
    sources_not: Vec<Vec<ActorKind>>,
    /// Of each type the kinds of actors that are no target of it.
    targets_not: Vec<Vec<ActorKind>>,
    /// Of each type whether it leads to other states only.
    abroad: Vec<bool>,
    patterns: Vec<Pattern>,
    by_head: HashMap<String, Vec<u32>>,
    grammar: Grammar,
    inflections: Inflections,
}

impl RelationLexicon {
    /// The lexicon that is compiled in.
    ///
    /// # Errors
    /// When one of its files is broken.
    pub fn embedded() -> Result<Self, RelationLexiconError> {
        let grammar = Grammar::embedded().map_err(RelationLexiconError::Grammar)?;
        let mut inflections = Inflections::default();
        grammar.words().for_each(|word| inflections.add(word));
        let mut lexicon = Self {
            types: Vec::new(),
            sources_not: Vec::new(),
            targets_not: Vec::new(),
            abroad: Vec::new(),
            patterns: Vec::new(),
            by_head: HashMap::default(),
            grammar,
            inflections,
        };
        lexicon.extend("lexicon/relations.toml", RELATIONS)?;
        Ok(lexicon)
    }

    /// Adds the types and patterns of a user's file. A type that is known already gets more
    /// patterns; what the file says of its class or polarity replaces what was known.
    ///
    /// # Errors
    /// When the file cannot be read, or holds a mistake: with line and column.
    pub fn extend_from_file(&mut self, path: &Path) -> Result<(), RelationLexiconError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| RelationLexiconError::Unreadable { path: path.to_owned(), error })?;
        self.extend(&path.display().to_string(), &text)
    }

    /// Adds the types and patterns of `text`, which came from `file`.
    ///
    /// # Errors
    /// When the text holds a mistake: with line and column.
    pub fn extend(&mut self, file: &str, text: &str) -> Result<(), RelationLexiconError> {
        let malformed = |offset: usize, message: String| {
            let (line, column) = position(text, offset);
            RelationLexiconError::Malformed { file: file.to_owned(), line, column, message }
        };
        let parsed: RelationFile = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            malformed(offset, error.message().to_owned())
        })?;
        for entry in parsed.relation {
            let offset = entry.name.span().start;
            let relation = self.add_type(&entry).map_err(|message| malformed(offset, message))?;
            let plain = entry.patterns.iter().map(|text| (text, false));
            let negated = entry.negated_patterns.iter().map(|text| (text, true));
            for (text, negated) in plain.chain(negated) {
                self.add_pattern(text.get_ref(), relation, negated, entry.direct)
                    .map_err(|message| malformed(text.span().start, message))?;
            }
        }
        Ok(())
    }

    fn add_type(&mut self, entry: &RelationEntry) -> Result<usize, String> {
        let name = entry.name.get_ref();
        let polarity = entry.polarity.unwrap_or_default();
        if !RelationType::POLARITIES.contains(&polarity) {
            return Err(format!(
                "the polarity of `{name}` is {polarity}; it lies between -1 and 1"
            ));
        }
        if let Some(index) = self.types.iter().position(|known| known.name == *name) {
            let known = &mut self.types[index];
            known.class = entry.class.clone().or(known.class.take());
            known.cameo = entry.cameo.clone().or(known.cameo.take());
            known.side = entry.side.unwrap_or(known.side);
            known.polarity = entry.polarity.unwrap_or(known.polarity);
            known.symmetric = entry.symmetric.unwrap_or(known.symmetric);
            self.sources_not[index].extend_from_slice(&entry.sources_not);
            self.targets_not[index].extend_from_slice(&entry.targets_not);
            self.abroad[index] |= entry.abroad;
            return Ok(index);
        }
        let side = entry.side.ok_or_else(|| {
            format!("the new relation type `{name}` needs a side: for, talk, against or belongs")
        })?;
        self.types.push(RelationType {
            name: name.clone(),
            class: entry.class.clone(),
            cameo: entry.cameo.clone(),
            side,
            polarity,
            symmetric: entry.symmetric.unwrap_or(false),
        });
        self.sources_not.push(entry.sources_not.clone());
        self.targets_not.push(entry.targets_not.clone());
        self.abroad.push(entry.abroad);
        Ok(self.types.len() - 1)
    }

    fn add_pattern(
        &mut self,
        text: &str,
        relation: usize,
        negated: bool,
        direct: bool,
    ) -> Result<(), String> {
        let mut pattern = Pattern::parse(text, relation, &self.grammar)?;
        if negated {
            pattern = pattern.when_negated();
        }
        if direct {
            pattern.make_direct();
        }
        pattern.words().for_each(|word| self.inflections.add(word));
        let index = self.patterns.len() as u32;
        for key in pattern.heads.keys() {
            let known = self.by_head.entry(key.to_lowercase()).or_default();
            if known.last() != Some(&index) {
                known.push(index);
            }
        }
        self.patterns.push(pattern);
        Ok(())
    }

    /// The patterns whose head is `word`, in lower case.
    pub fn patterns_for(&self, word: &str) -> impl Iterator<Item = &Pattern> {
        let found = self.by_head.get(word).map(Vec::as_slice).unwrap_or_default();
        found.iter().filter_map(|&index| self.patterns.get(index as usize))
    }

    /// Every pattern, in the order of the files.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// Every relation type, in the order of the files.
    pub fn types(&self) -> &[RelationType] {
        &self.types
    }

    /// The relation type a pattern belongs to.
    pub fn type_of(&self, pattern: &Pattern) -> Option<&RelationType> {
        self.types.get(pattern.relation)
    }

    /// Whether actors of these kinds may be source and target of a pattern's relation.
    pub fn admits(&self, pattern: &Pattern, source: ActorKind, target: ActorKind) -> bool {
        let admits = |kinds: &[Vec<ActorKind>], kind: ActorKind| {
            kinds.get(pattern.relation).is_none_or(|kinds| !kinds.contains(&kind))
        };
        admits(&self.sources_not, source) && admits(&self.targets_not, target)
    }

    /// Whether the pattern's type is none between an actor and its own state.
    pub fn leads_abroad(&self, pattern: &Pattern) -> bool {
        self.abroad.get(pattern.relation).copied().unwrap_or_default()
    }

    /// The relation type with this name.
    pub fn type_named(&self, name: &str) -> Option<&RelationType> {
        self.types.iter().find(|known| known.name == name)
    }

    /// The regular forms of the words of patterns and word lists.
    pub fn inflections(&self) -> &Inflections {
        &self.inflections
    }

    /// How often relations of a raw score are right.
    pub fn confidence_curve(&self) -> &ConfidenceCurve {
        self.grammar.confidence_curve()
    }

    /// The word lists.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// The name under which evidence keeps a pattern: "opposes/be opposed to".
    pub fn pattern_name(&self, pattern: &Pattern) -> String {
        let relation = self.type_of(pattern).map_or("", |found| found.name.as_str());
        let kind = if pattern.shape == Shape::Noun { "noun " } else { "" };
        format!("{relation}/{kind}{}", pattern.name)
    }
}

/// Line and column of a byte offset, both counted from 1.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_compiled_in_pattern_compiles() {
        let lexicon = RelationLexicon::embedded().expect("the lexicon is well formed");
        assert!(lexicon.types().len() >= 36);
        assert!(lexicon.patterns().len() > 350);
    }

    #[test]
    fn a_mistake_is_reported_with_line_and_column() {
        let mut lexicon = RelationLexicon::embedded().expect("the lexicon is well formed");
        let text =
            "[[relation]]\nname = \"backs\"\npatterns = [\n    \"{source} back {goal}\",\n]\n";
        let error = lexicon.extend("mine.toml", text).expect_err("the slot is unknown");
        assert!(error.to_string().starts_with("mine.toml:4:5: `{goal}` is no slot"), "{error}");
    }

    #[test]
    fn a_new_type_needs_a_side() {
        let mut lexicon = RelationLexicon::embedded().expect("the lexicon is well formed");
        let error = lexicon.extend("mine.toml", "[[relation]]\nname = \"envies\"\n");
        assert!(error.is_err_and(|error| error.to_string().contains("needs a side")));
    }
}
