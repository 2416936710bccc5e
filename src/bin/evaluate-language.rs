//! Measures a language model on CoNLL-U treebanks.

use clap::Parser;
use newsgraph::language::{Engine, conllu};
use newsgraph::training::evaluation::{Figures, on_gold_tokens, on_raw_text};
use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::PathBuf;
use std::time::Instant;

/// Measures a language model on CoNLL-U treebanks, from gold tokens and from raw text.
#[derive(Parser)]
struct Arguments {
    /// Treebanks to measure on, each by itself.
    #[arg(required = true)]
    treebanks: Vec<PathBuf>,
    /// The model to measure; without it, the one compiled in.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Measure only on documents whose id contains one of these.
    #[arg(long)]
    documents: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let start = Instant::now();
    let engine = match &arguments.model {
        Some(path) => Engine::from_bytes(&fs::read(path)?)?,
        None => Engine::embedded()?,
    };
    println!("model loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    println!("{:28} words  sents   UPOS   XPOS  lemma    UAS    LAS  LAS with subtypes", "");
    for path in &arguments.treebanks {
        let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut sentences = conllu::read(BufReader::new(file))?;
        let mut kept = true;
        sentences.retain(|sentence| {
            if let Some(id) = &sentence.document {
                kept = arguments.documents.is_empty()
                    || arguments.documents.iter().any(|part| id.contains(part));
            }
            kept
        });
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        print_row(&format!("{name}, gold tokens"), &on_gold_tokens(&engine, &sentences));
        let start = Instant::now();
        let figures = on_raw_text(&engine, &sentences);
        let speed = figures.words.system as f64 / start.elapsed().as_secs_f64();
        print_row(&format!("{name}, raw text"), &figures);
        println!("{name}: {speed:.0} tokens a second, comparison included");
    }
    Ok(())
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
