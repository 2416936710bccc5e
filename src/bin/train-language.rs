//! Trains the language model from CoNLL-U treebanks.

use clap::Parser;
use newsgraph::language::conllu;
use newsgraph::training::{Settings, train};
use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::PathBuf;
use std::time::Instant;

/// Trains the language model from CoNLL-U treebanks. The same input gives the same bytes.
#[derive(Parser)]
struct Arguments {
    /// A treebank to train on; can be given several times.
    #[arg(long, required = true)]
    treebank: Vec<PathBuf>,
    /// Where to write the model.
    #[arg(long, short, default_value = "models/english.model")]
    output: PathBuf,
    /// Rounds over the treebanks for the parser.
    #[arg(long, default_value_t = Settings::default().parser_rounds)]
    rounds: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let start = Instant::now();
    let mut sentences = Vec::new();
    for path in &arguments.treebank {
        let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let read = conllu::read(BufReader::new(file));
        sentences.extend(read.map_err(|error| format!("{}: {error}", path.display()))?);
    }
    let settings = Settings { parser_rounds: arguments.rounds, ..Settings::default() };
    let model = train(&sentences, settings, |step| {
        eprintln!("{:5.0} s  {step}", start.elapsed().as_secs_f64());
    })?;
    eprintln!("{:5.0} s  {} bytes", start.elapsed().as_secs_f64(), model.len());
    fs::write(&arguments.output, model)?;
    Ok(())
}
