//! Turns the actor lexicon (`lexicon/actors/*.toml`, written for people) into one JSON file that
//! the program reads in a few milliseconds at its start.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const LEXICON: &str = "lexicon/actors";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={LEXICON}");
    let mut files: Vec<PathBuf> =
        fs::read_dir(LEXICON)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut lexicon = BTreeMap::new();
    for path in &files {
        match read(path) {
            Ok(content) => {
                lexicon.insert(path.display().to_string(), content);
            }
            Err(error) => println!("cargo::error={}: {error}", path.display()),
        }
    }
    let output = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("actors.json");
    fs::write(output, serde_json::to_string(&lexicon)?)
}

fn read(path: &Path) -> Result<toml::Table, Box<dyn std::error::Error>> {
    Ok(fs::read_to_string(path)?.parse()?)
}
