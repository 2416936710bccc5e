//! The sections of the report, one function each.

use super::words::{capitalised, counted, enumerated, percent, signed};
use super::{Block, Chart, ChartRow, Point, Report, Section, SignedPair};
use crate::actor::ActorId;
use crate::analysis::period::{Period, PeriodLength};
use crate::analysis::standing::{Broker, Neighbour};
use crate::analysis::timeline::{PairHistory, Timeline};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Pairs, actors or points that a list shows at most.
const LISTED: usize = 10;

/// Periods that a chart shows at most.
const CHARTED: usize = 60;

/// Every section that has something to say.
pub(super) fn all(report: &Report) -> Vec<Section> {
    [
        in_short(report),
        blocs(report),
        pairs(report),
        balance(report),
        brokers(report),
        report.timeline.as_ref().map_or_else(empty, |timeline| over_time(report, timeline)),
        by_source(report),
        weights(report),
    ]
    .into_iter()
    .filter(|section| !section.blocks.is_empty())
    .collect()
}

fn empty() -> Section {
    section("", Vec::new())
}

fn section(title: &str, blocks: Vec<Block>) -> Section {
    Section { title: title.to_owned(), blocks }
}

fn in_short(report: &Report) -> Section {
    let overview = &report.overview;
    let days = match overview.days {
        Some((first, last)) if first == last => format!(" of {first}"),
        Some((first, last)) => format!(" from {first} to {last}"),
        None => String::new(),
    };
    let mut text = format!(
        "{}{days} name {} with {} between them. Friends: {}; foes: {}.",
        counted(overview.articles, "article"),
        counted(overview.actors, "actor"),
        counted(overview.ties, "tie"),
        counted(report.balance.friendly, "pair"),
        counted(report.balance.hostile, "pair"),
    );
    let strongest = |friendly: bool| {
        report.pairs.iter().find(|pair| (pair.net > 0.0) == friendly).map(|pair| {
            format!("{} and {}", report.in_sentence(&pair.one), report.in_sentence(&pair.other))
        })
    };
    if let Some(pair) = strongest(true) {
        text.push_str(&format!(" The closest friends are {pair}."));
    }
    if let Some(pair) = strongest(false) {
        text.push_str(&format!(" The bitterest foes are {pair}."));
    }
    section("In short", vec![Block::Text(text)])
}

fn blocs(report: &Report) -> Section {
    let found = &report.blocs;
    if found.blocs.is_empty() && found.alone.is_empty() {
        let text = "No pair is said to be for or against each other clearly enough to count.";
        return section("Blocs", vec![Block::Text(text.to_owned())]);
    }
    let certainty = match found.exact {
        true => "No other division is contradicted less.",
        false => "Found by search: a division that is contradicted less may exist.",
    };
    let mut intro = format!(
        "{}; {} of the weight of all ties agree with the division. {certainty}",
        counted(found.blocs.len(), "bloc"),
        percent(report.balance.explained),
    );
    if found.resamples > 0 {
        intro.push_str(&format!(
            " The percentage after a name is how often it stands with most of its bloc when the \
             articles are drawn anew ({} times): low where few articles speak of it.",
            found.resamples
        ));
    }
    let mut points: Vec<Point> = found
        .blocs
        .iter()
        .map(|bloc| Point { text: bloc_in_words(report, bloc), quotations: Vec::new() })
        .collect();
    if !found.alone.is_empty() {
        let names = listed_at_most(report, &found.alone, 2 * LISTED);
        points.push(Point { text: format!("In no bloc: {names}."), quotations: Vec::new() });
    }
    section("Blocs", vec![Block::Text(intro), Block::Points(points)])
}

fn bloc_in_words(report: &Report, bloc: &crate::analysis::blocs::Bloc) -> String {
    let members: Vec<String> = bloc
        .members
        .iter()
        .map(|member| match member.sureness {
            Some(share) => format!("{} ({})", report.name(&member.actor), percent(share)),
            None => report.name(&member.actor).to_owned(),
        })
        .collect();
    let mut text = format!(
        "Bloc {}: {}; ties within {}.",
        bloc.label,
        enumerated(&members),
        signed(bloc.cohesion)
    );
    for stance in bloc.stances.iter().filter(|stance| stance.net.abs() >= 0.005).take(3) {
        let attitude = if stance.net < 0.0 { "Hostile" } else { "Friendly" };
        let label = &report.blocs.blocs[stance.towards].label;
        text.push_str(&format!(" {attitude} to bloc {label} ({}).", signed(stance.net)));
    }
    text
}

