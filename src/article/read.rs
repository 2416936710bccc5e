//! Reading inputs: files, folders, globs and standard input to articles, in a defined order.
//!
//! Each [`Input`] is read on its own, so that inputs can be read by many threads and a broken one
//! loses nothing of the others. Formats are told apart by content first and ending second.

use super::formats::{FORMATS, Format};
use super::{Article, metadata};
use jiff::civil::Date;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
const MAXIMUM_SIZE: u64 = 256 * 1024 * 1024;
/// Endings of the files that are taken from a folder.
const ENDINGS: [&str; 7] = ["txt", "text", "md", "markdown", "json", "jsonl", "ndjson"];

/// Something that articles are read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// Standard input.
    StandardInput,
    /// A file.
    File(PathBuf),
}

impl fmt::Display for Input {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => formatter.write_str("standard input"),
            Self::File(path) => write!(formatter, "{}", path.display()),
        }
    }
}

/// Why an input, or an article in it, was not read.
#[derive(Debug, thiserror::Error)]
#[error("{input}{}: {reason}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct ReadError {
    /// What was being read, as the user named it.
    pub input: String,
    /// The line, counted from 1, where one is to blame.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: ReadErrorReason,
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
pub enum ReadErrorReason {
    /// There is no such file or folder.
    #[error("no such file or folder")]
    Missing,
    /// A glob pattern that no file matches.
    #[error("no file matches this pattern")]
    NoMatch,
    /// The glob pattern cannot be understood.
    #[error("not a valid pattern: {0}")]
    Pattern(String),
    /// A folder without a file that could be an article.
    #[error("the folder holds no article (files ending in .txt, .md, .json or .jsonl)")]
    EmptyFolder,
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The file is larger than what is read at once.
    #[error("is larger than {} MB; split it, or use JSON Lines", MAXIMUM_SIZE / 1024 / 1024)]
    TooLarge,
    /// The file holds nothing but white space.
    #[error("is empty")]
    Empty,
    /// The file holds zero bytes: no text.
    #[error("is a binary file, not text")]
    Binary,
    /// The file is not UTF-8.
    #[error("is not valid UTF-8 at byte {0}; convert it first, for example with iconv")]
    Encoding(usize),
    /// The JSON is broken.
    #[error("is not valid JSON: {0}")]
    Json(String),
    /// The JSON has no text.
    #[error("has no field `text` (or `body`, `content`) with the article's text")]
    NoText,
    /// It is a graph, not an article.
    #[error("is a graph that newsgraph wrote, not an article")]
    IsGraph,
}

/// What the user says about all articles read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The date of articles that do not say theirs.
    pub date: Option<Date>,
    /// The source of articles that do not say theirs.
    pub source: Option<String>,
}

/// Works out what `argument` names: `-`, a file, all articles below a folder, or a glob pattern.
/// Files are sorted by path.
///
/// # Errors
/// When nothing is there.
pub fn expand(argument: &str) -> Result<Vec<Input>, ReadError> {
    let fail = |reason| ReadError { input: argument.to_owned(), line: None, reason };
    if argument == "-" {
        return Ok(vec![Input::StandardInput]);
    }
    let path = Path::new(argument);
    if path.is_dir() {
        let found = folder_files(path);
        return if found.is_empty() { Err(fail(ReadErrorReason::EmptyFolder)) } else { Ok(found) };
    }
    if path.exists() {
        return Ok(vec![Input::File(path.to_owned())]);
    }
    if !argument.contains(['*', '?', '[']) {
        return Err(fail(ReadErrorReason::Missing));
    }
    let paths = glob::glob(argument)
        .map_err(|error| fail(ReadErrorReason::Pattern(error.msg.to_owned())))?;
    let mut found: Vec<Input> =
        paths.flatten().filter(|path| path.is_file()).map(Input::File).collect();
    found.sort();
    if found.is_empty() { Err(fail(ReadErrorReason::NoMatch)) } else { Ok(found) }
}

/// The files below a folder that may be articles, sorted by path. Links are not followed.
fn folder_files(folder: &Path) -> Vec<Input> {
    let is_article = |path: &Path| {
        path.extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
    };
    let mut found: Vec<Input> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file() && is_article(entry.path()))
        .map(|entry| Input::File(entry.into_path()))
        .collect();
    found.sort();
    found
}

/// Reads all articles of one input, in their order; what cannot be read stands as an error in its
/// place.
pub fn read(input: &Input, options: &ReadOptions) -> Vec<Result<Article, ReadError>> {
    let fail = |line, reason| ReadError { input: input.to_string(), line, reason };
    let text = match load(input) {
        Ok(text) => text,
        Err(reason) => return vec![Err(fail(None, reason))],
    };
    let format = format_of(input, &text);
    format
        .articles(&text)
        .into_iter()
        .map(|found| {
            let mut article = found.map_err(|(line, reason)| fail(line, reason))?;
            metadata::complete(&mut article.info, input, options);
            Ok(article)
        })
        .collect()
}

fn load(input: &Input) -> Result<String, ReadErrorReason> {
    let mut bytes = Vec::new();
    match input {
        Input::StandardInput => {
            std::io::stdin().lock().take(MAXIMUM_SIZE + 1).read_to_end(&mut bytes)?;
        }
        Input::File(path) => {
            std::fs::File::open(path)?.take(MAXIMUM_SIZE + 1).read_to_end(&mut bytes)?;
        }
    }
    if bytes.len() as u64 > MAXIMUM_SIZE {
        return Err(ReadErrorReason::TooLarge);
    }
    if bytes.contains(&0) {
        return Err(ReadErrorReason::Binary);
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| ReadErrorReason::Encoding(error.utf8_error().valid_up_to()))?;
    let text =
        text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() { Err(ReadErrorReason::Empty) } else { Ok(text) }
}

fn format_of(input: &Input, text: &str) -> &'static dyn Format {
    let ending = match input {
        Input::File(path) => {
            path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase()
        }
        Input::StandardInput => String::new(),
    };
    let by_content = FORMATS.iter().find(|format| format.recognises(text));
    let by_ending = FORMATS.iter().find(|format| format.endings().contains(&ending.as_str()));
    by_content.or(by_ending).copied().unwrap_or(&super::plain::Plain)
}
