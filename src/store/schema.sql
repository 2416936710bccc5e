-- The database that `newsgraph add` keeps: articles, who is in them, and what they say.
-- It is made for analysts: open it with sqlite3, R or pandas, and begin with the views `statement`,
-- `tie` and `actor` at the end of this file. Read it while newsgraph writes; do not write to it.
--
-- PRAGMA user_version is the version of this schema. Days are ISO 8601 text (2015-10-27). Positions
-- in texts are offsets in bytes of UTF-8, as in all output of newsgraph: [start, end).

-- One row for each article that counts as evidence, in the order in which they were added.
CREATE TABLE article (
    number  INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,  -- as its source gave it, or a hash of title and text
    content TEXT NOT NULL,         -- hash of title and text
    title   TEXT,
    source  TEXT,                  -- outlet
    date    TEXT,                  -- day of publication
    url     TEXT,
    author  TEXT,
    text    TEXT NOT NULL          -- as cleaned: what all offsets refer to
);
CREATE INDEX article_date ON article (date);
CREATE INDEX article_source ON article (source);

-- Other printings of the same text. They do not count as evidence of their own.
CREATE TABLE reprint (
    article INTEGER NOT NULL REFERENCES article (number),
    id      TEXT NOT NULL,
    source  TEXT NOT NULL,         -- outlet; empty where unknown
    title   TEXT,
    date    TEXT,
    url     TEXT,
    PRIMARY KEY (article, id, source)
) WITHOUT ROWID;

-- What near-duplicates are found by: the MinHash signature of each text, and its bands.
CREATE TABLE signature (
    article INTEGER PRIMARY KEY REFERENCES article (number),
    hashes  BLOB NOT NULL
);
CREATE TABLE signature_band (
    band    INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (number),
    PRIMARY KEY (band, article)
) WITHOUT ROWID;

-- The relation types that the articles were read with.
CREATE TABLE relation_type (
    name      TEXT PRIMARY KEY,
    class     TEXT,                -- PLOVER event class
    cameo     TEXT,                -- CAMEO root code
    side      TEXT NOT NULL,       -- for, talk, against, belongs
    polarity  REAL NOT NULL,       -- from -1 (war) to 1
    symmetric INTEGER NOT NULL     -- 1: holds in both directions, kept in the order of the ids
) WITHOUT ROWID;

-- What articles say an actor is. Articles may differ about one actor: then it has several rows,
-- and the view `actor` says which one counts.
CREATE TABLE actor_version (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL,    -- state:RUS, group:SYR/opposition, person:sergei-lavrov
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    code         TEXT,             -- CAMEO actor code
    country      TEXT,             -- ISO 3166 alpha-3
    known        INTEGER NOT NULL, -- 1: from the lexicon, 0: a name in an article
    affiliations TEXT NOT NULL     -- JSON: [{"kind": ..., "of": ..., "role": ..., "since": ..., "until": ...}]
);
CREATE INDEX actor_version_id ON actor_version (id);

-- How often an article mentions an actor, and by what names.
CREATE TABLE mention (
    article INTEGER NOT NULL REFERENCES article (number),
    actor   INTEGER NOT NULL REFERENCES actor_version (number),
    count   INTEGER NOT NULL,
    PRIMARY KEY (article, actor)
) WITHOUT ROWID;
CREATE INDEX mention_actor ON mention (actor);
CREATE TABLE alias (
    article INTEGER NOT NULL REFERENCES article (number),
    actor   INTEGER NOT NULL REFERENCES actor_version (number),
    name    TEXT NOT NULL,
    PRIMARY KEY (article, actor, name)
) WITHOUT ROWID;

-- The sentences that state something.
CREATE TABLE sentence (
    number   INTEGER PRIMARY KEY,
    article  INTEGER NOT NULL REFERENCES article (number),
    position INTEGER NOT NULL,     -- counted from 0
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    text     TEXT NOT NULL
);
CREATE INDEX sentence_article ON sentence (article);

