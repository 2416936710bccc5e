//! The store: articles, who is in them and what they say, in one SQLite file.
//!
//! In come articles with their [`Extraction`](crate::graph::Extraction)s, batch by batch; out come
//! the [`KnowledgeGraph`](crate::graph::KnowledgeGraph) of all of them, or of some, and lists of
//! articles. The graph of a store equals the graph built of the same articles in the same order. A
//! batch is one transaction: whatever happens, all of it is there afterwards, or nothing of it.
//! `schema.sql` documents the tables, which analysts may read with any tool.

mod read;
mod write;

pub use read::{Reach, StoredArticle};

use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// The version of the schema that this program writes.
const VERSION: i64 = 1;
/// Says in the file's header that it is a store of newsgraph: "nwsg".
const APPLICATION: i64 = 0x6e77_7367;
/// How long to wait while another program writes to the store.
const PATIENCE: Duration = Duration::from_secs(60);
/// How each SQLite file begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Why a store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// A file of another kind.
    #[error("is not a store of newsgraph")]
    NotAStore,
    /// A store of another version.
    #[error("is a store of version {0}; this program knows version {VERSION}")]
    Version(i64),
    /// A value that no store of this version holds.
    #[error("holds `{value}` where {what} stands: the store is damaged")]
    Damaged {
        /// What should stand there.
        what: &'static str,
        /// What stands there.
        value: String,
    },
    /// A statement quotes what cannot stand where it says.
    #[error("{0}: the store is damaged")]
    Misplaced(#[from] crate::relation::Misplaced),
    /// SQLite fails.
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    /// The file cannot be opened.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A store of articles and what they say.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Whether the file begins like a database.
    pub fn is_database(start: &[u8]) -> bool {
        start.starts_with(MAGIC)
    }

    /// Opens the store in a file for reading and writing; makes it where there is none.
    ///
    /// # Errors
    /// When the file cannot be opened, or is something else.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let is_new = path.metadata().map_or(true, |found| found.len() == 0);
        if !is_new {
            check_magic(path)?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let store = Self::connect(path, flags)?;
        store.connection.pragma_update(None, "journal_mode", "WAL")?;
        store.connection.pragma_update(None, "synchronous", "FULL")?;
        store.begin()?;
        if store.number_at("application_id")? == 0 && store.number_at("user_version")? == 0 {
            store.connection.execute_batch(include_str!("schema.sql"))?;
            store.connection.pragma_update(None, "application_id", APPLICATION)?;
            store.connection.pragma_update(None, "user_version", VERSION)?;
        }
        store.commit()?;
        store.check()?;
        Ok(store)
    }

    /// Opens the store in a file for reading.
    ///
    /// # Errors
    /// When there is none, or the file is something else.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        check_magic(path)?;
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        store.check()?;
        Ok(store)
    }

    /// Opens the store in a file for reading and writing; it must be there.
    ///
    /// # Errors
    /// When there is none, or the file is something else.
    pub fn open_to_write(path: &Path) -> Result<Self, StoreError> {
        check_magic(path)?;
        Self::create(path)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection })
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.number_at("application_id")? != APPLICATION {
            return Err(StoreError::NotAStore);
        }
        match self.number_at("user_version")? {
            VERSION => Ok(()),
            other => Err(StoreError::Version(other)),
        }
    }

    fn number_at(&self, pragma: &str) -> Result<i64, StoreError> {
        Ok(self.connection.pragma_query_value(None, pragma, |row| row.get(0))?)
    }
}

fn check_magic(path: &Path) -> Result<(), StoreError> {
    use std::io::Read;
    let mut start = Vec::new();
    match std::fs::File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(StoreError::Missing),
        Err(error) => Err(error.into()),
        Ok(file) => {
            file.take(MAGIC.len() as u64).read_to_end(&mut start)?;
            if Store::is_database(&start) { Ok(()) } else { Err(StoreError::NotAStore) }
        }
    }
}
