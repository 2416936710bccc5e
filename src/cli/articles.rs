//! `newsgraph articles`: the articles of a store or a graph.

use super::reach::ReachOptions;
use super::{Failure, SUCCESS, graphs, output};
use clap::Args;
use newsgraph::store::StoredArticle;
use std::path::PathBuf;

/// Arguments of `newsgraph articles`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph articles news.db --since 2015-10-01 --until 2015-10-31
  newsgraph articles news.db --source Reuters --json | head")]
pub struct Articles {
    /// Database that `newsgraph add` made
    database: PathBuf,
    #[command(flatten)]
    reach: ReachOptions,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

impl Articles {
    /// Lists the articles.
    pub fn run(self) -> Result<u8, Failure> {
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", self.database.display());
        let store = graphs::open_store(&self.database)?;
        let articles = store.articles(&self.reach.reach()).map_err(|error| named(&error))?;
        let mut text = String::new();
        for article in &articles {
            let line = if self.json {
                serde_json::to_string(article).map_err(|error| named(&error))?
            } else {
                row(article)
            };
            text.push_str(&line);
            text.push('\n');
        }
        output::write_to(None, text.as_bytes())?;
        Ok(SUCCESS)
    }
}

/// Day, id, number of statements, outlets and title, with tabs between them.
fn row(article: &StoredArticle) -> String {
    let info = &article.info;
    let day = info.date.map(|date| date.to_string()).unwrap_or_default();
    let outlets: Vec<&str> = info.source.iter().chain(&info.reprints).map(String::as_str).collect();
    let columns = [
        day,
        info.id.to_string(),
        article.statements.to_string(),
        outlets.join(", "),
        info.title.clone().unwrap_or_default(),
    ];
    columns.map(|column| output::plain(&column)).join("\t")
}
