//! Why an input, or an article in it, was not read.

use super::limits;

/// Why an input, or an article in it, was not read.
#[derive(Debug, thiserror::Error)]
#[error("{input}{}: {reason}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct ReadError {
    /// What was being read, as the user named it; what lies in an archive is `archive!member`.
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
    #[error(
        "the folder holds no article (text, Markdown, HTML, feeds, JSON, CSV, WARC, or archives of them)"
    )]
    EmptyFolder,
    /// A link that leads back to a folder above it.
    #[error("is a link to a folder above it")]
    LinkLoop,
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(std::io::Error),
    /// The compressed data or the archive is broken.
    #[error("is broken or cut off: {0}")]
    Broken(String),
    /// One document is larger than what is read at once.
    #[error("is larger than {} MB, too large for one article; split it, or use JSON Lines", limits::DOCUMENT / limits::MEGABYTE)]
    TooLarge,
    /// The text is longer than an article.
    #[error("its text is longer than {} MB, too long for one article; split it", limits::TEXT / limits::MEGABYTE)]
    TooLong,
    /// It unpacks to much more than its size: a decompression bomb.
    #[error("unpacks to more than {} times its size; not read further", limits::RATIO)]
    Bomb,
    /// It unpacks to more than the absolute limit.
    #[error("unpacks to more than {} GB; not read further", limits::UNPACKED / limits::MEGABYTE / 1024)]
    Unpacked,
    /// A large zip archive that cannot be read where it stands.
    #[error("is a zip archive larger than {} GB in another archive or on standard input; unpack it first", limits::INNER / limits::MEGABYTE / 1024)]
    InnerTooLarge,
    /// Archives in archives in archives.
    #[error("is packed more than {} times; unpack it first", limits::DEPTH)]
    TooDeep,
    /// A member of an archive that needs a password.
    #[error("is encrypted")]
    Encrypted,
    /// Known, but not read by this program.
    #[error("is {0}, which is not read; convert it first")]
    Unsupported(&'static str),
    /// The file holds nothing but white space.
    #[error("is empty")]
    Empty,
    /// The file holds bytes that no text holds.
    #[error("is a binary file, not text")]
    Binary,
    /// The JSON is broken.
    #[error("is not valid JSON: {0}")]
    Json(String),
    /// The table of comma-separated values is broken.
    #[error("is not a valid table: {0}")]
    Table(String),
    /// The web archive is broken.
    #[error("is not a valid web archive: {0}")]
    WebArchive(&'static str),
    /// The feed is broken.
    #[error("is not a valid feed: {0}")]
    Feed(String),
    /// The page is broken, or nothing in it reads like an article.
    #[error("has no main text")]
    NoMainText,
    /// The record has no text.
    #[error(
        "has no field with the article's text, such as `text`, `body` or `content`; name it with --field text=NAME"
    )]
    NoText,
    /// It is a graph, not an article.
    #[error("is a graph that newsgraph wrote, not an article")]
    IsGraph,
    /// It is a database of newsgraph, not an article.
    #[error("is a database, not an article")]
    IsDatabase,
    /// The article is in another language.
    #[error("is in {0}, not in English")]
    OtherLanguage(&'static str),
    /// A file of a folder or archive that is no article.
    #[error("is no article")]
    NotAnArticle,
}

impl From<std::io::Error> for ReadErrorReason {
    /// Limits that were reached while reading come out of their wrapping.
    fn from(error: std::io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<limits::Exceeded>()) {
            Some(limits::Exceeded::Ratio) => Self::Bomb,
            Some(limits::Exceeded::Unpacked) => Self::Unpacked,
            Some(limits::Exceeded::Document) => Self::TooLarge,
            Some(limits::Exceeded::Inner) => Self::InnerTooLarge,
            None => Self::Io(error),
        }
    }
}

impl ReadErrorReason {
    /// For what is left out on purpose, not failed: how a summary calls it.
    pub fn skipped(&self) -> Option<&'static str> {
        match self {
            Self::OtherLanguage(_) => Some("in other languages"),
            Self::NotAnArticle => Some("no articles"),
            Self::LinkLoop => Some("links to a folder above them"),
            Self::IsGraph | Self::IsDatabase => Some("graphs"),
            _ => None,
        }
    }
}
