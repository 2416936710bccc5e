//! Writing to a store: articles, reprints, what articles gave, and taking articles out.

use super::{Store, StoreError};
use crate::actor::ActorId;
use crate::article::duplicates::{Candidate, Shelf, Signature};
use crate::article::{Article, ArticleId, ArticleInfo};
use crate::graph::{ActorNode, Extraction, KnowledgeGraph, Tie};
use crate::relation::{Evidence, RelationType, SentenceQuote};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeSet, HashMap};

impl Store {
    /// Begins a transaction, and waits for other writers.
    ///
    /// # Errors
    /// When another program writes for too long.
    pub fn begin(&self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    /// Keeps what was written since [`Store::begin`]. Without it nothing of that is kept.
    ///
    /// # Errors
    /// When the disk is full, for example.
    pub fn commit(&self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    /// Makes relation types known. Of two types with one name the first is kept.
    ///
    /// # Errors
    /// When the store cannot be written to.
    pub fn add_relation_types<'types>(
        &self,
        types: impl Iterator<Item = &'types RelationType>,
    ) -> Result<(), StoreError> {
        let mut insert = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO relation_type (name, class, cameo, side, polarity, symmetric)
             VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        for kind in types {
            let side = kind.side.as_str();
            let RelationType { name, class, cameo, polarity, symmetric, .. } = kind;
            insert.execute(params![name, class, cameo, side, polarity, symmetric])?;
        }
        Ok(())
    }

    /// Adds what an article gave. The article itself must be on the shelf, the relation types known.
    ///
    /// # Errors
    /// When the store cannot be written to.
    pub fn add_extraction(&self, extraction: Extraction) -> Result<(), StoreError> {
        let Some(article) = self.number_of(&extraction.article.id)? else {
            return Ok(());
        };
        // The graph of the one article is in the order, and without the doubles, that graphs have.
        let mut graph = KnowledgeGraph::new();
        for kind in self.relation_types()? {
            graph.add_relation_type(kind);
        }
        graph.add_extraction(extraction);
        for node in graph.actors() {
            self.add_actor(article, node)?;
        }
        let mut sentences = HashMap::new();
        for tie in graph.ties() {
            for evidence in tie.evidence() {
                let sentence = match sentences.get(&evidence.sentence) {
                    Some(number) => *number,
                    None => {
                        let number = self.add_sentence(article, &evidence.sentence)?;
                        sentences.insert(&evidence.sentence, number);
                        number
                    }
                };
                self.add_evidence(article, sentence, &tie, evidence)?;
            }
        }
        Ok(())
    }

    fn number_of(&self, id: &ArticleId) -> Result<Option<i64>, StoreError> {
        let mut select =
            self.connection.prepare_cached("SELECT number FROM article WHERE id = ?")?;
        Ok(select.query_row([id.as_str()], |row| row.get(0)).optional()?)
    }

    fn add_actor(&self, article: i64, node: &ActorNode) -> Result<(), StoreError> {
        let actor = self.actor_version(node)?;
        let count = node.mention_count();
        self.connection
            .prepare_cached("INSERT INTO mention (article, actor, count) VALUES (?, ?, ?)")?
            .execute(params![article, actor, count])?;
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO alias (article, actor, name) VALUES (?, ?, ?)")?;
        for name in &node.aliases {
            insert.execute(params![article, actor, name])?;
        }
        Ok(())
    }

    /// The number of the row that says of the actor what this node says.
    fn actor_version(&self, node: &ActorNode) -> Result<i64, StoreError> {
        let actor = &node.actor;
        let affiliations = serde_json::to_string(&actor.affiliations)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        let (id, kind) = (actor.id.as_str(), actor.kind.as_str());
        let values =
            params![id, actor.name, kind, actor.code, actor.country, actor.known, affiliations];
        let known = self
            .connection
            .prepare_cached(
                "SELECT number FROM actor_version WHERE id = ? AND name = ? AND kind = ? AND code IS ?
                 AND country IS ? AND known = ? AND affiliations = ?",
            )?
            .query_row(values, |row| row.get(0))
            .optional()?;
        if let Some(number) = known {
            return Ok(number);
        }
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO actor_version (id, name, kind, code, country, known, affiliations)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        Ok(insert.insert(values)?)
    }

    fn add_sentence(&self, article: i64, sentence: &SentenceQuote) -> Result<i64, StoreError> {
        let SentenceQuote { index, span, text } = sentence;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO sentence (article, position, start, end, text) VALUES (?, ?, ?, ?, ?)",
        )?;
        Ok(insert.insert(params![article, index.0, span.start, span.end, text])?)
    }