-- One row for each statement: who does what to whom, as one sentence says it.
CREATE TABLE evidence (
    number        INTEGER PRIMARY KEY,
    article       INTEGER NOT NULL REFERENCES article (number),
    sentence      INTEGER NOT NULL REFERENCES sentence (number),
    source        TEXT NOT NULL,   -- id of the actor that does it
    relation      TEXT NOT NULL REFERENCES relation_type (name),
    target        TEXT NOT NULL,   -- id of the actor to whom
    date          TEXT,            -- day it is about
    factuality    TEXT NOT NULL,   -- asserted, planned, possible, demanded, negated, ended
    attributed_to TEXT,            -- id of the actor who says so; NULL: the article's own voice
    confidence    REAL NOT NULL,   -- 0 to 1
    pattern       TEXT NOT NULL,   -- what found it
    trigger_text  TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end   INTEGER NOT NULL,
    source_text   TEXT NOT NULL,
    source_start  INTEGER NOT NULL,
    source_end    INTEGER NOT NULL,
    target_text   TEXT NOT NULL,
    target_start  INTEGER NOT NULL,
    target_end    INTEGER NOT NULL
);
CREATE INDEX evidence_article ON evidence (article);
CREATE INDEX evidence_source ON evidence (source, target);
CREATE INDEX evidence_target ON evidence (target, source);
CREATE INDEX evidence_date ON evidence (date);

-- The actors, each once: the lexicon beats the articles, the more specific kind the less specific,
-- the longer name the shorter.
CREATE VIEW actor AS
SELECT id, name, kind, code, country, known, affiliations,
       (SELECT SUM(count) FROM mention JOIN actor_version AS version ON version.number = mention.actor
        WHERE version.id = ranked.id) AS mentions
FROM (
    SELECT *, ROW_NUMBER() OVER (
        PARTITION BY id
        ORDER BY known DESC,
                 CASE kind WHEN 'state' THEN 0 WHEN 'government-body' THEN 1 WHEN 'armed-group' THEN 2 WHEN 'party' THEN 3
                           WHEN 'international-organisation' THEN 4 WHEN 'media' THEN 5 WHEN 'company' THEN 6 WHEN 'person' THEN 7
                           WHEN 'people' THEN 8 WHEN 'place' THEN 9 ELSE 10 END,
                 LENGTH(CAST(name AS BLOB)) DESC, name) AS place
    FROM actor_version) AS ranked
WHERE place = 1;

-- Every statement with all that is known of it, readable as it stands.
CREATE VIEW statement AS
SELECT evidence.number, evidence.date, evidence.source, doer.name AS source_name, evidence.relation, evidence.target,
       other.name AS target_name, type.class, type.cameo, type.side, type.polarity, evidence.factuality,
       evidence.attributed_to, evidence.confidence, article.id AS article, article.source AS outlet,
       article.date AS published, article.title, article.url, sentence.text AS sentence, evidence.trigger_text AS trigger,
       evidence.pattern
FROM evidence
JOIN article ON article.number = evidence.article
JOIN sentence ON sentence.number = evidence.sentence
JOIN relation_type AS type ON type.name = evidence.relation
JOIN actor AS doer ON doer.id = evidence.source
JOIN actor AS other ON other.id = evidence.target;

-- The ties of the graph: one row for each relation type between two actors.
CREATE VIEW tie AS
SELECT evidence.source, evidence.relation, evidence.target, type.side, type.polarity, COUNT(*) AS statements,
       COUNT(DISTINCT evidence.article) AS articles, MIN(evidence.date) AS first, MAX(evidence.date) AS last,
       MAX(evidence.confidence) AS confidence
FROM evidence
JOIN relation_type AS type ON type.name = evidence.relation
GROUP BY evidence.source, evidence.relation, evidence.target;
