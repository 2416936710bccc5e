//! Trains the language model from CoNLL-U treebanks.

use clap::Parser;
use newsgraph::language::conllu::{self, TreebankSentence};
use newsgraph::training::names::{NamedSentence, part, read_bio};
use newsgraph::training::network::{Vectors, read_vectors};
use newsgraph::training::{Material, Settings, train};
use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Trains the language model from CoNLL-U treebanks. The same input gives the same bytes.
#[derive(Parser)]
struct Arguments {
    /// A treebank to train on; can be given several times.
    #[arg(long, required = true)]
    treebank: Vec<PathBuf>,
    /// A treebank to measure on while training; can be given several times.
    #[arg(long)]
    held_out: Vec<PathBuf>,
    /// Sentences with names, as `.bio`; can be given several times. A fifth of each is held out.
    #[arg(long)]
    names: Vec<PathBuf>,
    /// Word vectors: one word a line, then its numbers. See models/README.md.
    #[arg(long)]
    vectors: Option<PathBuf>,
    /// Where to write the model.
    #[arg(long, short, default_value = "models/english.model")]
    output: PathBuf,
    /// Rounds over the treebanks.
    #[arg(long, default_value_t = Settings::default().schedule.rounds)]
    rounds: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let start = Instant::now();
    let (names, held_out_names) = read_names(&arguments.names)?;
    let material = Material {
        names,
        held_out_names,
        treebank: read_all(&arguments.treebank)?,
        held_out: read_all(&arguments.held_out)?,
        vectors: arguments.vectors.as_deref().map(vectors).transpose()?.unwrap_or_default(),
    };
    let mut settings = Settings::default();
    settings.schedule.rounds = arguments.rounds;
    let model = train(&material, settings, |step| {
        eprintln!("{:5.0} s  {step}", start.elapsed().as_secs_f64());
    })?;
    eprintln!("{:5.0} s  {} bytes", start.elapsed().as_secs_f64(), model.len());
    fs::write(&arguments.output, model)?;
    Ok(())
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<TreebankSentence>, Box<dyn Error>> {
    let mut sentences = Vec::new();
    for path in paths {
        let read = conllu::read(open(path)?);
        sentences.extend(read.map_err(|error| format!("{}: {error}", path.display()))?);
    }
    Ok(sentences)
}

type Names = Vec<NamedSentence>;

fn read_names(paths: &[PathBuf]) -> Result<(Names, Names), Box<dyn Error>> {
    let (mut learned, mut held_out) = (Names::new(), Names::new());
    for path in paths {
        let read = read_bio(open(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        let (one, other) = part(read);
        learned.extend(one);
        held_out.extend(other);
    }
    Ok((learned, held_out))
}

fn vectors(path: &Path) -> Result<Vectors, Box<dyn Error>> {
    Ok(read_vectors(open(path)?).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn open(path: &Path) -> Result<BufReader<File>, Box<dyn Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(BufReader::new(file))
}
