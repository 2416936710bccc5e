//! The lemmatiser: form and tag in, lemma out.
//!
//! A lemma is made by an edit of the form's end. Which edit is read from two tables induced from
//! the treebanks: exceptions for whole words, then the longest known ending, always together with
//! the Penn tag. Past forms of irregular verbs, which no treebank has all of, are looked up in
//! `lexicon/spelling.toml` before.

use super::hash::{hash_bytes, join};
use super::model::{ModelError, Reader};
use super::spelling::Spelling;
use super::tags::PennTag;

/// An edit of a form's end: how many characters to cut, what to append, and the letter case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edit {
    /// How many characters are cut off the end.
    pub(crate) cut: usize,
    /// What is then appended.
    pub(crate) append: String,
    /// Whether the form is put in lower case first.
    pub(crate) lower: bool,
}

impl Edit {
    /// The edit that leads from `form` to `lemma`; `lower` as fits best.
    #[cfg(feature = "training")]
    pub(crate) fn between(form: &str, lemma: &str) -> Self {
        let lower = !form.chars().zip(lemma.chars()).all(|(one, other)| one == other)
            && form.chars().any(char::is_uppercase)
            && !lemma.chars().any(char::is_uppercase);
        let source = if lower { form.to_lowercase() } else { form.to_owned() };
        let common: usize = source
            .chars()
            .zip(lemma.chars())
            .take_while(|(one, other)| one == other)
            .map(|(one, _)| one.len_utf8())
            .sum();
        let cut = source[common..].chars().count();
        Self { cut, append: lemma[common..].to_owned(), lower }
    }

    /// Appends the edited form to `buffer`; an edit that would cut all leaves the form whole.
    fn apply(&self, form: &str, buffer: &mut String) {
        let start = buffer.len();
        if self.lower {
            buffer.extend(form.chars().flat_map(char::to_lowercase));
        } else {
            buffer.push_str(form);
        }
        let tail = buffer[start..].char_indices().rev().nth(self.cut.wrapping_sub(1));
        if let (Some((at, _)), true) = (tail, self.cut > 0)
            && (at > 0 || !self.append.is_empty())
        {
            buffer.truncate(start + at);
        }
        buffer.push_str(&self.append);
    }

    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let cut = fields.next()?.parse().ok()?;
        let lower = fields.next()? == "l";
        Some(Self { cut, append: fields.next()?.to_owned(), lower })
    }

    /// The edit as the model file writes it.
    #[cfg(feature = "training")]
    pub(crate) fn line(&self) -> String {
        format!("{}\t{}\t{}", self.cut, if self.lower { "l" } else { "k" }, self.append)
    }
}

/// The tables of the lemmatiser.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    edits: Vec<Edit>,
    /// Keys of whole words and of endings, sorted, with the edit of each.
    rules: Vec<(u32, u16)>,
}

/// The longest ending that is looked at, in bytes.
pub(crate) const LONGEST_ENDING: usize = 6;

/// The key of a whole word.
pub(crate) fn word_key(form: &str, tag: PennTag) -> u32 {
    join(hash_bytes(form.bytes()), tag.index() as u32 + 1)
}

/// The key of an ending; `length` in bytes, at most the form's.
pub(crate) fn ending_key(form: &str, length: usize, tag: PennTag) -> u32 {
    let end = &form.as_bytes()[form.len() - length.min(form.len())..];
    let capital = form.bytes().any(|byte| byte.is_ascii_uppercase());
    let lower = end.iter().map(u8::to_ascii_lowercase);
    let tag = ((tag.index() as u32 + 1) << 8) | (u32::from(capital) << 7) | (length as u32 + 1);
    join(hash_bytes(lower), tag)
}

impl Lemmatizer {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let edits = reader.lines()?.into_iter().map(Edit::parse).collect::<Option<Vec<_>>>();
        let edits = edits.ok_or(ModelError::Damaged("it holds an unreadable lemma rule"))?;
        let rules = reader.records::<6>()?.iter().map(|&[a, b, c, d, e, f]| {
            (u32::from_le_bytes([a, b, c, d]), u16::from_le_bytes([e, f]))
        });
        Ok(Self { edits, rules: rules.collect() })
    }

    /// Appends the lemma of `form` to `buffer`.
    pub(crate) fn lemmatize(&self, form: &str, tag: PennTag, buffer: &mut String) {
        let past = matches!(tag, PennTag::VBD | PennTag::VBN)
            .then(|| Spelling::english().base_of_past(form))
            .flatten();
        match (past, self.edit(form, tag)) {
            (Some(base), _) => buffer.push_str(base),
            (None, Some(edit)) => edit.apply(form, buffer),
            (None, None) => buffer.push_str(form),
        }
    }

    fn edit(&self, form: &str, tag: PennTag) -> Option<&Edit> {
        let endings = (0..=LONGEST_ENDING.min(form.len())).rev();
        let edit = std::iter::once(word_key(form, tag))
            .chain(endings.map(|length| ending_key(form, length, tag)))
            .find_map(|key| self.rules.binary_search_by_key(&key, |rule| rule.0).ok())?;
        self.edits.get(usize::from(self.rules[edit].1))
    }
}
