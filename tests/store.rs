//! The store: what is kept, how it is added to and taken from, and what survives a crash.

use newsgraph::article::duplicates::{Seen, Signature, Verdict, judge};
use newsgraph::article::{Article, ArticleInfo, ReadOptions, expand, read};
use newsgraph::graph::{Extraction, KnowledgeGraph};
use newsgraph::pipeline::{Extractor, ExtractorOptions};
use newsgraph::store::{Reach, Store, StoreError};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn extractor() -> Extractor {
    Extractor::new(&ExtractorOptions::default()).expect("the compiled-in data is sound")
}

fn samples() -> Vec<Article> {
    let inputs = expand("samples").expect("the samples are there").inputs;
    inputs.iter().flat_map(|input| read(input, &ReadOptions::default())).flatten().collect()
}

/// The samples, and one of them as another outlet prints it: shortened, with its own lead.
fn articles() -> Vec<Article> {
    let mut articles = samples();
    let mut reprint = articles[0].clone();
    let cut = reprint.text.rfind("\n\n").expect("it has paragraphs");
    reprint.text.truncate(cut);
    reprint.text.insert_str(0, "From our news desk\n\n");
    reprint.info.id = newsgraph::article::ArticleId::new("reprint");
    reprint.info.source = Some("The Other Post".to_owned());
    articles.push(reprint);
    articles
}

fn built_of(articles: &[Article], extractor: &Extractor) -> KnowledgeGraph {
    let mut graph = extractor.empty_graph();
    let mut seen = Seen::default();
    for article in articles {
        let mut article = article.clone();
        let signature = Signature::of(&article.text);
        match judge(&mut seen, &mut article, Some(&signature)) {
            Ok(Verdict::New) => graph.add_extraction(extractor.extract(&article)),
            Ok(Verdict::Known(id) | Verdict::ReprintOf(id)) => graph.add_extraction(Extraction {
                article: ArticleInfo::reprinted(id, article.info.source),
                actors: Vec::new(),
                relations: Vec::new(),
            }),
            Err(never) => match never {},
        }
    }
    graph
}

fn add(store: &mut Store, articles: &[Article], extractor: &Extractor) -> usize {
    store.begin().expect("writable");
    store.add_relation_types(extractor.empty_graph().relation_types()).expect("written");
    let mut new = 0;
    for article in articles {
        let mut article = article.clone();
        let signature = Signature::of(&article.text);
        match judge(store, &mut article, Some(&signature)).expect("readable") {
            Verdict::New => {
                store.add_extraction(extractor.extract(&article)).expect("written");
                new += 1;
            }
            Verdict::Known(id) | Verdict::ReprintOf(id) => {
                store.add_reprint(&id, &article.info).expect("written");
            }
        }
    }
    store.commit().expect("written");
    new
}

#[test]
fn the_graph_of_a_store_is_the_graph_built_of_its_articles() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("news.db");
    let (extractor, articles) = (extractor(), articles());
    let built = built_of(&articles, &extractor);
    assert!(built.tie_count() > 50 && built.articles().any(|info| !info.reprints.is_empty()));
    let mut store = Store::create(&path).expect("made");
    let (first, second) = articles.split_at(5);
    assert_eq!(add(&mut store, first, &extractor), 5);
    assert_eq!(add(&mut store, second, &extractor), articles.len() - 6);
    assert!(store.graph(&Reach::default()).expect("readable") == built);
    assert_eq!(add(&mut store, &articles, &extractor), 0, "adding again adds nothing");
    drop(store);
    let store = Store::open(&path).expect("readable");
    assert!(store.graph(&Reach::default()).expect("readable") == built);
}

#[test]
fn what_is_removed_leaves_nothing_behind() {
    let folder = TempDir::new().expect("a temporary folder");
    let (extractor, articles) = (extractor(), articles());
    let mut store = Store::create(&folder.path().join("news.db")).expect("made");
    add(&mut store, &articles, &extractor);
    store.begin().expect("writable");
    assert!(store.remove(&articles[0].info.id).expect("written"));
    assert!(!store.remove(&articles[0].info.id).expect("written"), "it is gone");
    store.commit().expect("written");
    let rest = &articles[1..articles.len() - 1];
    assert!(store.graph(&Reach::default()).expect("readable") == built_of(rest, &extractor));
    assert_eq!(
        add(&mut store, &articles[articles.len() - 1..], &extractor),
        1,
        "no longer a reprint"
    );
    for article in store.articles(&Reach::default()).expect("readable") {
        store.remove(&article.info.id).expect("written");
    }
    drop(store);
    let connection = rusqlite::Connection::open(folder.path().join("news.db")).expect("readable");
    for table in [
        "article",
        "reprint",
        "signature",
        "signature_band",
        "actor_version",
        "mention",
        "alias",
        "sentence",
        "evidence",
    ] {
        let count: i64 = connection
            .query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0))
            .expect("readable");
        assert_eq!(count, 0, "{table}");
    }
}

