//! CoNLL-U, the format of the Universal Dependencies treebanks: reading and writing.
//!
//! Reading gives sentences of words with their gold annotation, and the raw text they came from;
//! writing takes an analysed [`Document`]. Format: <https://universaldependencies.org/format.html>.

use super::document::{Document, TokenIndex};
use std::io::{self, BufRead, Write};

/// A word of a treebank. Values are kept as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The form.
    pub form: String,
    /// The lemma.
    pub lemma: String,
    /// The universal tag.
    pub upos: String,
    /// The language's own tag: for English, the Penn tag.
    pub xpos: String,
    /// The head: 0 for the root, otherwise the number of a word counted from 1.
    pub head: usize,
    /// The label of the dependency.
    pub label: String,
    /// The last column.
    pub misc: String,
    /// Where the word stands in the sentence's text, in bytes.
    pub span: (usize, usize),
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreebankSentence {
    /// The sentence's id, if it has one.
    pub id: String,
    /// The id of the document that starts with this sentence.
    pub document: Option<String>,
    /// The text, rebuilt from forms and `SpaceAfter`, without white space at its end.
    pub text: String,
    /// The words.
    pub words: Vec<Word>,
    /// How many tokens of several words, such as "don't", there are.
    pub multiword_tokens: usize,
}

/// Why a CoNLL-U file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ConlluError {
    /// The file cannot be read at all.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A line does not have the form of CoNLL-U.
    #[error("line {line}: {problem}")]
    Line {
        /// The number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: &'static str,
    },
}

/// Reads all sentences.
pub fn read(input: impl BufRead) -> Result<Vec<TreebankSentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut builder = SentenceBuilder::default();
    for (number, line) in input.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            sentences.extend(builder.finish());
            continue;
        }
        builder.line(&line).map_err(|problem| ConlluError::Line { line: number + 1, problem })?;
    }
    sentences.extend(builder.finish());
    Ok(sentences)
}

#[derive(Default)]
struct SentenceBuilder {
    sentence: TreebankSentence,
    /// The token of several words that is being read.
    multiword: Option<Multiword>,
    /// Whether a space follows what was read last.
    space: bool,
}

/// A token such as "don't" whose words are still to come.
struct Multiword {
    /// The number of its last word.
    last: usize,
    /// How far its words have come in the sentence's text.
    cursor: usize,
    space: bool,
}

impl SentenceBuilder {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        if let Some(comment) = line.strip_prefix('#') {
            self.comment(comment);
            return Ok(());
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, _, head, label, _, misc] = fields[..] else {
            return Err("a line needs ten columns separated by tabs");
        };
        if id.contains('.') {
            return Ok(());
        }
        let space = !misc.split('|').any(|note| note == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            let last = last.parse().map_err(|_| "a range of words needs numbers")?;
            let (cursor, _) = self.append(form);
            self.multiword = Some(Multiword { last, cursor, space });
            self.sentence.multiword_tokens += 1;
            return Ok(());
        }
        let span = self.place(form, space);
        self.sentence.words.push(Word {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            xpos: xpos.to_owned(),
            head: head.parse().map_err(|_| "the head needs a number")?,
            label: label.to_owned(),
            misc: misc.to_owned(),
            span,
        });
        Ok(())
    }

    fn comment(&mut self, comment: &str) {
        let Some((key, value)) = comment.split_once('=') else { return };
        match key.trim() {
            "sent_id" => self.sentence.id = value.trim().to_owned(),
            "newdoc id" => self.sentence.document = Some(value.trim().to_owned()),
            _ => {}
        }
    }

    /// Appends a form to the text, after a space where one is due.
    fn append(&mut self, form: &str) -> (usize, usize) {
        let text = &mut self.sentence.text;
        if std::mem::take(&mut self.space) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        (start, text.len())
    }

    /// Where the next word stands in the text.
    fn place(&mut self, form: &str, space: bool) -> (usize, usize) {
        let Some(mut token) = self.multiword.take() else {
            let span = self.append(form);
            self.space = space;
            return span;
        };
        let rest = &self.sentence.text[token.cursor..];
        let number = self.sentence.words.len() + 1;
        let length = match rest.char_indices().nth(form.chars().count()) {
            Some((length, _)) if number < token.last => length,
            _ => rest.len(),
        };
        let span = (token.cursor, token.cursor + length);
        token.cursor += length;
        if number < token.last {
            self.multiword = Some(token);
        } else {
            self.space = token.space;
        }
        span
    }

    /// The finished sentence; the builder is empty afterwards.
    fn finish(&mut self) -> Option<TreebankSentence> {
        let finished = std::mem::take(self).sentence;
        (!finished.words.is_empty()).then_some(finished)
    }
}

/// Writes an analysed document. Line breaks and tabs inside a sentence appear as spaces.
pub fn write(document: &Document, text: &str, mut output: impl Write) -> io::Result<()> {
    for (number, sentence) in document.sentences.iter().enumerate() {
        let new_paragraph = number
            .checked_sub(1)
            .and_then(|before| document.sentences.get(before))
            .is_none_or(|before| before.paragraph != sentence.paragraph);
        if new_paragraph {
            writeln!(output, "# newpar")?;
        }
        writeln!(output, "# sent_id = {}", number + 1)?;
        writeln!(output, "# text = {}", column(sentence.span.text(text)))?;
        for (position, index) in sentence.tokens.iter().enumerate() {
            write_token(document, text, sentence.tokens.start, position + 1, index, &mut output)?;
        }
        writeln!(output)?;
    }
    Ok(())
}

fn write_token(
    document: &Document,
    text: &str,
    first: TokenIndex,
    number: usize,
    index: TokenIndex,
    output: &mut impl Write,
) -> io::Result<()> {
    let token = document.token(index);
    let head = token.head.map_or(0, |head| head.index() + 1 - first.index());
    let next = document.tokens.get(index.index() + 1);
    let touches = next.is_some_and(|next| next.span.start == token.span.end);
    writeln!(
        output,
        "{number}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{}",
        column(document.form(text, index)),
        column(document.lemma(index)),
        token.tag,
        token.penn,
        token.label,
        if touches { "SpaceAfter=No" } else { "_" },
    )
}

/// A value fit for a column: CoNLL-U gives tabs and line breaks a meaning.
fn column(value: &str) -> String {
    if value.is_empty() {
        return "_".to_owned();
    }
    value.replace(|character: char| character.is_control(), " ")
}