/// The first of a list, and how many more there are.
fn listed_at_most(report: &Report, ids: &[ActorId], most: usize) -> String {
    let names = report.listed(ids.iter().take(most));
    match ids.len().saturating_sub(most) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

fn pairs(report: &Report) -> Section {
    let mut blocks = Vec::new();
    for (friendly, title) in [(true, "The closest friends:"), (false, "The bitterest foes:")] {
        let points: Vec<Point> = report
            .pairs
            .iter()
            .filter(|pair| (pair.net > 0.0) == friendly)
            .take(LISTED)
            .map(|pair| pair_in_words(report, pair))
            .collect();
        if !points.is_empty() {
            blocks.push(Block::Text(title.to_owned()));
            blocks.push(Block::Points(points));
        }
    }
    let rows: Vec<Vec<String>> = report
        .standings
        .iter()
        .filter(|standing| !standing.allies.is_empty() || !standing.rivals.is_empty())
        .take(2 * LISTED)
        .map(|standing| {
            vec![
                report.name(&standing.actor).to_owned(),
                report.blocs.bloc_of(&standing.actor).map_or("-", |bloc| &bloc.label).to_owned(),
                neighbours(report, &standing.allies),
                neighbours(report, &standing.rivals),
            ]
        })
        .collect();
    if !rows.is_empty() {
        blocks
            .push(Block::Text("The most central actors, with their friends and foes:".to_owned()));
        blocks.push(Block::Table { head: vec!["Actor", "Bloc", "Allies", "Rivals"], rows });
    }
    section("Allies and rivals", blocks)
}

fn neighbours(report: &Report, neighbours: &[Neighbour]) -> String {
    let names: Vec<String> = neighbours
        .iter()
        .take(3)
        .map(|neighbour| format!("{} {}", report.name(&neighbour.actor), signed(neighbour.net)))
        .collect();
    if names.is_empty() { "-".to_owned() } else { names.join(", ") }
}

fn pair_in_words(report: &Report, pair: &SignedPair) -> Point {
    let text = format!(
        "{} and {}: {} ({}; {} towards {}, {} back).",
        report.in_sentence(&pair.one),
        report.in_sentence(&pair.other),
        signed(pair.net),
        counted(pair.articles, "article"),
        signed(pair.forward.net()),
        report.in_sentence(&pair.other),
        signed(pair.backward.net()),
    );
    report.point(&text, &pair.testimony)
}

fn balance(report: &Report) -> Section {
    let balance = &report.balance;
    let ties = balance.friendly + balance.hostile;
    let Some(normalised) = balance.normalised() else {
        return empty();
    };
    let mut text = match balance.triads.balanced_share() {
        Some(share) => format!(
            "Of {} in which all three are friends or foes of each other, {} are balanced.",
            counted(balance.triads.total(), "triad"),
            percent(share)
        ),
        None => "No three actors are all friends or foes of each other.".to_owned(),
    };
    let at_most = if balance.exact { "" } else { "at most " };
    text.push_str(&format!(
        " The frustration index is {at_most}{}: so many of {} would have to change for two camps to \
         explain all; balance {normalised:.2} of 1.",
        balance.frustration_index,
        counted(ties, "tie"),
    ));
    let testimony = |one: &ActorId, other: &ActorId| {
        let same = |pair: &&SignedPair| pair.one == *one && pair.other == *other;
        report.pairs.iter().find(same).and_then(|pair| pair.testimony.as_ref())
    };
    let mut points: Vec<Point> = balance
        .contradictions
        .iter()
        .take(LISTED)
        .map(|tie| {
            let text = contradiction(report, tie);
            report.point(&text, testimony(&tie.one, &tie.other))
        })
        .collect();
    points.extend(balance.strains.iter().take(5).map(|strain| {
        let text = format!(
            "{} is on good terms with both {} and {}, which are at odds with each other.",
            report.in_sentence(&strain.friend),
            report.in_sentence(&strain.one),
            report.in_sentence(&strain.other)
        );
        report.point(&text, testimony(&strain.one, &strain.other))
    }));
    let mut blocks = vec![Block::Text(text)];
    if !points.is_empty() {
        blocks.push(Block::Text("What speaks against balance most:".to_owned()));
        blocks.push(Block::Points(points));
    }
    section("Balance", blocks)
}

fn contradiction(report: &Report, tie: &crate::analysis::balance::Contradiction) -> String {
    let both = report.listed([&tie.one, &tie.other]);
    let positions = [&tie.one, &tie.other].map(|id| report.blocs.bloc_of(id));
    let place = match positions {
        [Some(one), Some(other)] if one.label == other.label => {
            format!("are on the same side (bloc {})", one.label)
        }
        [Some(one), Some(other)] => {
            format!("are on different sides (blocs {} and {})", one.label, other.label)
        }
        _ => "are on different sides".to_owned(),
    };
    let yet = if tie.net < 0.0 { "at odds" } else { "on good terms" };
    let triads = match tie.unbalanced_triads {
        0 => String::new(),
        count => format!(", which unbalances {}", counted(count, "triad")),
    };
    format!("{both} {place}, yet {yet} ({}){triads}.", signed(tie.net))
}

fn brokers(report: &Report) -> Section {
    let points: Vec<Point> = report
        .brokers
        .iter()
        .take(LISTED)
        .map(|broker| Point { text: broker_in_words(report, broker), quotations: Vec::new() })
        .collect();
    let mut blocks = Vec::new();
    if !points.is_empty() {
        blocks.push(Block::Text("Who talks to both sides:".to_owned()));
        blocks.push(Block::Points(points));
    }
    let mut central: Vec<&crate::analysis::standing::Standing> = report.standings.iter().collect();
    central.sort_by(|left, right| right.betweenness.total_cmp(&left.betweenness));
    let rows: Vec<Vec<String>> = central
        .iter()
        .filter(|standing| standing.betweenness > 0.0)
        .take(LISTED)
        .map(|standing| {
            vec![
                report.name(&standing.actor).to_owned(),
                format!("{:.3}", standing.betweenness),
                format!("{:.3}", standing.page_rank),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let text = "Who links others: the share of shortest ways over contacts that lead over an actor \
                    (betweenness), and how much it is acted towards by those who are (PageRank):";
        blocks.push(Block::Text(text.to_owned()));
        blocks.push(Block::Table { head: vec!["Actor", "Betweenness", "PageRank"], rows });
    }
    if !report.isolated.is_empty() {
        let names = listed_at_most(report, &report.isolated, 2 * LISTED);
        let text = format!("Isolated, with foes but neither friend nor contact: {names}.");
        blocks.push(Block::Text(text));
    }
    section("Brokers and centre", blocks)
}

fn broker_in_words(report: &Report, broker: &Broker) -> String {
    let side = |position: usize| {
        let side = &broker.sides[position];
        let names = report.listed(side.contacts.iter().take(3).map(|(actor, _)| actor));
        let bloc = side.bloc.and_then(|bloc| report.blocs.blocs.get(bloc));
        match bloc {
            Some(bloc) => format!("{names} (bloc {})", bloc.label),
            None => names,
        }
    };
    capitalised(&format!(
        "{} has contact with {} and with {}, which are hostile to each other ({}; at least {} each).",
        report.in_sentence(&broker.actor),
        side(0),
        side(1),
        signed(broker.hostility),
        counted(broker.contacts, "article"),
    ))
}

fn over_time(report: &Report, timeline: &Timeline) -> Section {
    let mut blocks = Vec::new();
    let (chart, earlier) = chart(report, timeline);
    if !chart.rows.is_empty() {
        let mut text =
            "The pairs of which most is said: for above the line, against below.".to_owned();
        if earlier {
            text.push_str(&format!(" Only the last {CHARTED} periods are drawn."));
        }
        blocks.push(Block::Text(text));
        blocks.push(Block::Chart(chart));
    }
    let points: Vec<Point> = timeline
        .turning_points
        .iter()
        .take(LISTED)
        .map(|turn| {
            let became = if turn.net_after > 0.0 { "friends" } else { "foes" };
            let text = format!(
                "{} and {} turned {became} in {} ({}), after {} ({}).",
                report.in_sentence(&turn.one),
                report.in_sentence(&turn.other),
                turn.after,
                signed(turn.net_after),
                turn.before,
                signed(turn.net_before),
            );
            report.point(&text, &turn.testimonies)
        })
        .collect();
    blocks.push(Block::Text(match points.len() {
        0 => "No pair turned from friends to foes or back.".to_owned(),
        _ => "Turning points:".to_owned(),
    }));
    blocks.push(Block::Points(points));
    blocks.extend(bloc_table(report, timeline));
    if timeline.undated > 0 {
        let text =
            format!("Left out for want of a day: {}.", counted(timeline.undated, "statement"));
        blocks.push(Block::Text(text));
    }
    section("Over time", blocks)
}

fn bloc_table(report: &Report, timeline: &Timeline) -> Option<Block> {
    let rows: Vec<Vec<String>> = timeline
        .blocs
        .iter()
        .take(5)
        .flat_map(|bloc| bloc.moments.iter().map(move |moment| (bloc, moment)))
        .map(|(bloc, moment)| {
            let at_odds = match moment.at_odds.is_empty() {
                true => "-".to_owned(),
                false => report.listed(&moment.at_odds),
            };
            let (within, outward) = (signed(moment.within), signed(moment.outward));
            vec![bloc.label.clone(), moment.period.clone(), within, outward, at_odds]
        })
        .collect();
    let head = vec!["Bloc", "Period", "Within", "To others", "At odds with the bloc"];
    (!rows.is_empty()).then_some(Block::Table { head, rows })
}

/// The chart, and whether there are periods before it.
fn chart(report: &Report, timeline: &Timeline) -> (Chart, bool) {
    let starts = timeline.pairs.iter().flat_map(|pair| &pair.moments).map(|moment| moment.start);
    let span = starts.fold(None, |span: Option<(Date, Date)>, day| {
        Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    });
    let Some((first, last)) = span else {
        return (Chart { periods: Vec::new(), rows: Vec::new() }, false);
    };
    let (first, last) = (Period { start: first }, Period { start: last });
    let periods = timeline.by.all(first, last, CHARTED);
    let earlier = periods.first().is_some_and(|period| *period > first);
    let rows =
        timeline.pairs.iter().take(LISTED).map(|pair| chart_row(report, pair, &periods)).collect();
    let names = |by: PeriodLength| periods.iter().map(|period| by.name(*period)).collect();
    (Chart { periods: names(timeline.by), rows }, earlier)
}

fn chart_row(report: &Report, pair: &PairHistory, periods: &[Period]) -> ChartRow {
    let values: BTreeMap<Date, (f64, f64)> = pair
        .moments
        .iter()
        .map(|moment| (moment.start, (moment.in_favour, moment.against)))
        .collect();
    let value = |period: &Period| values.get(&period.start).copied().unwrap_or_default();
    ChartRow {
        label: format!("{} - {}", report.name(&pair.one), report.name(&pair.other)),
        values: periods.iter().map(value).collect(),
    }
}

fn by_source(report: &Report) -> Section {
    let Some(comparisons) = &report.sources else {
        return empty();
    };
    if comparisons.is_empty() {
        let text = "No pair is written of by two outlets or more.".to_owned();
        return section("By source", vec![Block::Text(text)]);
    }
    let points = comparisons
        .iter()
        .take(LISTED)
        .map(|comparison| {
            let tellings: Vec<String> = comparison
                .tellings
                .iter()
                .map(|telling| {
                    let articles = counted(telling.articles, "article");
                    format!("{} {} ({articles})", telling.outlet, signed(telling.net_per_article))
                })
                .collect();
            let both = report.listed([&comparison.one, &comparison.other]);
            let text = format!("{both}: {}.", tellings.join(", "));
            let (first, last) = (comparison.tellings.first(), comparison.tellings.last());
            let ends = first.into_iter().chain(last);
            report.point(&text, ends.filter_map(|telling| telling.testimony.as_ref()))
        })
        .collect();
    let intro = "The same pair as told by different outlets: net for each article that speaks of it, the \
                 most differently told pairs first.";
    section("By source", vec![Block::Text(intro.to_owned()), Block::Points(points)])
}

fn weights(report: &Report) -> Section {
    let text = "A statement is worth the polarity of its relation type times these factors times the \
                confidence of the reading. In each article only the strongest statement for and the \
                strongest against count in each direction of a pair; articles add up.";
    let rows = report
        .weights
        .iter()
        .map(|weight| {
            vec![weight.name.to_owned(), weight.value.to_string(), weight.meaning.to_owned()]
        })
        .collect();
    let mut blocks = vec![
        Block::Text(text.to_owned()),
        Block::Table { head: vec!["Weight", "Value", "Meaning"], rows },
    ];
    blocks.extend(report.left_out.iter().cloned().map(Block::Text));
    section("How this was counted", blocks)
}
