//! Where a report is written to, and in which format: shared by the commands that write reports.

use super::{Failure, output};
use clap::{Args, ValueEnum};
use newsgraph::analysis::report::{Section, html, markdown};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// The options.
#[derive(Debug, Args)]
pub struct ReportOutput {
    /// Format; by the file's ending without it, else text
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<Format>,
    /// The same as --to json
    #[arg(long, conflicts_with = "to")]
    json: bool,
    /// File to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Md,
    Html,
}

impl ReportOutput {
    /// The format that `--to` names, or that the file's ending chooses. Ask first: a mistake here should
    /// not cost the work.
    pub fn format(&self) -> Result<Format, Failure> {
        if self.json {
            return Ok(Format::Json);
        }
        let ending = self.output.as_deref().and_then(Path::extension);
        match (self.to, ending.and_then(|ending| ending.to_str())) {
            (Some(format), _) => Ok(format),
            (None, None | Some("txt")) => Ok(Format::Text),
            (None, Some("json")) => Ok(Format::Json),
            (None, Some("md" | "markdown")) => Ok(Format::Md),
            (None, Some("html" | "htm")) => Ok(Format::Html),
            (None, Some(ending)) => Err(format!(
                "the ending `.{ending}` belongs to no format; say which with --to: text, json, md, html"
            )),
        }
    }

    /// Writes a report: its `data`, its `sections` under `title`, or what `text` makes of it for a
    /// terminal, or for the file at a path.
    pub fn write(
        &self,
        data: &impl Serialize,
        title: &str,
        sections: &[Section],
        text: impl FnOnce(Option<&Path>) -> String,
    ) -> Result<(), Failure> {
        let path = self.output.as_deref();
        let written = match self.format()? {
            Format::Text => text(path),
            Format::Md => markdown(title, sections),
            Format::Html => html(title, sections),
            Format::Json => {
                serde_json::to_string_pretty(data).map_err(|error| error.to_string())? + "\n"
            }
        };
        output::write_to(path, written.as_bytes())
    }
}

/// A file's name without its ending, for titles; nothing for standard input.
pub fn stem(path: &Path) -> Option<String> {
    let stem = path.file_stem().filter(|stem| *stem != "-")?;
    Some(stem.to_string_lossy().into_owned())
}
