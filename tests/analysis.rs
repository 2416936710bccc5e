//! Blocs and balance of networks whose best partitions are published, and promises that hold for
//! every network.

use newsgraph::actor::ActorId;
use newsgraph::analysis::balance::Balance;
use newsgraph::analysis::blocs::{BlocOptions, Blocs};
use newsgraph::analysis::signed::SignedNetwork;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

type Nets = (Vec<String>, Vec<(String, String, f64)>);

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/analysis").join(name);
    let text = std::fs::read_to_string(path).expect(name);
    text.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

/// A matrix below the names of its columns. The two cells of a pair are halved and added, so that a
/// symmetric matrix gives its own values.
fn matrix(name: &str) -> Nets {
    let text = fixture(name);
    let mut lines = text.lines();
    let names: Vec<String> =
        lines.next().expect("names").split_whitespace().map(str::to_owned).collect();
    let mut nets = Vec::new();
    for (row, line) in lines.enumerate() {
        let cells: Vec<f64> =
            line.split_whitespace().map(|cell| cell.parse().expect("a number")).collect();
        assert_eq!(cells.len(), names.len(), "{name}: row {row}");
        for (column, cell) in cells.into_iter().enumerate().filter(|(_, cell)| *cell != 0.0) {
            nets.push((names[row].clone(), names[column].clone(), cell / 2.0));
        }
    }
    (names, nets)
}

fn pairs(name: &str) -> Nets {
    let text = fixture(name);
    let nets: Vec<(String, String, f64)> = text
        .lines()
        .map(|line| {
            let [one, other, net] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{name}: {line}");
            };
            (one.to_owned(), other.to_owned(), net.parse().expect("a number"))
        })
        .collect();
    let names: BTreeSet<String> =
        nets.iter().flat_map(|(one, other, _)| [one.clone(), other.clone()]).collect();
    (names.into_iter().collect(), nets)
}

fn network((names, nets): &Nets) -> SignedNetwork {
    SignedNetwork::from_nets(
        names.iter().map(String::as_str),
        nets.iter().map(|(one, other, net)| (one.as_str(), other.as_str(), *net)),
    )
}

fn found(network: &SignedNetwork) -> Blocs {
    Blocs::of(network, BlocOptions { resamples: 0, seed: 1 })
}

/// The blocs as sets of names.
fn members(blocs: &Blocs) -> BTreeSet<BTreeSet<String>> {
    blocs
        .blocs
        .iter()
        .map(|bloc| bloc.members.iter().map(|member| member.actor.to_string()).collect())
        .collect()
}

