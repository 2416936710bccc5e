//! `newsgraph lexicon`: help for people who extend the lexicon.

use super::{Failure, SOME_FAILED, SUCCESS, output};
use clap::{Args, Subcommand};
use newsgraph::actor::ActorLexicon;
use newsgraph::actor::lexicon::check_file;
use std::path::PathBuf;

/// Arguments of `newsgraph lexicon`.
#[derive(Debug, Args)]
pub struct Lexicon {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Check files: shape, dates, ids that lead nowhere, names that two actors claim
    #[command(after_help = "Examples:
  newsgraph lexicon check my-actors.toml
  newsgraph lexicon check Phoenix.actors.txt Phoenix.agents.txt

Each file is checked on top of the lexicon of the program and the files before it.")]
    Check {
        /// TOML files of the lexicon's format, or PETRARCH .actors.txt and .agents.txt
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

impl Lexicon {
    /// Does the task.
    pub fn run(self) -> Result<u8, Failure> {
        let Task::Check { files } = self.task;
        let mut lexicon = ActorLexicon::embedded().map_err(|error| error.to_string())?;
        let mut text = String::new();
        let mut failed = false;
        for path in files {
            match check_file(&path, &mut lexicon) {
                Ok(findings) if findings.is_empty() => {
                    text.push_str(&format!("{}: nothing to object to\n", path.display()));
                }
                Ok(findings) => {
                    failed = true;
                    for finding in findings {
                        let space = if finding.line.is_some() { "" } else { " " };
                        text.push_str(&format!("{}:{space}{finding}\n", path.display()));
                    }
                }
                Err(error) => {
                    failed = true;
                    text.push_str(&format!("{error}\n"));
                }
            }
        }
        output::write_to(None, text.as_bytes())?;
        Ok(if failed { SOME_FAILED } else { SUCCESS })
    }
}
