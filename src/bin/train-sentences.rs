//! Trains the sentence splitter from CoNLL-U treebanks.

use clap::Parser;
use newsgraph::language::conllu;
use newsgraph::training::train_sentences;
use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::PathBuf;

/// Trains the sentence splitter from CoNLL-U treebanks. The same input gives the same bytes.
#[derive(Parser)]
struct Arguments {
    /// A treebank to train on; can be given several times.
    #[arg(long, required = true)]
    treebank: Vec<PathBuf>,
    /// Where to write the splitter.
    #[arg(long, short, default_value = "models/sentences.model")]
    output: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let mut sentences = Vec::new();
    for path in &arguments.treebank {
        let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let read = conllu::read(BufReader::new(file));
        sentences.extend(read.map_err(|error| format!("{}: {error}", path.display()))?);
    }
    let bytes = train_sentences(&sentences);
    eprintln!("{} bytes", bytes.len());
    fs::write(&arguments.output, bytes)?;
    Ok(())
}
