//! Reading a store: its graph, or that of some of its articles, and the list of articles.

use super::{Store, StoreError};
use crate::actor::{Actor, ActorId, ActorKind};
use crate::article::{ArticleId, ArticleInfo};
use crate::confidence::Confidence;
use crate::graph::{ActorNode, KnowledgeGraph};
use crate::language::SentenceIndex;
use crate::relation::{Evidence, Factuality, Quote, Relation, RelationType, SentenceQuote, Side};
use crate::span::ByteSpan;
use jiff::civil::Date;
use rusqlite::{Row, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Which articles are looked at. The default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Only those that are of this day or later, or speak of it.
    pub since: Option<Date>,
    /// Only those that are of this day or earlier, or speak of it.
    pub until: Option<Date>,
    /// Only what these outlets print, in any case of letters; all where it is empty.
    pub sources: BTreeSet<String>,
}

/// An article of a store, as a list shows it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct StoredArticle {
    /// What is known of it, with the outlets that reprinted it.
    #[serde(flatten)]
    pub info: ArticleInfo,
    /// How many statements it makes.
    pub statements: u32,
}

impl Store {
    /// The graph of the articles within `reach`. What other articles call its actors is part of it.
    ///
    /// # Errors
    /// When the store cannot be read, or is damaged.
    pub fn graph(&self, reach: &Reach) -> Result<KnowledgeGraph, StoreError> {
        self.choose(reach)?;
        let mut graph = KnowledgeGraph::new();
        for kind in self.relation_types()? {
            graph.add_relation_type(kind);
        }
        let ids = self.chosen_articles(&mut graph)?;
        for node in self.actors(&ids)? {
            graph.add_actor(node);
        }
        self.add_ties(&ids, &mut graph)?;
        Ok(graph)
    }

