//! `newsgraph annotate`: shows what the language engine read in a text.
//!
//! One text in; a table, a tree, CoNLL-U or an HTML page out.

mod html;
mod table;

use clap::{Args, ValueEnum};
use newsgraph::language::{Document, Engine, conllu};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Show what was read in a text: tokens, tags, lemmas, dependencies and names.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph annotate story.txt
  echo 'Russia backs Syria.' | newsgraph annotate - --to tree
  newsgraph annotate story.txt --to html > story.html")]
pub struct Annotate {
    /// The text to read; `-` for standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to show it.
    #[arg(long, value_enum, default_value_t = Form::Table)]
    to: Form,
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
}

/// Writes the analysis of `text` in one form.
type Show = fn(&Document, &str, &mut dyn Write) -> io::Result<()>;

impl Form {
    fn show(self) -> Show {
        match self {
            Self::Table => table::write_table,
            Self::Tree => table::write_tree,
            Self::Conllu => |document, text, output| conllu::write(document, text, output),
            Self::Html => html::write,
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
    let written = arguments.to.show()(&document, &text, &mut output).and_then(|()| output.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("standard output: cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(file)
}
