//! `newsgraph remove`: articles out of a store.

use super::reach::ReachOptions;
use super::{Failure, SOME_FAILED, SUCCESS, output};
use clap::Args;
use newsgraph::article::ArticleId;
use newsgraph::store::{Store, StoreError};
use std::path::PathBuf;

/// Arguments of `newsgraph remove`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph remove news.db 3f2a9c51d07be684       ids as `newsgraph articles` lists them
  newsgraph remove news.db --source \"The Harbour Post\" --until 2015-12-31")]
pub struct Remove {
    /// Database that `newsgraph add` made
    database: PathBuf,
    /// Ids of articles
    #[arg(required_unless_present_any = ["since", "until", "source"])]
    ids: Vec<String>,
    #[command(flatten)]
    reach: ReachOptions,
}

impl Remove {
    /// Removes the articles, all or none.
    pub fn run(self) -> Result<u8, Failure> {
        let (removed, missing) =
            self.remove().map_err(|error| format!("{}: {error}", self.database.display()))?;
        for id in &missing {
            output::say_error(format_args!("there is no article `{id}`"));
        }
        output::say(format_args!("{removed} articles removed"));
        Ok(if missing.is_empty() { SUCCESS } else { SOME_FAILED })
    }

    /// How many articles were removed, and which were not there.
    fn remove(&self) -> Result<(usize, Vec<ArticleId>), StoreError> {
        let store = Store::open_to_write(&self.database)?;
        store.begin()?;
        let mut ids: Vec<ArticleId> = self.ids.iter().map(ArticleId::new).collect();
        if !self.reach.is_everything() {
            let found = store.articles(&self.reach.reach())?;
            ids.extend(found.into_iter().map(|article| article.info.id));
        }
        ids.sort();
        ids.dedup();
        let mut missing = Vec::new();
        let all = ids.len();
        for id in ids {
            if !store.remove(&id)? {
                missing.push(id);
            }
        }
        store.commit()?;
        Ok((all - missing.len(), missing))
    }
}