    /// The articles within `reach`, by day and in the order in which they were added.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn articles(&self, reach: &Reach) -> Result<Vec<StoredArticle>, StoreError> {
        self.choose(reach)?;
        let mut graph = KnowledgeGraph::new();
        self.chosen_articles(&mut graph)?;
        let mut select = self.connection.prepare(
            "SELECT id, (SELECT COUNT(*) FROM evidence WHERE evidence.article = article.number)
             FROM article JOIN temp.chosen USING (number) ORDER BY date, number",
        )?;
        let mut rows = select.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = ArticleId::new(row.get::<_, String>(0)?);
            if let Some(info) = graph.article(&id) {
                found.push(StoredArticle { info: info.clone(), statements: row.get(1)? });
            }
        }
        Ok(found)
    }

    /// How many articles and statements there are.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn counts(&self) -> Result<(u32, u32), StoreError> {
        let count = "SELECT (SELECT COUNT(*) FROM article), (SELECT COUNT(*) FROM evidence)";
        Ok(self.connection.query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// The relation types that the store knows.
    pub(super) fn relation_types(&self) -> Result<Vec<RelationType>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT name, class, cameo, polarity, symmetric, side FROM relation_type ORDER BY name",
        )?;
        let mut rows = select.query([])?;
        let mut types = Vec::new();
        while let Some(row) = rows.next()? {
            let (side, polarity): (String, f64) = (row.get(5)?, row.get(3)?);
            if !RelationType::POLARITIES.contains(&polarity) {
                let value = polarity.to_string();
                return Err(StoreError::Damaged { what: "a polarity", value });
            }
            types.push(RelationType {
                name: row.get(0)?,
                class: row.get(1)?,
                cameo: row.get(2)?,
                polarity,
                symmetric: row.get(4)?,
                side: named("a side", &side, Side::ALL.into_iter(), Side::as_str)?,
            });
        }
        Ok(types)
    }

    /// Fills `temp.chosen` with the numbers of the articles within `reach`.
    fn choose(&self, reach: &Reach) -> Result<(), StoreError> {
        self.connection.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS chosen (number INTEGER PRIMARY KEY);
             DELETE FROM temp.chosen;",
        )?;
        // Without bounds the condition holds for articles without a date, too.
        let since = reach.since.map(|date| date.to_string());
        let until = reach.until.map(|date| date.to_string());
        self.connection.execute(
            "INSERT INTO temp.chosen SELECT number FROM article
             WHERE (?1 IS NULL OR date >= ?1) AND (?2 IS NULL OR date <= ?2)",
            params![since, until],
        )?;
        if since.is_some() || until.is_some() {
            self.connection.execute(
                "INSERT OR IGNORE INTO temp.chosen SELECT article FROM evidence
                 WHERE date IS NOT NULL AND (?1 IS NULL OR date >= ?1) AND (?2 IS NULL OR date <= ?2)",
                params![since, until],
            )?;
        }
        if !reach.sources.is_empty() {
            self.keep_sources(&reach.sources)?;
        }
        Ok(())
    }

    /// Takes out of `temp.chosen` what none of the outlets prints.
    fn keep_sources(&self, sources: &BTreeSet<String>) -> Result<(), StoreError> {
        let wanted: BTreeSet<String> = sources.iter().map(|name| name.to_lowercase()).collect();
        let mut select = self.connection.prepare(
            "SELECT number, source FROM article JOIN temp.chosen USING (number)
             UNION ALL SELECT article, reprint.source FROM reprint JOIN temp.chosen ON number = article",
        )?;
        let mut rows = select.query([])?;
        let mut kept = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let source: Option<String> = row.get(1)?;
            if source.is_some_and(|source| wanted.contains(&source.to_lowercase())) {
                kept.insert(row.get::<_, i64>(0)?);
            }
        }
        drop(rows);
        self.connection.execute("DELETE FROM temp.chosen", [])?;
        let mut insert = self.connection.prepare("INSERT INTO temp.chosen VALUES (?)")?;
        for number in kept {
            insert.execute([number])?;
        }
        Ok(())
    }

    /// Adds the chosen articles, with their reprints, to a graph; their ids by number.
    fn chosen_articles(
        &self,
        graph: &mut KnowledgeGraph,
    ) -> Result<HashMap<i64, ArticleId>, StoreError> {
        let mut ids = HashMap::new();
        let mut select = self.connection.prepare(
            "SELECT number, id, title, source, date, url, author
             FROM article JOIN temp.chosen USING (number)",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let id = ArticleId::new(row.get::<_, String>(1)?);
            ids.insert(row.get(0)?, id.clone());
            graph.add_article(ArticleInfo {
                id,
                title: row.get(2)?,
                source: row.get(3)?,
                reprints: Vec::new(),
                date: date_at(row, 4)?,
                url: row.get(5)?,
                author: row.get(6)?,
            });
        }
        let mut select = self.connection.prepare(
            "SELECT article, source FROM reprint JOIN temp.chosen ON number = article
             WHERE source <> ''",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(id) = ids.get(&row.get(0)?) {
                graph.add_article(ArticleInfo::reprinted(id.clone(), row.get(1)?));
            }
        }
        Ok(ids)
    }

    /// The actors that chosen articles mention, one node for each thing that articles say of them.
    fn actors(&self, ids: &HashMap<i64, ArticleId>) -> Result<Vec<ActorNode>, StoreError> {
        let mut nodes: BTreeMap<i64, ActorNode> = BTreeMap::new();
        let mut select = self.connection.prepare(
            "SELECT number, id, name, code, country, known, kind, affiliations FROM actor_version",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            nodes.insert(
                row.get(0)?,
                ActorNode {
                    actor: actor_at(row)?,
                    aliases: BTreeSet::new(),
                    mentions: BTreeMap::new(),
                },
            );
        }
        let mut select = self.connection.prepare("SELECT DISTINCT actor, name FROM alias")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(node) = nodes.get_mut(&row.get(0)?) {
                node.aliases.insert(row.get(1)?);
            }
        }
        let mut select = self.connection.prepare(
            "SELECT actor, article, count FROM mention JOIN temp.chosen ON number = article",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if let (Some(node), Some(id)) = (nodes.get_mut(&row.get(0)?), ids.get(&row.get(1)?)) {
                node.mentions.insert(id.clone(), row.get(2)?);
            }
        }
        let mentioned: BTreeSet<ActorId> = nodes
            .values()
            .filter(|node| !node.mentions.is_empty())
            .map(|node| node.actor.id.clone())
            .collect();
        nodes.retain(|_, node| mentioned.contains(&node.actor.id));
        Ok(nodes.into_values().collect())
    }

    fn add_ties(
        &self,
        ids: &HashMap<i64, ArticleId>,
        graph: &mut KnowledgeGraph,
    ) -> Result<(), StoreError> {
        let mut select = self.connection.prepare(
            "SELECT evidence.article, evidence.source, relation, target, date, factuality, attributed_to,
                    confidence, pattern, trigger_text, trigger_start, trigger_end, source_text, source_start,
                    source_end, target_text, target_start, target_end, position, start, end, text
             FROM evidence JOIN temp.chosen ON chosen.number = evidence.article
             JOIN sentence ON sentence.number = evidence.sentence",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let Some(article) = ids.get(&row.get(0)?) else { continue };
            let relation = relation_at(row, article.clone())?;
            let described =
                format!("{} {} {}", relation.source, relation.relation, relation.target);
            if !graph.add_tie(relation) {
                return Err(StoreError::Damaged {
                    what: "a tie of known actors",
                    value: described,
                });
            }
        }
        Ok(())
    }
}