fn sets(lines: &[&str]) -> BTreeSet<BTreeSet<String>> {
    lines.iter().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

#[test]
fn the_gahuku_gama_have_three_camps_with_two_ties_contradicted() {
    let network = network(&matrix("gahuku-gama.txt"));
    let blocs = found(&network);
    assert_eq!((blocs.frustration, blocs.exact), (2.0, true));
    let published = sets(&[
        "Gavev Kotun Nagamidzuha Gama",
        "Ove Alika Gahuku Masilakidzuha Ukudzuha Gehamo Asarodzuha",
        "Nagam Notohana Kohikiko Uheto Seuve",
    ]);
    assert_eq!(members(&blocs), published);
    let balance = Balance::of(&network, &blocs, 1);
    assert_eq!((balance.friendly, balance.hostile), (29, 29));
    assert_eq!((balance.frustration_index, balance.exact), (7, true));
    // The share of balanced triads as the R package signnet gives it: 0.8676471.
    assert_eq!(balance.triads.total(), 68);
    assert_eq!(balance.triads.balanced_share(), Some(59.0 / 68.0));
    let across: Vec<(&str, &str)> =
        balance.contradictions.iter().map(|tie| (tie.one.as_str(), tie.other.as_str())).collect();
    assert_eq!(across, [("Masilakidzuha", "Nagam"), ("Masilakidzuha", "Uheto")]);
}

#[test]
fn the_slovene_parties_have_two_camps() {
    let network = network(&matrix("slovene-parties-1994.txt"));
    let blocs = found(&network);
    assert_eq!((blocs.frustration, blocs.exact), (15.0, true));
    assert_eq!(members(&blocs), sets(&["SKD SDSS ZS SLS SPS-SNS", "ZLSD LDS ZS-ESS DS SNS"]));
}

#[test]
fn the_novices_have_three_factions_with_the_published_index() {
    let novices = matrix("sampson-t4.txt");
    let blocs = found(&network(&novices));
    assert!(blocs.exact);
    // Of the two divisions with that index the published one keeps John and Hugh with their faction.
    let loyal = "Peter Bonaventure Berthold Victor Ambrose Romuald Louis";
    let published = sets(&[
        "John Gregory Mark Winfrid Hugh Boniface Albert",
        "Basil Amand Elias Simplicius",
        loyal,
    ]);
    let as_good = sets(&[
        "Gregory Mark Winfrid Boniface Albert",
        "Basil Amand Elias Simplicius John Hugh",
        loyal,
    ]);
    assert!([published, as_good].contains(&members(&blocs)), "{blocs:?}");
    // The published index counts what each of two novices says of the other by itself.
    let camp = |name: &String| blocs.position_of(&ActorId::new(name.as_str()));
    let contradicts =
        |(one, other, net): &&(String, String, f64)| (camp(one) == camp(other)) != (*net > 0.0);
    let index: f64 = novices.1.iter().filter(contradicts).map(|(_, _, net)| net.abs()).sum();
    assert_eq!(index, 10.5);
}

#[test]
fn the_powers_of_1914_are_two_alliances_without_contradiction() {
    let network = network(&pairs("powers-1914.txt"));
    let blocs = found(&network);
    assert_eq!((blocs.frustration, blocs.exact), (0.0, true));
    let alliances = sets(&[
        "Austria-Hungary Germany Ottoman-Empire",
        "France Russia United-Kingdom Japan Belgium Serbia Montenegro",
    ]);
    assert_eq!(members(&blocs), alliances);
    let balance = Balance::of(&network, &blocs, 1);
    assert_eq!((balance.frustration_index, balance.normalised()), (0, Some(1.0)));
    assert!(blocs.blocs.iter().all(|bloc| bloc.stances.iter().all(|stance| stance.net < 0.0)));
}

#[test]
fn a_common_enemy_alone_makes_no_bloc() {
    let nets = [("a", "x", -1.0), ("b", "x", -1.0)];
    let blocs = found(&SignedNetwork::from_nets(["a", "b", "x"], nets));
    assert!(blocs.blocs.is_empty(), "{blocs:?}");
    assert_eq!(blocs.alone, ["a", "b", "x"].map(ActorId::new));
}

/// Two camps of up to 30 actors each, friends within and foes across, with most ties left out; each
/// camp is held together by a chain.
fn two_camps() -> impl Strategy<Value = Nets> {
    (2usize..30, 2usize..30, any::<u64>()).prop_map(|(left, right, seed)| {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut names: Vec<String> = (0..left + right).map(|number| format!("n{number}")).collect();
        rng.shuffle(&mut names);
        let mut nets = Vec::new();
        for one in 0..names.len() {
            for other in one + 1..names.len() {
                let same = (one < left) == (other < left);
                if (same && other == one + 1) || rng.f64() < 0.1 {
                    let net = rng.f64() + 0.1;
                    nets.push((
                        names[one].clone(),
                        names[other].clone(),
                        if same { net } else { -net },
                    ));
                }
            }
        }
        (names, nets)
    })
}

/// Any signed network of up to 12 actors.
fn any_network() -> impl Strategy<Value = Nets> {
    prop::collection::vec((0usize..12, 0usize..12, -9i32..10), 0..40).prop_map(|ties| {
        let names = (0..12).map(|number| format!("n{number}")).collect();
        let name = |number| format!("n{number}");
        let nets = ties
            .into_iter()
            .map(|(one, other, net)| (name(one), name(other), f64::from(net)))
            .collect();
        (names, nets)
    })
}

proptest! {
    #[test]
    fn balanced_networks_are_found_without_frustration(nets in two_camps()) {
        let network = network(&nets);
        let blocs = found(&network);
        prop_assert_eq!(blocs.frustration, 0.0);
        let balance = Balance::of(&network, &blocs, 1);
        prop_assert_eq!((balance.frustration_index, balance.explained), (0, 1.0));
        prop_assert!(balance.contradictions.is_empty());
        prop_assert!(balance.triads.balanced_share().is_none_or(|share| share == 1.0));
    }

    #[test]
    fn the_order_in_which_ties_come_changes_nothing(nets in any_network(), seed in any::<u64>()) {
        let mut rng = fastrand::Rng::with_seed(seed);
        let (mut names, mut ties) = nets.clone();
        rng.shuffle(&mut names);
        rng.shuffle(&mut ties);
        prop_assert_eq!(found(&network(&nets)), found(&network(&(names, ties))));
    }

    #[test]
    fn other_names_change_neither_frustration_nor_balance(nets in any_network(), seed in any::<u64>()) {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut order: Vec<usize> = (0..nets.0.len()).collect();
        rng.shuffle(&mut order);
        let renamed = |name: &String| format!("m{:02}", order[name[1..].parse::<usize>().unwrap()]);
        let other = (
            nets.0.iter().map(renamed).collect(),
            nets.1.iter().map(|(one, other, net)| (renamed(one), renamed(other), *net)).collect(),
        );
        let (before, after) = (network(&nets), network(&other));
        let (blocs, other_blocs) = (found(&before), found(&after));
        prop_assert_eq!(blocs.frustration, other_blocs.frustration);
        let (balance, other_balance) =
            (Balance::of(&before, &blocs, 1), Balance::of(&after, &other_blocs, 1));
        prop_assert_eq!(balance.triads, other_balance.triads);
        prop_assert_eq!(balance.frustration_index, other_balance.frustration_index);
    }
}
