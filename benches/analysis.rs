//! How fast alliances are analysed on a large graph: `cargo bench --bench analysis`.
//!
//! The graph is drawn with a fixed seed: 10,000 actors in 40 camps, 100,000 ties, 20,000 articles over
//! ten years and 50 outlets. Nine ties of ten fit the camps.

use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::date;
use newsgraph::actor::{Actor, ActorId, ActorKind};
use newsgraph::analysis::balance::Balance;
use newsgraph::analysis::blocs::{BlocOptions, Blocs};
use newsgraph::analysis::centrality::{betweenness, page_rank};
use newsgraph::analysis::path::{Over, path};
use newsgraph::analysis::period::PeriodLength;
use newsgraph::analysis::report::{Report, ReportOptions};
use newsgraph::analysis::signed::SignedNetwork;
use newsgraph::analysis::sources::by_source;
use newsgraph::analysis::testimony::Testimonies;
use newsgraph::analysis::timeline::Timeline;
use newsgraph::analysis::weights::Weights;
use newsgraph::article::{ArticleId, ArticleInfo};
use newsgraph::confidence::Confidence;
use newsgraph::graph::{ActorNode, KnowledgeGraph};
use newsgraph::language::SentenceIndex;
use newsgraph::relation::{
    Evidence, Factuality, Quote, Relation, RelationLexicon, RelationType, SentenceQuote, Side,
};
use newsgraph::span::ByteSpan;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const ACTORS: usize = 10_000;
const TIES: usize = 100_000;
const ARTICLES: usize = 20_000;
const CAMPS: usize = 40;

static GRAPH: LazyLock<KnowledgeGraph> = LazyLock::new(graph);
static WEIGHTS: LazyLock<Weights> = LazyLock::new(Weights::default);

fn main() {
    divan::main();
}

fn actor_id(number: usize) -> ActorId {
    ActorId::new(format!("other:actor-{number:05}"))
}

fn graph() -> KnowledgeGraph {
    let mut rng = Rng::with_seed(1);
    let mut graph = KnowledgeGraph::new();
    let lexicon = RelationLexicon::embedded().expect("the compiled-in data is sound");
    let types: Vec<RelationType> = lexicon.types().to_vec();
    types.iter().for_each(|kind| graph.add_relation_type(kind.clone()));
    for number in 0..ARTICLES {
        graph.add_article(article(number, &mut rng));
    }
    for number in 0..ACTORS {
        let id = actor_id(number);
        let actor = Actor {
            name: id.to_string(),
            id,
            kind: ActorKind::Other,
            code: None,
            country: None,
            known: false,
            affiliations: BTreeSet::new(),
        };
        graph.add_actor(ActorNode { actor, aliases: BTreeSet::new(), mentions: BTreeMap::new() });
    }
    while graph.tie_count() < TIES {
        let (source, target) = (rng.usize(..ACTORS), rng.usize(..ACTORS));
        // Ties within a camp are drawn more often than chance would.
        let target = if rng.bool() { (target / CAMPS) * CAMPS + source % CAMPS } else { target };
        let friends = (source % CAMPS == target % CAMPS) == (rng.u8(..10) > 0);
        let wanted = if rng.u8(..5) == 0 {
            Side::Talk
        } else if friends {
            Side::For
        } else {
            Side::Against
        };
        let fitting: Vec<&RelationType> = types.iter().filter(|kind| kind.side == wanted).collect();
        graph.add_tie(Relation {
            source: actor_id(source),
            relation: fitting[rng.usize(..fitting.len())].name.clone(),
            target: actor_id(target % ACTORS),
            evidence: evidence(&mut rng),
        });
    }
    graph
}

fn article(number: usize, rng: &mut Rng) -> ArticleInfo {
    ArticleInfo {
        id: ArticleId::new(format!("article-{number:05}")),
        title: None,
        source: Some(format!("Outlet {}", rng.u8(..50))),
        reprints: Vec::new(),
        date: date(2014, 1, 1).checked_add(rng.i64(0..3650).days()).ok(),
        url: None,
        author: None,
    }
}

fn evidence(rng: &mut Rng) -> Evidence {
    let span = ByteSpan { start: 0, end: 10 };
    let quote = || Quote { text: "somebody".to_owned(), span };
    Evidence {
        article: ArticleId::new(format!("article-{:05}", rng.usize(..ARTICLES))),
        sentence: SentenceQuote {
            index: SentenceIndex(0),
            span,
            text: "A sentence of an ordinary length, with some words that matter and many that do not."
                .to_owned(),
        },
        trigger: quote(),
        source: quote(),
        target: quote(),
        date: None,
        factuality: Factuality::Asserted,
        attributed_to: None,
        confidence: Confidence::from(0.8),
        pattern: "backs/back".to_owned(),
    }
}

fn network() -> SignedNetwork {
    SignedNetwork::new(&GRAPH, &WEIGHTS)
}

#[divan::bench(sample_count = 3)]
fn signed_network(bencher: divan::Bencher<'_, '_>) {
    LazyLock::force(&GRAPH);
    bencher.bench(network);
}

#[divan::bench(sample_count = 3)]
fn blocs_without_bootstrap(bencher: divan::Bencher<'_, '_>) {
    let network = network();
    bencher.bench(|| Blocs::of(&network, BlocOptions { resamples: 0, seed: 1 }));
}

#[divan::bench(sample_count = 3)]
fn blocs(bencher: divan::Bencher<'_, '_>) {
    let network = network();
    bencher.bench(|| Blocs::of(&network, BlocOptions::default()));
}

#[divan::bench(sample_count = 3)]
fn balance(bencher: divan::Bencher<'_, '_>) {
    let network = network();
    let blocs = Blocs::of(&network, BlocOptions { resamples: 0, seed: 1 });
    bencher.bench(|| Balance::of(&network, &blocs, 1));
}

#[divan::bench(sample_count = 3)]
fn centrality(bencher: divan::Bencher<'_, '_>) {
    let network = network();
    bencher.bench(|| (betweenness(&network, 1), page_rank(&GRAPH, &network)));
}

#[divan::bench(sample_count = 3)]
fn timeline_by_week(bencher: divan::Bencher<'_, '_>) {
    let blocs = Blocs::of(&network(), BlocOptions { resamples: 0, seed: 1 });
    let testimonies = Testimonies::of(&GRAPH, &WEIGHTS);
    bencher.bench(|| Timeline::of(&GRAPH, &WEIGHTS, &blocs, &testimonies, PeriodLength::Week));
}

#[divan::bench(sample_count = 3)]
fn sources(bencher: divan::Bencher<'_, '_>) {
    let testimonies = Testimonies::of(&GRAPH, &WEIGHTS);
    bencher.bench(|| by_source(&GRAPH, &WEIGHTS, &testimonies));
}

#[divan::bench(sample_count = 3)]
fn shortest_path(bencher: divan::Bencher<'_, '_>) {
    let network = network();
    let testimonies = Testimonies::of(&GRAPH, &WEIGHTS);
    let (from, to) = (actor_id(0), actor_id(ACTORS - 1));
    bencher.bench(|| path(&network, &testimonies, &from, &to, Over::AllTies));
}

#[divan::bench(sample_count = 1)]
fn whole_report(bencher: divan::Bencher<'_, '_>) {
    LazyLock::force(&GRAPH);
    let options = ReportOptions {
        by: Some(PeriodLength::Month),
        by_source: true,
        ..ReportOptions::default()
    };
    bencher.bench(|| Report::of(&GRAPH, &options));
}
