//! Writing results: to standard output, or whole to a file or not at all.

use super::Failure;
use std::io::{self, Write};
use std::path::Path;

/// Writes `bytes` to `path`, or to standard output where there is none or it is `-`. A file is
/// written beside its place first, so that a full disk leaves the old one whole. A reader that
/// goes away (`| head`) is no failure.
pub fn write_to(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match path.filter(|path| *path != Path::new("-")) {
        None => match io::stdout().lock().write_all(bytes).and_then(|()| io::stdout().flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(format!("cannot write to standard output: {error}")),
            Ok(()) => Ok(()),
        },
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
