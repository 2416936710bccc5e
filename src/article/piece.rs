//! A piece of an input: the bytes of one document, line or record, and where they stand.
//!
//! Walking an input is sequential and cheap; making articles of its pieces is not, and each piece
//! stands for itself, so that pieces can be worked on by many threads.

use super::error::{ReadError, ReadErrorReason};
use super::format::{self, Document};
use super::{Article, ReadOptions, encoding, language, limits, metadata, record};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Where something stands: a file, a member of an archive, a line.
#[derive(Clone, Debug)]
pub struct Place {
    /// How it is named to the user.
    pub name: String,
    /// Its path, through archives: gives the ending, and perhaps date and source.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// How many times it is packed.
    pub depth: usize,
    /// Whether the user named it, or it was found in a folder or an archive.
    pub chosen: bool,
}

impl Place {
    /// The place of a member of the archive that stands here.
    pub fn member(&self, name: &str) -> Self {
        Self {
            name: format!("{}!{name}", self.name),
            path: self.path.join(name),
            line: None,
            depth: self.depth + 1,
            chosen: false,
        }
    }

    /// The place of what is compressed here: without the ending of the compression.
    pub fn unpacked(&self) -> Self {
        let path = match self.ending().as_str() {
            "tgz" | "tzst" => self.path.with_extension("tar"),
            "gz" | "gzip" | "zst" | "zstd" => self.path.with_extension(""),
            _ => self.path.clone(),
        };
        Self { path, depth: self.depth + 1, ..self.clone() }
    }

    /// The place of a line.
    pub fn at_line(&self, line: usize) -> Self {
        Self { line: Some(line), ..self.clone() }
    }

    /// The ending of the file, in lower case; empty where it has none.
    pub fn ending(&self) -> String {
        let ending = self.path.extension().and_then(|ending| ending.to_str());
        ending.unwrap_or_default().to_lowercase()
    }

    /// The error that `reason` is at this place.
    pub fn error(&self, reason: ReadErrorReason) -> ReadError {
        let reason = match reason {
            ReadErrorReason::Binary | ReadErrorReason::Unsupported(_) if !self.chosen => {
                ReadErrorReason::NotAnArticle
            }
            other => other,
        };
        ReadError { input: self.name.clone(), line: self.line, reason }
    }
}

/// What stands at a place.
#[derive(Debug)]
pub(super) enum Content {
    /// A whole document of a format yet to be found out.
    Document {
        /// Its bytes.
        bytes: Vec<u8>,
        /// The encoding that a header outside the document names.
        encoding: Option<String>,
        /// Its address, where known.
        url: Option<String>,
        /// The day it was fetched, where known.
        fetched: Option<jiff::civil::Date>,
    },
    /// A line of JSON.
    Line(Vec<u8>),
    /// A record that was parsed on the way.
    Record {
        /// Its fields.
        value: Value,
        /// The bytes it was parsed of.
        size: usize,
    },
    /// It could not be read.
    Failed(ReadErrorReason),
}

/// One piece of an input.
#[derive(Debug)]
pub struct Piece {
    pub(super) place: Place,
    pub(super) content: Content,
    pub(super) position: u64,
}

impl Piece {
    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// How many bytes of the input itself had been read when this piece was found.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// About how much memory it takes, in bytes.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Document { bytes, .. } | Content::Line(bytes) => bytes.len(),
            Content::Record { size, .. } => *size,
            Content::Failed(_) => 0,
        }
    }

    /// The articles of this piece, in their order; what cannot be read, or is left out, stands as
    /// an error in its place.
    pub fn articles(self, options: &ReadOptions) -> Vec<Result<Article, ReadError>> {
        let Self { place, content, .. } = self;
        let found = match content {
            Content::Failed(reason) => vec![Err(reason)],
            Content::Record { value, .. } => record::articles(value, options),
            Content::Line(bytes) => line_of_json(&bytes, options),
            Content::Document { bytes, encoding, url, fetched } => {
                document(&place, &bytes, encoding.as_deref(), url.as_deref(), options)
                    .map(|found| found.map(|article| dated(article, fetched)))
                    .collect()
            }
        };
        found
            .into_iter()
            .map(|article| {
                article
                    .and_then(|article| finish(article, &place.path, options))
                    .map_err(|reason| place.error(reason))
            })
            .collect()
    }
}

/// Gives an article without a date the day on which it was fetched.
fn dated(mut article: Article, fetched: Option<jiff::civil::Date>) -> Article {
    article.info.date = article.info.date.or(fetched);
    article
}

fn line_of_json(bytes: &[u8], options: &ReadOptions) -> Vec<format::Found> {
    let Some(text) = encoding::decode(bytes, None) else {
        return vec![Err(ReadErrorReason::Binary)];
    };
    match serde_json::from_str(&text) {
        Ok(value) => record::articles(value, options),
        Err(error) => vec![Err(ReadErrorReason::Json(error.to_string()))],
    }
}

fn document<'all>(
    place: &Place,
    bytes: &[u8],
    declared: Option<&str>,
    url: Option<&str>,
    options: &'all ReadOptions,
) -> impl Iterator<Item = format::Found> + use<'all> {
    let declared = declared.map(str::to_owned).or_else(|| encoding::declared_in(bytes));
    let found = match encoding::decode(bytes, declared.as_deref()) {
        None => vec![Err(ReadErrorReason::Binary)],
        Some(text) if text.trim().is_empty() => vec![Err(ReadErrorReason::Empty)],
        Some(text) => match format::format_of(place, &text) {
            None => vec![Err(ReadErrorReason::NotAnArticle)],
            Some(format) => format.articles(&Document { text: &text, url, options }),
        },
    };
    found.into_iter()
}

/// Checks length and language, and fills in what is known from elsewhere.
fn finish(
    mut article: Article,
    path: &Path,
    options: &ReadOptions,
) -> Result<Article, ReadErrorReason> {
    if article.text.len() as u64 > limits::TEXT {
        return Err(ReadErrorReason::TooLong);
    }
    if !options.any_language
        && let Some(name) = language::other_than_english(&article.text)
    {
        return Err(ReadErrorReason::OtherLanguage(name));
    }
    metadata::complete(&mut article.info, path, options);
    Ok(article)
}