#[test]
fn days_and_outlets_choose_articles() {
    let folder = TempDir::new().expect("a temporary folder");
    let (extractor, articles) = (extractor(), articles());
    let mut store = Store::create(&folder.path().join("news.db")).expect("made");
    add(&mut store, &articles, &extractor);
    let reach = |since: &str, until: &str, source: &str| Reach {
        since: since.parse().ok(),
        until: until.parse().ok(),
        sources: Some(source.to_owned()).filter(|source| !source.is_empty()).into_iter().collect(),
    };
    let titles = |reach: &Reach| {
        let found = store.articles(reach).expect("readable");
        let graph = store.graph(reach).expect("readable");
        assert_eq!(found.len(), graph.articles().len());
        found.len()
    };
    assert_eq!(titles(&reach("", "", "the harbour post")), 1);
    assert_eq!(titles(&reach("", "", "The Other Post")), 1, "a reprint counts for its outlet");
    assert_eq!(titles(&reach("", "2011-12-31", "")), 1);
    assert!(titles(&reach("2022-01-01", "2022-12-31", "")) >= 2);
    assert_eq!(titles(&reach("2022-01-01", "", "The Harbour Post")), 0);
}

#[test]
fn analysts_find_every_statement_in_the_views() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("news.db");
    let extractor = extractor();
    let mut store = Store::create(&path).expect("made");
    add(&mut store, &articles(), &extractor);
    let graph = store.graph(&Reach::default()).expect("readable");
    drop(store);
    let connection = rusqlite::Connection::open(&path).expect("readable");
    let count = |query: &str| -> usize {
        let count: i64 = connection.query_row(query, [], |row| row.get(0)).expect(query);
        count as usize
    };
    let statements: usize = graph.ties().map(|tie| tie.evidence().len()).sum();
    assert_eq!(count("SELECT COUNT(*) FROM statement"), statements);
    assert_eq!(count("SELECT COUNT(*) FROM tie"), graph.tie_count());
    assert_eq!(count("SELECT COUNT(*) FROM actor"), graph.actor_count());
    for node in graph.actors() {
        let name: String = connection
            .query_row("SELECT name FROM actor WHERE id = ?", [node.actor.id.as_str()], |row| {
                row.get(0)
            })
            .expect("each actor is there");
        assert_eq!(name, node.actor.name);
    }
    assert_eq!(
        count(
            "SELECT COUNT(*) FROM statement JOIN article ON article.id = statement.article
               WHERE INSTR(article.text, sentence) = 0"
        ),
        0
    );
}

#[test]
fn other_files_are_refused() {
    let folder = TempDir::new().expect("a temporary folder");
    let text = folder.path().join("text.db");
    fs::write(&text, "Russia backs Syria.").expect("written");
    assert!(matches!(Store::create(&text), Err(StoreError::NotAStore)));
    assert_eq!(fs::read_to_string(&text).expect("still there"), "Russia backs Syria.");
    assert!(matches!(Store::open(&folder.path().join("none.db")), Err(StoreError::Missing)));
    let other = folder.path().join("other.db");
    let connection = rusqlite::Connection::open(&other).expect("made");
    connection.execute_batch("CREATE TABLE mine (x); PRAGMA application_id = 7").expect("written");
    drop(connection);
    assert!(matches!(Store::create(&other), Err(StoreError::NotAStore)));
    let newer = folder.path().join("newer.db");
    drop(Store::create(&newer).expect("made"));
    let connection = rusqlite::Connection::open(&newer).expect("opened");
    connection.pragma_update(None, "user_version", 99).expect("written");
    drop(connection);
    assert!(matches!(Store::open(&newer), Err(StoreError::Version(99))));
}

#[test]
fn a_database_is_taken_where_a_graph_is_with_the_same_result() {
    let folder = TempDir::new().expect("a temporary folder");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_newsgraph")).args(arguments).output();
        let output = output.expect("it starts");
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {message}");
        output.stdout
    };
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (graph, database) = (at("graph.json"), at("news.db"));
    run(&["build", "samples", "-q", "-o", &graph]);
    run(&["add", &database, "samples", "-q"]);
    let cases: [&[&str]; 7] = [
        &["export", "GRAPH", "--to", "json"],
        &["export", "GRAPH", "--to", "json", "--since", "2015-10-01", "--until", "2016-12-31"],
        &["export", "GRAPH", "--to", "json", "--source", "the harbour post"],
        &["export", "GRAPH", "--to", "json", "--since", "2022-01-01", "--level", "state"],
        &["explain", "GRAPH", "Russia", "--since", "2022-01-01"],
        &["actors", "GRAPH", "--source", "Andes Wire"],
        &["actors", "GRAPH", "--json"],
    ];
    for arguments in cases {
        let with = |path: &str| -> Vec<u8> {
            let filled: Vec<&str> =
                arguments.iter().map(|word| if *word == "GRAPH" { path } else { word }).collect();
            run(&filled)
        };
        let (of_file, of_database) = (with(&graph), with(&database));
        assert!(!of_file.is_empty(), "{arguments:?}");
        assert!(of_file == of_database, "{arguments:?}");
    }
}

