//! What the user names: files, folders, globs and standard input, in a defined order.

use super::error::{ReadError, ReadErrorReason};
use std::fmt;
use std::path::{Path, PathBuf};

/// Something that articles are read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// Standard input.
    StandardInput,
    /// A file that the user named, alone or by a glob.
    File(PathBuf),
    /// A file found in a folder: where it is no article it is passed over.
    Found(PathBuf),
}

impl Input {
    /// The path of the file, where it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::StandardInput => None,
            Self::File(path) | Self::Found(path) => Some(path),
        }
    }

    /// The size of the file in bytes, where there is one.
    pub fn size(&self) -> Option<u64> {
        Some(self.path()?.metadata().ok()?.len())
    }
}

impl fmt::Display for Input {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => formatter.write_str("standard input"),
            Self::File(path) | Self::Found(path) => write!(formatter, "{}", path.display()),
        }
    }
}

/// What an argument names, and what in it could not be looked at.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The inputs, sorted by path.
    pub inputs: Vec<Input>,
    /// Folders and links that could not be followed.
    pub errors: Vec<ReadError>,
}

/// Works out what `argument` names: `-`, a file, all files below a folder, or a glob pattern.
/// Hidden files are passed over.
///
/// # Errors
/// When nothing is there.
pub fn expand(argument: &str) -> Result<Expanded, ReadError> {
    let fail = |reason| ReadError { input: argument.to_owned(), line: None, reason };
    let one = |input| Ok(Expanded { inputs: vec![input], errors: Vec::new() });
    if argument == "-" {
        return one(Input::StandardInput);
    }
    let path = Path::new(argument);
    if path.is_dir() {
        let found = folder_files(path);
        let nothing = found.inputs.is_empty() && found.errors.is_empty();
        return if nothing { Err(fail(ReadErrorReason::EmptyFolder)) } else { Ok(found) };
    }
    if path.exists() {
        return one(Input::File(path.to_owned()));
    }
    if !argument.contains(['*', '?', '[']) {
        return Err(fail(ReadErrorReason::Missing));
    }
    let paths = glob::glob(argument)
        .map_err(|error| fail(ReadErrorReason::Pattern(error.msg.to_owned())))?;
    let mut inputs: Vec<Input> =
        paths.flatten().filter(|path| path.is_file()).map(Input::File).collect();
    inputs.sort();
    if inputs.is_empty() {
        return Err(fail(ReadErrorReason::NoMatch));
    }
    Ok(Expanded { inputs, errors: Vec::new() })
}

/// The files below a folder, sorted by path. Links are followed, but for those that lead back to
/// a folder above them.
fn folder_files(folder: &Path) -> Expanded {
    let mut found = Expanded::default();
    let is_hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
    };
    let entries = walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in entries.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                found.inputs.push(Input::Found(entry.into_path()));
            }
            Ok(_) => {}
            Err(error) => found.errors.push(walk_error(error)),
        }
    }
    found.inputs.sort();
    found
}

fn walk_error(error: walkdir::Error) -> ReadError {
    let input = error.path().map(|path| path.display().to_string()).unwrap_or_default();
    let reason = if error.loop_ancestor().is_some() {
        ReadErrorReason::LinkLoop
    } else {
        ReadErrorReason::Io(error.into())
    };
    ReadError { input, line: None, reason }
}