fn relation_at(row: &Row<'_>, article: ArticleId) -> Result<Relation, StoreError> {
    let quote = |text: usize| -> Result<Quote, StoreError> {
        Ok(Quote { text: row.get(text)?, span: span_at(row, text + 1)? })
    };
    let factuality: String = row.get(5)?;
    let evidence = Evidence {
        article,
        sentence: SentenceQuote {
            index: SentenceIndex(row.get(18)?),
            span: span_at(row, 19)?,
            text: row.get(21)?,
        },
        trigger: quote(9)?,
        source: quote(12)?,
        target: quote(15)?,
        date: date_at(row, 4)?,
        factuality: named(
            "a factuality",
            &factuality,
            Factuality::ALL.into_iter(),
            Factuality::as_str,
        )?,
        attributed_to: row.get::<_, Option<String>>(6)?.map(ActorId::new),
        confidence: Confidence::from(row.get::<_, f64>(7)?),
        pattern: row.get(8)?,
    };
    evidence.check_spans()?;
    Ok(Relation {
        source: ActorId::new(row.get::<_, String>(1)?),
        relation: row.get(2)?,
        target: ActorId::new(row.get::<_, String>(3)?),
        evidence,
    })
}

fn actor_at(row: &Row<'_>) -> Result<Actor, StoreError> {
    let (kind, affiliations): (String, String) = (row.get(6)?, row.get(7)?);
    Ok(Actor {
        id: ActorId::new(row.get::<_, String>(1)?),
        name: row.get(2)?,
        kind: named("a kind of actor", &kind, ActorKind::ALL.into_iter(), ActorKind::as_str)?,
        code: row.get(3)?,
        country: row.get(4)?,
        known: row.get(5)?,
        affiliations: serde_json::from_str(&affiliations).map_err(|_| StoreError::Damaged {
            what: "a list of affiliations",
            value: affiliations.clone(),
        })?,
    })
}

fn span_at(row: &Row<'_>, column: usize) -> Result<ByteSpan, StoreError> {
    Ok(ByteSpan::new(row.get(column)?, row.get(column + 1)?))
}

fn date_at(row: &Row<'_>, column: usize) -> Result<Option<Date>, StoreError> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| {
        text.parse().map_err(|_| StoreError::Damaged { what: "a day", value: text.clone() })
    })
    .transpose()
}

/// The value that is written as `text`.
fn named<T: Copy>(
    what: &'static str,
    text: &str,
    mut all: impl Iterator<Item = T>,
    name: fn(T) -> &'static str,
) -> Result<T, StoreError> {
    all.find(|value| name(*value) == text)
        .ok_or_else(|| StoreError::Damaged { what, value: text.to_owned() })
}
