//! The program's commands, one file each: arguments in, library calls, printing.

mod actors;
mod add;
mod alliances;
mod annotate;
mod articles;
mod build;
mod compare;
mod completions;
mod diff;
mod eval;
mod explain;
mod export;
mod extract;
mod format;
mod graphs;
mod input;
mod lexicon;
mod merge;
mod output;
mod path;
mod reach;
mod reading;
mod remove;
mod report;
mod schema;
mod selection;
mod values;
mod view;
mod watch;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// All is well.
pub const SUCCESS: u8 = 0;
/// Some inputs could not be read; the rest was done.
pub const SOME_FAILED: u8 = 1;
/// Nothing could be done.
pub const NOTHING_DONE: u8 = 2;
/// Ctrl-C ended it.
pub const INTERRUPTED: u8 = 130;

/// Reads news articles and builds a knowledge graph of who does what to whom.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    max_term_width = 100,
    after_help = "Examples:
  newsgraph build articles/ -o graph.dot       a diagram for Graphviz
  newsgraph build articles/ -o graph.json      the graph with all its evidence
  newsgraph explain graph.json Russia Syria    the sentences behind a tie

Exit codes: 0 all done, 1 some inputs failed, 2 nothing could be done."
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the actors of a graph
    Actors(actors::Actors),
    /// Add articles to a database
    Add(add::Add),
    /// Report who stands with whom: blocs, allies, rivals, balance, brokers, change over time
    Alliances(alliances::Alliances),
    /// Show what was read in articles, and why: tokens, parse, mentions, relations
    Annotate(annotate::Annotate),
    /// List the articles of a database
    Articles(articles::Articles),
    /// Build a graph from articles
    Build(build::Build),
    /// Set two actors side by side: direct ties, common friends and foes
    Compare(compare::Compare),
    /// Print a script that completes commands in a shell
    Completions(completions::Completions),
    /// Show what changed between two graphs
    Diff(diff::Diff),
    /// Compare what is found with a gold file: precision, recall and F1
    Eval(eval::Eval),
    /// Show the sentences behind an actor or a tie of a graph
    Explain(explain::Explain),
    /// Write a graph, or a part of it, in any format
    Export(export::Export),
    /// Print the relations of articles, one JSON object a line
    Extract(extract::Extract),
    /// Check files that extend the lexicon
    Lexicon(lexicon::Lexicon),
    /// Merge graphs into one
    Merge(merge::Merge),
    /// Print the JSON Schema of graph files
    Schema(schema::Schema),
    /// Write a graph as one interactive page for the browser
    View(view::View),
    /// Remove articles from a database
    Remove(remove::Remove),
    /// Add the articles that come into a folder to a database
    Watch(watch::Watch),
    /// Show how two actors are connected
    Path(path::ShortestPath),
}

/// A failure that ends a command, in words for the user.
pub type Failure = String;

/// Runs the command that the arguments name; what fails is said on standard error.
pub fn run(arguments: Arguments) -> ExitCode {
    let result = match arguments.command {
        Command::Actors(command) => command.run(),
        Command::Add(command) => command.run(),
        Command::Articles(command) => command.run(),
        Command::Alliances(command) => command.run(),
        Command::Annotate(command) => command.run(),
        Command::Build(command) => command.run(),
        Command::Compare(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Eval(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Extract(command) => command.run(),
        Command::Lexicon(command) => command.run(),
        Command::Merge(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::View(command) => command.run(),
        Command::Remove(command) => command.run(),
        Command::Watch(command) => command.run(),
        Command::Path(command) => command.run(),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            output::say_error(failure);
            ExitCode::from(NOTHING_DONE)
        }
    }
}
