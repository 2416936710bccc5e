//! The whole way of one article: text in, actors and relations out.
//!
//! An [`Extractor`] is built once and shared between threads. What it gives for an article depends
//! on that article alone, so that articles can be worked on in any order and merged.

use crate::actor::{ActorFinder, ActorId, ActorLexicon, ArticleActors, LexiconError, MentionForm};
use crate::article::Article;
use crate::confidence::Confidence;
use crate::graph::{Extraction, FoundActor, KnowledgeGraph};
use crate::language::{Document, Engine, ModelError};
use crate::relation::{Relation, RelationFinder, RelationLexicon, RelationLexiconError};
use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

/// Why an extractor could not be built.
#[derive(Debug, thiserror::Error)]
pub enum ExtractorError {
    /// The language model is broken.
    #[error("language model: {0}")]
    Model(#[from] ModelError),
    /// A lexicon of actors cannot be read.
    #[error(transparent)]
    Actors(#[from] LexiconError),
    /// A lexicon of relations cannot be read.
    #[error(transparent)]
    Relations(#[from] RelationLexiconError),
}

/// What a user adds to, and asks of, the extraction.
#[derive(Clone, Debug, Default)]
pub struct ExtractorOptions {
    /// Further actor lexicons.
    pub actor_lexicons: Vec<PathBuf>,
    /// Further relation types and patterns.
    pub relation_lexicons: Vec<PathBuf>,
    /// Relations below this confidence are left out.
    pub minimum_confidence: Confidence,
}

/// Reads articles: engine, actors and relations.
#[derive(Debug)]
pub struct Extractor {
    engine: Engine,
    actors: ActorFinder,
    relations: RelationFinder,
    minimum_confidence: Confidence,
}

impl Extractor {
    /// Loads the model and the lexicons.
    ///
    /// # Errors
    /// When one of the user's lexicons cannot be read or is wrong.
    pub fn new(options: &ExtractorOptions) -> Result<Self, ExtractorError> {
        let mut actors = ActorLexicon::embedded()?;
        for path in &options.actor_lexicons {
            actors.extend_from_file(path)?;
        }
        let mut relations = RelationLexicon::embedded()?;
        for path in &options.relation_lexicons {
            relations.extend_from_file(path)?;
        }
        Ok(Self {
            engine: Engine::embedded()?,
            actors: ActorFinder::new(actors),
            relations: RelationFinder::new(relations),
            minimum_confidence: options.minimum_confidence,
        })
    }

    /// The article analysed, with its actors, before relations.
    pub fn analyse(&self, article: &Article) -> (Document, ArticleActors) {
        let document = self.engine.analyse(&article.text);
        let actors = self.actors.find(article, &document);
        (document, actors)
    }

    /// The relations of an article that [`Self::analyse`] has read.
    pub fn relations(
        &self,
        article: &Article,
        document: &Document,
        actors: &ArticleActors,
    ) -> Vec<Relation> {
        let mut relations = self.relations.find(article, document, actors);
        relations.retain(|relation| relation.evidence.confidence >= self.minimum_confidence);
        relations
    }

    /// What the article says.
    pub fn extract(&self, article: &Article) -> Extraction {
        let (document, actors) = self.analyse(article);
        let relations = self.relations(article, &document, &actors);
        Extraction {
            article: article.info.clone(),
            actors: found_actors(article, &actors, &relations),
            relations,
        }
    }

    /// An empty graph that knows the relation types.
    pub fn empty_graph(&self) -> KnowledgeGraph {
        let mut graph = KnowledgeGraph::new();
        for relation_type in self.relations.lexicon().types() {
            graph.add_relation_type(relation_type.clone());
        }
        graph
    }

    /// The actor lexicon.
    pub fn actor_lexicon(&self) -> &ActorLexicon {
        self.actors.lexicon()
    }

    /// The relation lexicon.
    pub fn relation_lexicon(&self) -> &RelationLexicon {
        self.relations.lexicon()
    }
}

/// The actors of an article with the forms and the number of their mentions. Whom a common noun
/// names counts only with a part in a relation.
fn found_actors(
    article: &Article,
    actors: &ArticleActors,
    relations: &[Relation],
) -> Vec<FoundActor> {
    let mut found: Vec<FoundActor> = actors
        .actors
        .iter()
        .map(|actor| FoundActor { actor: actor.clone(), aliases: BTreeSet::new(), mentions: 0 })
        .collect();
    for mention in &actors.mentions {
        let Some(actor) = found.get_mut(mention.actor.index()) else { continue };
        actor.mentions += 1;
        if mention.form != MentionForm::Pronoun {
            actor.aliases.insert(mention.span.text(&article.text).to_owned());
        }
    }
    let related: HashSet<&ActorId> = relations
        .iter()
        .flat_map(|relation| {
            let speaker = relation.evidence.attributed_to.as_ref();
            [&relation.source, &relation.target].into_iter().chain(speaker)
        })
        .collect();
    found.retain(|found| !found.actor.id.is_generic() || related.contains(&found.actor.id));
    found
}
