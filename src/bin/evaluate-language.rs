//! Measures a language model: accuracy on treebanks and on names, size, speed and memory.

use clap::Parser;
use newsgraph::language::{Document, Engine, conllu};
use newsgraph::training::evaluation::{Figures, LabelFigures, names, on_gold_tokens, on_raw_text};
use newsgraph::training::names::{part, read_bio};
use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
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

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let bytes = arguments.model.as_ref().map(fs::read).transpose()?;
    let start = Instant::now();
    let engine = match &bytes {
        Some(bytes) => Engine::from_bytes(bytes)?,
        None => Engine::embedded()?,
    };
    println!("model loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    if !arguments.treebanks.is_empty() {
        println!("{:28} words  sents   UPOS   XPOS  lemma    UAS    LAS  LAS with subtypes", "");
    }
    for path in &arguments.treebanks {
        measure_treebank(&engine, path, &arguments)?;
    }
    for path in &arguments.names {
        let (_, held_out) = part(read_bio(open(path)?).map_err(|error| named(path, error))?);
        let agreement = names(&engine, &held_out);
        let (precision, recall) = (agreement.precision(), agreement.recall());
        let name = path.display();
        println!(
            "{name}: names {:.2} (precision {precision:.2}, recall {recall:.2})",
            agreement.f1()
        );
    }
    if !arguments.speed.is_empty() {
        measure_speed(&engine, &arguments.speed)?;
    }
    Ok(())
}

fn measure_treebank(
    engine: &Engine,
    path: &Path,
    arguments: &Arguments,
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
    print_row(&format!("{name}, gold tokens"), &figures);
    print_row(&format!("{name}, raw text"), &on_raw_text(engine, &sentences));
    if arguments.labels {
        for (label, agreement) in labels {
            println!("  {label:16} {:6.2} of {:5}", agreement.f1(), agreement.gold);
        }
    }
    Ok(())
}

/// How often the texts are analysed to find the best time.
const RUNS: usize = 7;

fn measure_speed(engine: &Engine, paths: &[PathBuf]) -> Result<(), Box<dyn Error>> {
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
    println!("{tokens} tokens, {:.0} a second", tokens as f64 / best);
    if let Some(memory) = peak_memory() {
        println!("peak memory {memory}");
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

fn print_row(name: &str, figures: &Figures) {
    print!("{name:28}");
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
        print!(" {:6.2}", agreement.f1());
    }
    println!();
}
