//! `newsgraph annotate`: shows what was read in articles, and why.
//!
//! Articles in; out come tables, trees, CoNLL-U or an HTML page, with each mention of an actor, the
//! reason why it was taken for that actor, and the relations of each sentence.

mod html;
mod mentions;
mod table;

use super::input::extractor;
use super::{Failure, NOTHING_DONE, SOME_FAILED, SUCCESS, output, values};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use newsgraph::actor::{ActorId, ArticleActors, Mention};
use newsgraph::article::{Article, ReadOptions, expand, read};
use newsgraph::language::{Document, Sentence, SentenceIndex, conllu};
use newsgraph::pipeline::Extractor;
use newsgraph::relation::Relation;
use std::io::{self, Write};
use std::path::PathBuf;

/// Show what was read in articles, and why: tokens, parse, mentions, relations
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph annotate story.txt                       tokens, mentions and relations
  newsgraph annotate story.txt --to mentions         who is meant, and why
  echo 'Russia backs Syria.' | newsgraph annotate - --to tree
  newsgraph annotate story.txt --to html -o story.html
  newsgraph annotate story.txt --to conllu > story.conllu")]
pub struct Annotate {
    /// Files, folders or globs with articles; - for standard input
    #[arg(required = true, value_name = "ARTICLES")]
    inputs: Vec<String>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Form::Table)]
    to: Form,
    /// Where to write; standard output by default
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Date of articles that do not say theirs
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Further actors: a TOML lexicon, or a PETRARCH .actors.txt or .agents.txt
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    /// Further relation types and patterns: a TOML file like lexicon/relations.toml
    #[arg(long, value_name = "FILE")]
    relations: Vec<PathBuf>,
    /// Leave out relations below this confidence
    #[arg(long, value_name = "0..1", default_value_t = 0.4, value_parser = values::confidence)]
    min_confidence: f64,
}

/// The forms in which an analysis is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One line a token in columns, then mentions and relations
    Table,
    /// The dependency tree, indented, then mentions and relations
    Tree,
    /// Only mentions, with the reason for their actors, and relations
    Mentions,
    /// CoNLL-U, as the Universal Dependencies treebanks use it
    Conllu,
    /// A self-contained page with arcs and coloured mentions
    Html,
}

/// One article with all that was read in it.
struct Annotated {
    article: Article,
    document: Document,
    actors: ArticleActors,
    relations: Vec<Relation>,
}

impl Annotated {
    fn new(extractor: &Extractor, article: Article) -> Self {
        let (document, actors) = extractor.analyse(&article);
        let relations = extractor.relations(&article, &document, &actors);
        Self { article, document, actors, relations }
    }

    fn text(&self) -> &str {
        &self.article.text
    }

    /// The sentences with their positions.
    fn sentences(&self) -> impl Iterator<Item = (SentenceIndex, &Sentence)> {
        (0..).map(SentenceIndex).zip(&self.document.sentences)
    }

    fn mentions_in(&self, sentence: SentenceIndex) -> impl Iterator<Item = &Mention> {
        self.actors.mentions_in(sentence).map(|(_, mention)| mention)
    }

    fn relations_in(&self, sentence: SentenceIndex) -> impl Iterator<Item = &Relation> {
        self.relations.iter().filter(move |found| found.evidence.sentence.index == sentence)
    }

    /// The name of an actor of the article.
    fn name<'name>(&'name self, id: &'name ActorId) -> &'name str {
        let found = self.actors.actors.iter().find(|actor| actor.id == *id);
        found.map_or(id.as_str(), |actor| &actor.name)
    }
}

impl Annotate {
    /// Writes what was read.
    pub fn run(self) -> Result<u8, Failure> {
        let extractor = extractor(&self.lexicon, &self.relations, self.min_confidence)?;
        let mut bytes = Vec::new();
        let (mut done, mut failed) = (0, 0);
        let mut articles = Vec::new();
        for argument in &self.inputs {
            let (found, errors) = self.articles(argument);
            articles.extend(found);
            failed += errors.len();
            for error in errors {
                output::say_error(error);
            }
        }
        if self.to == Form::Html {
            html::begin(&mut bytes).map_err(|error| error.to_string())?;
        }
        for article in articles {
            let annotated = Annotated::new(&extractor, article);
            self.write(&annotated, &mut bytes).map_err(|error| error.to_string())?;
            done += 1;
        }
        if self.to == Form::Html {
            html::end(&mut bytes).map_err(|error| error.to_string())?;
        }
        if done == 0 {
            return Ok(NOTHING_DONE);
        }
        output::write_to(self.output.as_deref(), &self.coloured(bytes)?)?;
        Ok(if failed == 0 { SUCCESS } else { SOME_FAILED })
    }

    /// The articles of one argument, and what could not be read.
    fn articles(&self, argument: &str) -> (Vec<Article>, Vec<String>) {
        let options = ReadOptions { date: self.date, any_language: true, ..ReadOptions::default() };
        let expanded = match expand(argument) {
            Ok(expanded) => expanded,
            Err(error) => return (Vec::new(), vec![error.to_string()]),
        };
        let mut errors: Vec<String> = expanded.errors.iter().map(ToString::to_string).collect();
        let mut articles = Vec::new();
        for found in expanded.inputs.iter().flat_map(|input| read(input, &options)) {
            match found {
                Ok(article) => articles.push(article),
                Err(error) => errors.push(error.to_string()),
            }
        }
        (articles, errors)
    }

    fn write(&self, annotated: &Annotated, output: &mut Vec<u8>) -> io::Result<()> {
        match self.to {
            Form::Table => table::write_table(annotated, output),
            Form::Tree => table::write_tree(annotated, output),
            Form::Mentions => mentions::write(annotated, output),
            Form::Conllu => {
                writeln!(
                    output,
                    "# newdoc id = {}",
                    output::plain(annotated.article.info.id.as_str())
                )?;
                conllu::write(&annotated.document, annotated.text(), output)
            }
            Form::Html => html::write(annotated, output),
        }
    }

    /// Colour stays on a terminal only.
    fn coloured(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
        let choice = match self.output {
            Some(_) => anstream::ColorChoice::Never,
            None => anstream::AutoStream::choice(&io::stdout()),
        };
        let mut kept = Vec::with_capacity(bytes.len());
        anstream::AutoStream::new(&mut kept, choice)
            .write_all(&bytes)
            .map_err(|error| error.to_string())?;
        Ok(kept)
    }
}
