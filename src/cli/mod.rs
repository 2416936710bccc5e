//! The program's commands, one file each: arguments in, library calls, printing.

mod annotate;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads news articles and builds a knowledge graph of who does what to whom.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Annotate(annotate::Annotate),
}

/// Runs the command that the arguments name.
pub fn run(arguments: Arguments) -> ExitCode {
    match arguments.command {
        Command::Annotate(arguments) => annotate::run(&arguments),
    }
}