    fn add_evidence(
        &self,
        article: i64,
        sentence: i64,
        tie: &Tie<'_>,
        evidence: &Evidence,
    ) -> Result<(), StoreError> {
        let (source, target, relation) = tie.key();
        let Evidence { trigger, source: doer, target: other, .. } = evidence;
        self.connection
            .prepare_cached(
                "INSERT INTO evidence (article, sentence, source, relation, target, date, factuality,
                 attributed_to, confidence, pattern, trigger_text, trigger_start, trigger_end,
                 source_text, source_start, source_end, target_text, target_start, target_end)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                article,
                sentence,
                source.as_str(),
                relation,
                target.as_str(),
                evidence.date.map(|date| date.to_string()),
                evidence.factuality.as_str(),
                evidence.attributed_to.as_ref().map(ActorId::as_str),
                evidence.confidence.value(),
                evidence.pattern,
                trigger.text,
                trigger.span.start,
                trigger.span.end,
                doer.text,
                doer.span.start,
                doer.span.end,
                other.text,
                other.span.start,
                other.span.end,
            ])?;
        Ok(())
    }

    /// Notes that another printed the text of a known article. Whether that is news.
    ///
    /// # Errors
    /// When the store cannot be written to.
    pub fn add_reprint(
        &self,
        original: &ArticleId,
        reprint: &ArticleInfo,
    ) -> Result<bool, StoreError> {
        let known: Option<(i64, String, Option<String>)> = self
            .connection
            .prepare_cached("SELECT number, id, source FROM article WHERE id = ?")?
            .query_row([original.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((article, id, source)) = known else { return Ok(false) };
        if reprint.id.as_str() == id && (reprint.source.is_none() || reprint.source == source) {
            return Ok(false);
        }
        let added = self
            .connection
            .prepare_cached(
                "INSERT OR IGNORE INTO reprint (article, id, source, title, date, url)
                 VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                article,
                reprint.id.as_str(),
                reprint.source.as_deref().unwrap_or_default(),
                reprint.title,
                reprint.date.map(|date| date.to_string()),
                reprint.url,
            ])?;
        Ok(added > 0)
    }

    /// Takes an article out, with all that it alone says. Whether it was there.
    ///
    /// # Errors
    /// When the store cannot be written to.
    pub fn remove(&self, id: &ArticleId) -> Result<bool, StoreError> {
        let Some(article) = self.number_of(id)? else { return Ok(false) };
        if let Some(signature) = self.signature_of(article)? {
            let mut delete = self
                .connection
                .prepare_cached("DELETE FROM signature_band WHERE band = ? AND article = ?")?;
            for band in signature.bands() {
                delete.execute(params![band.cast_signed(), article])?;
            }
        }
        let actors: Vec<i64> = self
            .connection
            .prepare_cached("SELECT actor FROM mention WHERE article = ?")?
            .query_map([article], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for table in ["signature", "reprint", "mention", "alias", "evidence", "sentence"] {
            self.connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE article = ?"))?
                .execute([article])?;
        }
        let mut delete = self.connection.prepare_cached(
            "DELETE FROM actor_version WHERE number = ?1
             AND NOT EXISTS (SELECT 1 FROM mention WHERE actor = ?1)",
        )?;
        for actor in actors {
            delete.execute([actor])?;
        }
        self.connection
            .prepare_cached("DELETE FROM article WHERE number = ?")?
            .execute([article])?;
        Ok(true)
    }

    fn signature_of(&self, article: i64) -> Result<Option<Signature>, StoreError> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT hashes FROM signature WHERE article = ?")?
            .query_row([article], |row| row.get(0))
            .optional()?;
        Ok(bytes.and_then(|bytes| Signature::from_bytes(&bytes)))
    }
}

impl Shelf for Store {
    type Error = StoreError;

    fn find(&self, id: &ArticleId) -> Result<Option<(String, Option<String>)>, StoreError> {
        let mut select =
            self.connection.prepare_cached("SELECT content, source FROM article WHERE id = ?")?;
        let found = select.query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(found.optional()?)
    }

    fn candidates(&self, signature: &Signature) -> Result<Vec<Candidate>, StoreError> {
        let mut in_band =
            self.connection.prepare_cached("SELECT article FROM signature_band WHERE band = ?")?;
        let mut numbers: BTreeSet<i64> = BTreeSet::new();
        for band in signature.bands() {
            for number in in_band.query_map([band.cast_signed()], |row| row.get(0))? {
                numbers.insert(number?);
            }
        }
        let mut select = self.connection.prepare_cached(
            "SELECT id, date, hashes FROM article JOIN signature ON article = number
             WHERE number = ?",
        )?;
        let mut found = Vec::new();
        for number in numbers {
            let row = select.query_row([number], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, Option<String>>(1)?,
                    row.get::<_, Vec<u8>>(2)?,
                ))
            });
            let Some((id, date, hashes)) = row.optional()? else { continue };
            let Some(signature) = Signature::from_bytes(&hashes) else { continue };
            let date = date.and_then(|date| date.parse().ok());
            found.push(Candidate { id: ArticleId::new(id), date, signature, number });
        }
        Ok(found)
    }

    fn keep(
        &mut self,
        article: &Article,
        content: &str,
        signature: Option<&Signature>,
    ) -> Result<(), StoreError> {
        let Article { info, text } = article;
        let date = info.date.map(|date| date.to_string());
        let number = self
            .connection
            .prepare_cached(
                "INSERT INTO article (id, content, title, source, date, url, author, text)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .insert(params![
                info.id.as_str(),
                content,
                info.title,
                info.source,
                date,
                info.url,
                info.author,
                text
            ])?;
        let Some(signature) = signature else { return Ok(()) };
        self.connection
            .prepare_cached("INSERT INTO signature (article, hashes) VALUES (?, ?)")?
            .execute(params![number, signature.to_bytes()])?;
        let mut insert = self
            .connection
            .prepare_cached("INSERT OR IGNORE INTO signature_band (band, article) VALUES (?, ?)")?;
        for band in signature.bands() {
            insert.execute(params![band.cast_signed(), number])?;
        }
        Ok(())
    }
}
