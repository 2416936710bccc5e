//! Reading inputs: each is walked, through archives, to its pieces; each piece gives articles.

use super::container::Walk;
use super::error::{ReadError, ReadErrorReason};
use super::limits::Budget;
use super::piece::{Content, Piece, Place};
use super::record::FieldNames;
use super::{Article, Input};
use jiff::civil::Date;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What the user says about all articles read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The date of articles that do not say theirs.
    pub date: Option<Date>,
    /// The source of articles that do not say theirs.
    pub source: Option<String>,
    /// Names of fields in JSON and tables, besides those that are known.
    pub fields: FieldNames,
    /// Whether articles in other languages than English are read as if they were English.
    pub any_language: bool,
}

/// Walks an input and hands on its pieces in their order, until `take` says to stop. Only the
/// piece at hand is in memory.
pub fn pieces(
    input: &Input,
    options: &ReadOptions,
    take: &mut dyn FnMut(Piece) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let budget = Budget::default();
    let place = |path: &Path, chosen| Place {
        name: input.to_string(),
        path: path.to_owned(),
        line: None,
        depth: 0,
        chosen,
    };
    match input {
        Input::StandardInput => {
            let mut walk = Walk::new(budget.clone(), options, None, take);
            let mut reader = budget.input(std::io::stdin().lock());
            walk.stream(&place(&PathBuf::new(), true), &mut reader)
        }
        Input::File(path) | Input::Found(path) => {
            let place = place(path, matches!(input, Input::File(_)));
            match File::open(path) {
                Err(error) => take(Piece {
                    place,
                    content: Content::Failed(ReadErrorReason::Io(error)),
                    position: 0,
                }),
                Ok(file) => {
                    let mut walk = Walk::new(budget.clone(), options, Some(path), take);
                    walk.stream(&place, &mut budget.input(file))
                }
            }
        }
    }
}

/// Reads all articles of one input, in their order; what cannot be read stands as an error in its
/// place. For inputs that may be large, see [`pieces`].
pub fn read(input: &Input, options: &ReadOptions) -> Vec<Result<Article, ReadError>> {
    let mut found = Vec::new();
    let _ = pieces(input, options, &mut |piece| {
        found.extend(piece.articles(options));
        ControlFlow::Continue(())
    });
    found
}
