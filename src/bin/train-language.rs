//! Trains the language model, all of it, from CoNLL-U treebanks.

use clap::{Parser, ValueEnum};
use newsgraph::language::conllu::{self, TreebankSentence};
use newsgraph::training::names::{NamedSentence, part, read_bio};
use newsgraph::training::network::{Vectors, read_vectors};
use newsgraph::training::{Material, Settings, measure_sentences, train, train_sentences};
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Trains the language model from CoNLL-U treebanks: the sentence splitter, then the lemmatiser and
/// the network. The same input gives the same bytes, whatever the number of threads.
#[derive(Parser)]
struct Arguments {
    /// A treebank to train on; can be given several times.
    #[arg(long, required = true)]
    treebank: Vec<PathBuf>,
    /// A treebank that only the splitter is trained on besides; can be given several times. Its score
    /// on a held-out treebank that is one of these says nothing.
    #[arg(long)]
    splitter_treebank: Vec<PathBuf>,
    /// A treebank to measure on while training; can be given several times.
    #[arg(long)]
    held_out: Vec<PathBuf>,
    /// Sentences with names, as `.bio`; can be given several times. A fifth of each is held out.
    #[arg(long)]
    names: Vec<PathBuf>,
    /// Word vectors: one word a line, then its numbers. See models/README.md.
    #[arg(long)]
    vectors: Option<PathBuf>,
    /// Where to write lemmatiser and network.
    #[arg(long, short, default_value = "models/english.model")]
    output: PathBuf,
    /// Where to write the sentence splitter.
    #[arg(long, default_value = "models/sentences.model")]
    sentences: PathBuf,
    /// Train one of the two files only.
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Rounds over the treebanks, for the network.
    #[arg(long, default_value_t = Settings::default().schedule.rounds)]
    rounds: usize,
}

/// A part of the model with a file of its own.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The sentence splitter.
    Sentences,
    /// Lemmatiser and network.
    Network,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where nobody hears it, the exit code says it.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    // Training goes on where nobody reads how far it is.
    let report = |step: &str| {
        let _ = writeln!(io::stderr(), "{:5.0} s  {step}", start.elapsed().as_secs_f64());
    };
    let treebank = read_all(&arguments.treebank)?;
    if arguments.only != Some(Part::Network) {
        make_splitter(arguments, &treebank, report)?;
    }
    if arguments.only == Some(Part::Sentences) {
        return Ok(());
    }
    let (names, held_out_names) = read_names(&arguments.names)?;
    let material = Material {
        names,
        held_out_names,
        treebank,
        held_out: read_all(&arguments.held_out)?,
        vectors: arguments.vectors.as_deref().map(vectors).transpose()?.unwrap_or_default(),
    };
    let mut settings = Settings::default();
    settings.schedule.rounds = arguments.rounds;
    let model = train(&material, settings, report)?;
    report(&format!("{}: {} bytes", arguments.output.display(), model.len()));
    write(&arguments.output, &model)
}

fn make_splitter(
    arguments: &Arguments,
    treebank: &[TreebankSentence],
    report: impl Fn(&str),
) -> Result<(), Box<dyn Error>> {
    report("sentence splitter");
    let all = [treebank, &read_all(&arguments.splitter_treebank)?].concat();
    let splitter = train_sentences(&all);
    for path in &arguments.held_out {
        let held_out = read_all(std::slice::from_ref(path))?;
        let agreement = measure_sentences(&splitter, &held_out)?;
        report(&format!("sentences of {}: {:.2}", path.display(), agreement.f1()));
    }
    report(&format!("{}: {} bytes", arguments.sentences.display(), splitter.len()));
    write(&arguments.sentences, &splitter)
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

fn write(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(path, bytes)
        .map_err(|error| format!("cannot write {}: {error}", path.display()))?)
}

fn open(path: &Path) -> Result<BufReader<File>, Box<dyn Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(BufReader::new(file))
}