/// Many articles of their own: each draws other sentences of the samples.
fn many_articles(path: &Path, count: usize) {
    let sentences: Vec<String> = samples()
        .iter()
        .flat_map(|article| {
            article.text.split(". ").map(|sentence| format!("{sentence}.")).collect::<Vec<_>>()
        })
        .collect();
    let mut state = 7_u64;
    let mut lines = String::new();
    for number in 0..count {
        let drawn: Vec<&str> = (0..8)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                sentences[(state >> 33) as usize % sentences.len()].as_str()
            })
            .collect();
        let line = serde_json::json!({"id": format!("a{number}"), "text": drawn.join(" ")});
        lines.push_str(&format!("{line}\n"));
    }
    fs::write(path, lines).expect("written");
}

fn spawn_add(database: &Path, articles: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .args(["add", "--keep-duplicates"])
        .args([database, articles])
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts")
}

fn count_of(database: &Path) -> usize {
    Store::open(database)
        .and_then(|store| store.counts())
        .map_or(0, |(articles, _)| articles as usize)
}

/// Waits until the store holds more articles than before, or the program has ended.
fn wait_for_progress(child: &mut Child, database: &Path, before: usize) {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60)
        && count_of(database) <= before
        && child.try_wait().expect("it runs").is_none()
    {
        std::thread::sleep(Duration::from_millis(3));
    }
}

#[test]
fn what_was_committed_survives_a_killed_process_and_nothing_is_half_there() {
    let folder = TempDir::new().expect("a temporary folder");
    let (database, lines) = (folder.path().join("news.db"), folder.path().join("many.jsonl"));
    many_articles(&lines, 700);
    let mut kills = 0;
    loop {
        let before = count_of(&database);
        let mut child = spawn_add(&database, &lines);
        wait_for_progress(&mut child, &database, before);
        // Let it get into the midst of the next batch, at another point each time.
        std::thread::sleep(Duration::from_millis(7 * kills));
        child.kill().expect("killed");
        if child.wait().expect("ended").success() {
            break;
        }
        kills += 1;
        let connection = rusqlite::Connection::open(&database).expect("opened");
        let sound: String =
            connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("readable");
        assert_eq!(sound, "ok");
        let dangling = connection
            .prepare("PRAGMA foreign_key_check")
            .and_then(|mut check| check.exists([]))
            .expect("readable");
        assert!(!dangling);
        assert!(count_of(&database) >= before, "what was committed is there");
        assert!(kills < 100, "each run gets a little further");
    }
    assert!(kills >= 2, "it was killed {kills} times in its midst");
    let at_once = folder.path().join("at-once.db");
    assert!(spawn_add(&at_once, &lines).wait().expect("ended").success());
    let graph = |path: &Path| Store::open(path).and_then(|store| store.graph(&Reach::default()));
    assert!(graph(&database).expect("readable") == graph(&at_once).expect("readable"));
}

#[cfg(unix)]
#[test]
fn an_interrupt_prints_the_summary_and_leaves_the_store_whole() {
    let folder = TempDir::new().expect("a temporary folder");
    let (database, lines) = (folder.path().join("news.db"), folder.path().join("many.jsonl"));
    many_articles(&lines, 3000);
    let mut child = spawn_add(&database, &lines);
    wait_for_progress(&mut child, &database, 0);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.expect("it runs").success());
    let output = child.wait_with_output().expect("it ends");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(130), "{message}");
    let count = count_of(&database);
    assert!(message.contains(&format!("{count} articles read, interrupted")), "{message}");
    assert!(count > 0 && count < 3000, "{count}");
}

/// Waits until a condition holds; whether it did.
#[cfg(unix)]
fn holds_soon(condition: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        if condition() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

#[cfg(unix)]
#[test]
fn files_that_come_into_a_watched_folder_are_added() {
    let folder = TempDir::new().expect("a temporary folder");
    let (database, incoming) = (folder.path().join("news.db"), folder.path().join("incoming"));
    fs::create_dir(&incoming).expect("made");
    fs::write(incoming.join("first.txt"), "Russia backs Syria.").expect("written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .arg("watch")
        .arg(&incoming)
        .arg("--database")
        .arg(&database)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let first = holds_soon(|| count_of(&database) == 1);
    fs::create_dir(incoming.join("below")).expect("made");
    fs::write(incoming.join("below/second.txt"), "Iran criticised Israel.").expect("written");
    fs::write(incoming.join("broken.json"), "{\"text\": ").expect("written");
    let second = holds_soon(|| count_of(&database) == 2);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.expect("it runs").success());
    let status = child.wait().expect("it ends");
    let mut message = String::new();
    let stderr = child.stderr.as_mut().expect("it is piped");
    std::io::Read::read_to_string(stderr, &mut message).expect("read");
    assert!(first && second && status.success(), "{message}");
    assert!(message.contains("broken.json: is not valid JSON"), "{message}");
    assert!(message.contains("holds 2 articles"), "{message}");
}
