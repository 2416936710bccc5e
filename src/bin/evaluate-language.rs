//! Measures a language model: accuracy on treebanks and on names, size, speed and memory.

use clap::Parser;
use newsgraph::language::{Document, Engine, conllu};
use newsgraph::training::evaluation::{Figures, LabelFigures, names, on_gold_tokens, on_raw_text};
use newsgraph::training::names::{part, read_bio};
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Measures a language model on CoNLL-U treebanks, from gold tokens and from raw text.
#[derive(Parser)]
struct Arguments {
    /// Treebanks to measure on, each by itself.
    treebanks: Vec<PathBuf>,
    /// The model to measure; without it, the one compiled in.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Measure only on documents whose id contains one of these.
    #[arg(long)]
    documents: Vec<String>,
    /// Sentences with names, as `.bio`: measured on the fifth of them that the trainer leaves out.
    #[arg(long)]
    names: Vec<PathBuf>,
    /// Texts whose analysis is timed, on one core, best of several runs.
    #[arg(long, num_args = 1..)]
    speed: Vec<PathBuf>,
    /// Show each dependency label by itself.
    #[arg(long)]
    labels: bool,
}

fn main() -> ExitCode {
    match measure(&Arguments::parse(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        // A reader that goes away (`| head`) is no failure.
        Err(error) if is_broken_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where nobody hears it, the exit code says it.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref().is_some_and(|error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn measure(arguments: &Arguments, output: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let read = |path: &PathBuf| fs::read(path).map_err(|error| named(path, error));
    let bytes = arguments.model.as_ref().map(read).transpose()?;
    let start = Instant::now();
    let engine = match &bytes {
        Some(bytes) => Engine::from_bytes(bytes)?,
        None => Engine::embedded()?,
    };
    writeln!(output, "model loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0)?;
    if !arguments.treebanks.is_empty() {
        writeln!(
            output,
            "{:28} words  sents   UPOS   XPOS  lemma    UAS    LAS  LAS with subtypes",
            ""
        )?;
    }
    for path in &arguments.treebanks {
        measure_treebank(&engine, path, arguments, output)?;
    }
    for path in &arguments.names {
        let (_, held_out) = part(read_bio(open(path)?).map_err(|error| named(path, error))?);
        let agreement = names(&engine, &held_out);
        let (precision, recall) = (agreement.precision(), agreement.recall());
        let name = path.display();
        writeln!(
            output,
            "{name}: names {:.2} (precision {precision:.2}, recall {recall:.2})",
            agreement.f1()
        )?;
    }
    if !arguments.speed.is_empty() {
        measure_speed(&engine, &arguments.speed, output)?;
    }
    Ok(())
}

fn measure_treebank(
    engine: &Engine,
    path: &Path,
    arguments: &Arguments,
    output: &mut dyn Write,
) -> Result<(), Box<dyn Error>> {
    let mut sentences = conllu::read(open(path)?).map_err(|error| named(path, error))?;
    let mut kept = true;
    sentences.retain(|sentence| {
        if let Some(id) = &sentence.document {
            kept = arguments.documents.is_empty()
                || arguments.documents.iter().any(|part| id.contains(part));
        }
        kept
    });
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut labels = LabelFigures::default();
    let figures = on_gold_tokens(engine, &sentences, &mut labels);
    write_row(&format!("{name}, gold tokens"), &figures, output)?;
    write_row(&format!("{name}, raw text"), &on_raw_text(engine, &sentences), output)?;
    if arguments.labels {
        for (label, agreement) in labels {
            writeln!(output, "  {label:16} {:6.2} of {:5}", agreement.f1(), agreement.gold)?;
        }
    }
    Ok(())
}

/// How often the texts are analysed to find the best time.
const RUNS: usize = 7;

fn measure_speed(
    engine: &Engine,
    paths: &[PathBuf],
    output: &mut dyn Write,
) -> Result<(), Box<dyn Error>> {
    let read = |path: &PathBuf| fs::read_to_string(path).map_err(|error| named(path, error));
    let texts = paths.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut best = f64::INFINITY;
    let mut tokens = 0;
    let mut document = Document::default();
    for _ in 0..RUNS {
        let start = Instant::now();
        tokens = 0;
        for text in &texts {
            engine.analyse_into(text, &mut document);
            tokens += document.tokens.len();
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    writeln!(output, "{tokens} tokens, {:.0} a second", tokens as f64 / best)?;
    if let Some(memory) = peak_memory() {
        writeln!(output, "peak memory {memory}")?;
    }
    Ok(())
}

/// The most memory this process has had, where the system tells.
fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}

fn open(path: &Path) -> Result<BufReader<File>, Box<dyn Error>> {
    Ok(BufReader::new(File::open(path).map_err(|error| named(path, error))?))
}

fn named(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

fn write_row(name: &str, figures: &Figures, output: &mut dyn Write) -> io::Result<()> {
    write!(output, "{name:28}")?;
    for agreement in [
        figures.words,
        figures.sentences,
        figures.universal,
        figures.penn,
        figures.lemmas,
        figures.heads,
        figures.labelled,
        figures.labelled_fully,
    ] {
        write!(output, " {:6.2}", agreement.f1())?;
    }
    writeln!(output)
}
