//! Where a graph is written to, in which format, and how diagrams show it: shared by the commands that
//! write graphs.

use super::{Failure, output};
use clap::{Args, ValueEnum, builder::PossibleValuesParser};
use newsgraph::actor::ActorId;
use newsgraph::analysis::blocs::{BlocOptions, Blocs};
use newsgraph::analysis::signed::SignedNetwork;
use newsgraph::analysis::weights::Weights;
use newsgraph::export::{
    Diagram, EXPORTERS, ExportOptions, Exporter, clusters_by_state, exporter_for_ending,
    exporter_named,
};
use newsgraph::graph::KnowledgeGraph;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The options.
#[derive(Debug, Args)]
pub struct OutputOptions {
    /// File to write; standard output without it. Formats of several files make NAME.nodes.csv of
    /// NAME.csv, or fill the folder NAME/
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Format; by the file's ending without it, else json
    #[arg(long, value_name = "FORMAT", value_parser = format_parser(), hide_possible_values = true)]
    to: Option<String>,
    /// Diagrams: show everything, even where it is too much to read
    #[arg(long, help_heading = "Diagrams")]
    all: bool,
    /// Diagrams: draw the ties of one side between two actors as one arrow
    #[arg(long, help_heading = "Diagrams")]
    merge_parallel: bool,
    /// Diagrams: draw these actors together
    #[arg(long, value_enum, help_heading = "Diagrams")]
    cluster: Option<Cluster>,
}

/// What actors are drawn together by.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Cluster {
    /// The state they belong to
    State,
    /// The bloc they stand in, as `newsgraph alliances` finds it
    Bloc,
}

fn format_parser() -> PossibleValuesParser {
    PossibleValuesParser::new(EXPORTERS.iter().map(|exporter| exporter.name()))
}

/// The formats with what they are for, as help lists them.
pub fn format_list() -> String {
    let mut list = "Formats:\n".to_owned();
    for exporter in EXPORTERS {
        let endings: Vec<String> =
            exporter.endings().iter().map(|ending| format!(".{ending}")).collect();
        list.push_str(&format!(
            "  {:<10} {:<18} {}\n",
            exporter.name(),
            endings.join(" "),
            exporter.about()
        ));
    }
    list
}

impl OutputOptions {
    /// The format that `--to` names, or that the file's ending chooses. Ask first: a mistake here should not
    /// cost the work.
    pub fn exporter(&self) -> Result<&'static dyn Exporter, Failure> {
        let known =
            || EXPORTERS.iter().map(|exporter| exporter.name()).collect::<Vec<_>>().join(", ");
        if let Some(name) = &self.to {
            return exporter_named(name)
                .ok_or_else(|| format!("there is no format `{name}`; there are: {}", known()));
        }
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|end| end.to_str());
        match ending {
            Some(ending) => exporter_for_ending(ending).ok_or_else(|| {
                format!(
                    "the ending `.{ending}` belongs to no format; say which with --to: {}",
                    known()
                )
            }),
            None => exporter_named("json").ok_or_else(known),
        }
    }

    /// Writes the graph. `sized` says that the user chose how many actors to show, so that diagrams leave
    /// nothing out. What they leave out is said on standard error unless `quiet`.
    pub fn write(&self, graph: &KnowledgeGraph, sized: bool, quiet: bool) -> Result<(), Failure> {
        let exporter = self.exporter()?;
        let options = ExportOptions {
            everything: self.all || sized,
            merge_parallel: self.merge_parallel,
            clusters: match self.cluster {
                Some(Cluster::State) => clusters_by_state(graph),
                Some(Cluster::Bloc) => bloc_labels(graph),
                None => Default::default(),
            },
        };
        match self.output.as_deref().filter(|path| *path != Path::new("-")) {
            Some(path) if !exporter.tables().is_empty() => write_tables(exporter, graph, path)?,
            path => {
                let mut bytes = Vec::new();
                exporter
                    .write(graph, &options, &mut bytes)
                    .map_err(|error| cannot_write(&error))?;
                output::write_to(path, &bytes)?;
            }
        }
        if exporter.is_diagram()
            && !quiet
            && let Some(note) = Diagram::of(graph, &options).left_out
        {
            output::say(format_args!(
                "{note} (--all shows everything; --top, --around, --min-articles and others choose)"
            ));
        }
        Ok(())
    }
}

fn cannot_write(error: &std::io::Error) -> Failure {
    format!("cannot write the graph: {error}")
}

/// Writes each table of a format to a file of its own.
fn write_tables(
    exporter: &dyn Exporter,
    graph: &KnowledgeGraph,
    path: &Path,
) -> Result<(), Failure> {
    let is_folder = path.is_dir() || path.to_string_lossy().ends_with(std::path::MAIN_SEPARATOR);
    if is_folder {
        std::fs::create_dir_all(path)
            .map_err(|error| format!("cannot make the folder {}: {error}", path.display()))?;
    }
    for table in exporter.tables() {
        let file = match path.file_stem() {
            Some(stem) if !is_folder => {
                let mut name = stem.to_owned();
                name.push(format!(".{}.csv", table.name));
                path.with_file_name(name)
            }
            _ => path.join(format!("{}.csv", table.name)),
        };
        let mut bytes = Vec::new();
        (table.write)(graph, &mut bytes).map_err(|error| cannot_write(&error))?;
        output::write_to(Some(&file), &bytes)?;
    }
    Ok(())
}

/// The bloc of each actor that stands in one, by name.
pub(super) fn bloc_labels(graph: &KnowledgeGraph) -> BTreeMap<ActorId, String> {
    let network = SignedNetwork::new(graph, &Weights::default());
    let options = BlocOptions { resamples: 0, ..BlocOptions::default() };
    Blocs::of(&network, options).labels(graph)
}
