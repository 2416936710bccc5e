//! `newsgraph add`: articles into a store.

use super::Failure;
use super::input::ReadingOptions;
use super::reading::{Destination, Interrupt};
use clap::Args;
use newsgraph::article::duplicates::{Signature, Verdict, judge};
use newsgraph::article::{Article, ArticleId, ArticleInfo};
use newsgraph::graph::Extraction;
use newsgraph::store::Store;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Arguments of `newsgraph add`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph add news.db articles/                    what is there already is not added again
  newsgraph add news.db crawl/*.warc.gz --threads 4
  newsgraph explain news.db Russia                   a database is a graph like any other
  sqlite3 news.db 'SELECT * FROM tie LIMIT 10'       src/store/schema.sql says what there is")]
pub struct Add {
    /// Database; made where there is none
    database: PathBuf,
    /// Files, folders or globs with articles; - for standard input
    #[arg(required = true, value_name = "ARTICLES")]
    inputs: Vec<String>,
    #[command(flatten)]
    reading: ReadingOptions,
}

impl Add {
    /// Adds the articles.
    pub fn run(self) -> Result<u8, Failure> {
        let extractor = self.reading.extractor()?;
        let interrupt = Interrupt::on_ctrl_c()?;
        let mut shelves = Shelves::open(&self.database, &extractor.empty_graph())?;
        let summary = self.reading.read_into(&self.inputs, &extractor, &interrupt, &mut shelves)?;
        summary.report(&shelves.report()?);
        Ok(summary.code())
    }
}

/// A store as the place where articles go.
pub struct Shelves<'path> {
    path: &'path Path,
    store: Store,
}

impl<'path> Shelves<'path> {
    /// Opens the store, and makes the relation types of `graph` known to it.
    pub fn open(
        path: &'path Path,
        graph: &newsgraph::graph::KnowledgeGraph,
    ) -> Result<Self, Failure> {
        let shelves = Store::create(path).and_then(|store| {
            store.begin()?;
            store.add_relation_types(graph.relation_types())?;
            store.commit()?;
            Ok(Self { path, store })
        });
        shelves.map_err(|error| format!("{}: {error}", path.display()))
    }

    /// What the store holds now.
    pub fn report(&self) -> Result<String, Failure> {
        let (articles, statements) = self.named(self.store.counts())?;
        Ok(format!("{} holds {articles} articles, {statements} statements", self.path.display()))
    }

    fn named<T, E: std::fmt::Display>(&self, result: Result<T, E>) -> Result<T, Failure> {
        result.map_err(|error| format!("{}: {error}", self.path.display()))
    }
}

impl Destination for Shelves<'_> {
    fn begin(&mut self) -> Result<(), Failure> {
        self.named(self.store.begin())
    }

    fn judge(
        &mut self,
        article: &mut Article,
        signature: Option<&Signature>,
    ) -> Result<Verdict, Failure> {
        let verdict = judge(&mut self.store, article, signature);
        self.named(verdict)
    }

    fn take(&mut self, extraction: Extraction) -> Result<ControlFlow<()>, Failure> {
        self.named(self.store.add_extraction(extraction))?;
        Ok(ControlFlow::Continue(()))
    }

    fn reprint(&mut self, original: ArticleId, reprint: ArticleInfo) -> Result<bool, Failure> {
        self.named(self.store.add_reprint(&original, &reprint))
    }

    fn commit(&mut self) -> Result<(), Failure> {
        self.named(self.store.commit())
    }
}
