//! `newsgraph annotate`: shows what was read in a text.
//!
//! One text in; a table, a tree, CoNLL-U, an HTML page or the actors with their mentions out.

mod actors;
mod html;
mod table;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use newsgraph::actor::{ActorFinder, ActorLexicon};
use newsgraph::article::{Article, ArticleId, ArticleInfo};
use newsgraph::language::{Document, Engine, conllu};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Show what was read in a text: tokens, tags, lemmas, dependencies, names and actors.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph annotate story.txt
  echo 'Russia backs Syria.' | newsgraph annotate - --to tree
  newsgraph annotate story.txt --to actors --date 2015-10-27
  newsgraph annotate story.txt --to html > story.html")]
pub struct Annotate {
    /// The text to read; `-` for standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to show it.
    #[arg(long, value_enum, default_value_t = Form::Table)]
    to: Form,
    /// Date of the text, for whoever held an office then.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Further actors: a TOML lexicon, or a PETRARCH .actors.txt or .agents.txt.
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
}

/// The forms in which an analysis is shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// One line a token, in columns.
    Table,
    /// The dependency tree, indented.
    Tree,
    /// CoNLL-U, as the Universal Dependencies treebanks use it.
    Conllu,
    /// A self-contained page with arcs and coloured names.
    Html,
    /// Each mention of an actor, with whom it means and why.
    Actors,
}

/// Writes the analysis of `text` in one form.
type Show = fn(&Document, &str, &mut dyn Write) -> io::Result<()>;

impl Form {
    /// How the language engine's part is shown; none for the actors, which need a lexicon.
    fn show(self) -> Option<Show> {
        match self {
            Self::Table => Some(table::write_table),
            Self::Tree => Some(table::write_tree),
            Self::Conllu => Some(|document, text, output| conllu::write(document, text, output)),
            Self::Html => Some(html::write),
            Self::Actors => None,
        }
    }
}

/// Runs the command.
pub fn run(arguments: &Annotate) -> ExitCode {
    match annotate(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            anstream::eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn annotate(arguments: &Annotate) -> Result<(), String> {
    let name = arguments.file.display();
    let bytes =
        read(&arguments.file).map_err(|error| format!("{name}: cannot be read: {error}"))?;
    let text = String::from_utf8_lossy(&bytes);
    let engine = Engine::embedded().map_err(|error| error.to_string())?;
    let document = engine.analyse(&text);
    let mut output = io::BufWriter::new(io::stdout().lock());
    let written = match arguments.to.show() {
        Some(show) => show(&document, &text, &mut output),
        None => {
            let finder = ActorFinder::new(lexicon(&arguments.lexicon)?);
            let found = finder.find(&article(&text, arguments.date), &document);
            actors::write(&document, &found, &text, &mut output)
        }
    };
    match written.and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("standard output: cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

/// The program's lexicon with the user's files.
fn lexicon(files: &[PathBuf]) -> Result<ActorLexicon, String> {
    let mut lexicon = ActorLexicon::embedded().map_err(|error| error.to_string())?;
    for file in files {
        lexicon.extend_from_file(file).map_err(|error| error.to_string())?;
    }
    Ok(lexicon)
}

/// The text as an article of this date.
fn article(text: &str, date: Option<Date>) -> Article {
    let info = ArticleInfo {
        id: ArticleId::new("-"),
        title: None,
        source: None,
        reprints: Vec::new(),
        date,
        url: None,
        author: None,
    };
    Article { info, text: text.to_owned() }
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(file)
}
