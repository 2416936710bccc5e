//! `newsgraph schema`: JSON Schema of what the program writes.

use super::{Failure, SUCCESS, output};
use clap::{Args, ValueEnum};
use newsgraph::graph::{GRAPH_SCHEMA, RELATION_SCHEMA};

/// Arguments of `newsgraph schema`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph schema > newsgraph.schema.json
  newsgraph schema relation > relation.schema.json")]
pub struct Schema {
    /// Of what
    #[arg(value_enum, default_value_t = Of::Graph)]
    of: Of,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// The graph file that `build` writes
    Graph,
    /// The lines that `extract` prints
    Relation,
}

impl Schema {
    /// Prints the schema.
    pub fn run(self) -> Result<u8, Failure> {
        let schema = match self.of {
            Of::Graph => GRAPH_SCHEMA,
            Of::Relation => RELATION_SCHEMA,
        };
        output::write_to(None, schema.as_bytes())?;
        Ok(SUCCESS)
    }
}
