//! `newsgraph completions`: a shell's completion script.

use super::{Arguments, Failure, SUCCESS};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Arguments of `newsgraph completions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  newsgraph completions bash > ~/.local/share/bash-completion/completions/newsgraph"
)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(self) -> Result<u8, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "newsgraph", &mut script);
        super::output::write_to(None, &script)?;
        Ok(SUCCESS)
    }
}
