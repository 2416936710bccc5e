//! Writing results: to standard output, or whole to a file or not at all; and what is said on
//! standard error.

use super::Failure;
use anstyle::{AnsiColor, Effects, Style};
use std::fmt::Display;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

const RED: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);

/// Says something to the user, on a line of standard error. Where nobody hears it, because the reader
/// went away or the disk is full, the work goes on.
pub fn say(what: impl Display) {
    let _ = writeln!(anstream::stderr(), "{what}");
}

/// Says that something failed.
pub fn say_error(what: impl Display) {
    say(format_args!("{RED}error{RED:#}: {what}"));
}

/// Text on one line that cannot move a terminal's cursor or change its colours, whatever articles say.
pub fn plain(text: &str) -> String {
    text.replace(|character: char| character.is_control(), " ")
}

/// The same for text of several lines.
pub fn plain_lines(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// Writes `bytes` to standard output. A reader that went away (`| head`) is no failure, but nobody
/// wants more.
pub fn print(bytes: &[u8]) -> Result<ControlFlow<()>, Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        Err(error) => Err(format!("cannot write to standard output: {error}")),
        Ok(()) => Ok(ControlFlow::Continue(())),
    }
}

/// Writes `bytes` to `path`, or to standard output where there is none or it is `-`. A file is
/// written beside its place first, so that a full disk leaves the old one whole.
pub fn write_to(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match path.filter(|path| *path != Path::new("-")) {
        None => print(bytes).map(|_| ()),
        Some(path) if is_special(path) => {
            std::fs::write(path, bytes).map_err(|error| failure(path, &error))
        }
        Some(path) => replace(path, bytes).map_err(|error| failure(path, &error)),
    }
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    format!("cannot write {}: {error}", path.display())
}

/// Whether the path is a device or a pipe, which cannot be replaced.
fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    let result = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    if result.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    result
}
