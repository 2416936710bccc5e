//! Where the actors of a diagram stand: a force-directed layout for the formats that are drawn
//! without Graphviz.
//!
//! In come the sizes of the nodes and the links between them; out come the centres of the nodes, so
//! that linked ones lie close and no two boxes overlap. The method is that of Fruchterman &
//! Reingold (1991, *Graph drawing by force-directed placement*), with repulsion cut off beyond a
//! distance in large graphs, as they propose. Only additions, products, quotients and square roots
//! are used, which IEEE 754 rounds the same everywhere: the same graph gives the same picture on
//! every machine.

/// A point of the plane; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Rightwards.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// The width and height of a node's box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// That two nodes belong close together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Position of one node.
    pub from: usize,
    /// Position of the other.
    pub to: usize,
    /// How strongly, 1 for one tie.
    pub weight: f64,
}

/// Work bound: pairs of nodes looked at over all rounds.
const PAIR_BUDGET: usize = 120_000_000;
/// The most rounds of moving, enough for a graph of some hundred nodes to settle.
const MOST_ROUNDS: usize = 500;
/// The fewest rounds, however large the graph.
const FEWEST_ROUNDS: usize = 30;
/// Rounds of pushing overlapping boxes apart.
const PUSH_ROUNDS: usize = 300;
/// Free space kept around a box.
const MARGIN: f64 = 12.0;
/// The plane is drawn a little wider than high, as screens and pages are.
const ASPECT: f64 = 1.35;

/// The centres of the nodes, in the order of `sizes`, shifted so that no coordinate is negative.
pub fn layout(sizes: &[Size], links: &[Link]) -> Vec<Point> {
    let mut points = scattered(sizes.len());
    let spacing = spacing(sizes);
    for point in &mut points {
        let side = spacing * (sizes.len() as f64).sqrt();
        *point = Point { x: point.x * side, y: point.y * side };
    }
    settle(&mut points, links, spacing);
    for point in &mut points {
        point.x *= ASPECT;
    }
    push_apart(&mut points, sizes);
    to_origin(&mut points, sizes);
    points
}

/// Distinct points of the unit square, evenly spread: Roberts' R2 sequence.
fn scattered(count: usize) -> Vec<Point> {
    const X_STEP: f64 = 0.754_877_666_246_692_8;
    const Y_STEP: f64 = 0.569_840_290_998_053_2;
    (1..=count)
        .map(|index| Point {
            x: (index as f64 * X_STEP).fract(),
            y: (index as f64 * Y_STEP).fract(),
        })
        .collect()
}

/// The distance that linked nodes aim at: the usual extent of a box and some air.
fn spacing(sizes: &[Size]) -> f64 {
    let total: f64 = sizes.iter().map(|size| size.width + size.height).sum();
    36.0 + total / (2.6 * sizes.len().max(1) as f64)
}

/// Moves the points until they rest, with steps that shrink from round to round.
fn settle(points: &mut [Point], links: &[Link], spacing: f64) {
    let count = points.len();
    if count < 2 {
        return;
    }
    let rounds = (PAIR_BUDGET / (count * count)).clamp(FEWEST_ROUNDS, MOST_ROUNDS);
    let reach = spacing * 6.0;
    let mut forces = vec![Point::default(); count];
    for round in 0..rounds {
        forces.fill(Point::default());
        repel(points, &mut forces, spacing, reach);
        attract(points, links, &mut forces, spacing);
        pull_to_centre(points, &mut forces);
        let step = spacing * 1.5 * (1.0 - round as f64 / rounds as f64) + 0.5;
        for (point, force) in points.iter_mut().zip(&forces) {
            let length = (force.x * force.x + force.y * force.y).sqrt();
            let scale = if length > step { step / length } else { 1.0 };
            point.x += force.x * scale;
            point.y += force.y * scale;
        }
    }
}

/// All nodes drive each other away; beyond `reach` too little to matter. Points are sorted by x, so that
/// only those within reach are looked at.
fn repel(points: &[Point], forces: &mut [Point], spacing: f64, reach: f64) {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&left, &right| points[left].x.total_cmp(&points[right].x));
    for (position, &first) in order.iter().enumerate() {
        for &second in &order[position + 1..] {
            let (x, y) = (points[second].x - points[first].x, points[second].y - points[first].y);
            if x > reach {
                break;
            }
            let squared = (x * x + y * y).max(0.01);
            if squared > reach * reach {
                continue;
            }
            let push = spacing * spacing / squared;
            forces[first].x -= x * push;
            forces[first].y -= y * push;
            forces[second].x += x * push;
            forces[second].y += y * push;
        }
    }
}

/// Linked nodes draw each other near, the more the further they are.
fn attract(points: &[Point], links: &[Link], forces: &mut [Point], spacing: f64) {
    for link in links {
        let (x, y) =
            (points[link.to].x - points[link.from].x, points[link.to].y - points[link.from].y);
        let pull = (x * x + y * y).sqrt() / spacing * link.weight.sqrt();
        forces[link.from].x += x * pull;
        forces[link.from].y += y * pull;
        forces[link.to].x -= x * pull;
        forces[link.to].y -= y * pull;
    }
}

/// A weak pull to the middle keeps parts without links between them on one page.
fn pull_to_centre(points: &[Point], forces: &mut [Point]) {
    let count = points.len() as f64;
    let centre_x = points.iter().map(|point| point.x).sum::<f64>() / count;
    let centre_y = points.iter().map(|point| point.y).sum::<f64>() / count;
    for (point, force) in points.iter().zip(forces) {
        force.x += (centre_x - point.x) * 0.3;
        force.y += (centre_y - point.y) * 0.3;
    }
}

/// Pushes boxes that overlap apart, along the axis on which less is needed.
fn push_apart(points: &mut [Point], sizes: &[Size]) {
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max) + MARGIN;
    for _ in 0..PUSH_ROUNDS {
        let mut order: Vec<usize> = (0..points.len()).collect();
        order.sort_by(|&left, &right| points[left].x.total_cmp(&points[right].x));
        let mut moved = false;
        for position in 0..order.len() {
            let first = order[position];
            for &second in &order[position + 1..] {
                if points[second].x - points[first].x > widest * 2.0 {
                    break;
                }
                moved |= push_pair(points, sizes, first, second);
            }
        }
        if !moved {
            break;
        }
    }
}

/// Pushes two boxes apart if they overlap; says whether it did.
fn push_pair(points: &mut [Point], sizes: &[Size], first: usize, second: usize) -> bool {
    let (x, y) = (points[second].x - points[first].x, points[second].y - points[first].y);
    let over_x = (sizes[first].width + sizes[second].width) / 2.0 + MARGIN - x.abs();
    let over_y = (sizes[first].height + sizes[second].height) / 2.0 + MARGIN - y.abs();
    if over_x <= 0.01 || over_y <= 0.01 {
        return false;
    }
    let towards = |difference: f64| if difference < 0.0 { -0.5 } else { 0.5 };
    if over_x < over_y {
        let shift = over_x * towards(x);
        points[first].x -= shift;
        points[second].x += shift;
    } else {
        let shift = over_y * towards(y);
        points[first].y -= shift;
        points[second].y += shift;
    }
    true
}

/// Shifts all so that every box begins at zero or beyond.
fn to_origin(points: &mut [Point], sizes: &[Size]) {
    let boxes = || points.iter().zip(sizes);
    let left =
        boxes().map(|(point, size)| point.x - size.width / 2.0).fold(f64::INFINITY, f64::min);
    let top =
        boxes().map(|(point, size)| point.y - size.height / 2.0).fold(f64::INFINITY, f64::min);
    for point in points {
        point.x -= left;
        point.y -= top;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ring(count: usize) -> Vec<Link> {
        (0..count).map(|from| Link { from, to: (from + 1) % count, weight: 1.0 }).collect()
    }

    #[test]
    fn linked_nodes_lie_closer_than_others() {
        let sizes = vec![Size { width: 80.0, height: 24.0 }; 40];
        let points = layout(&sizes, &ring(40));
        let distance = |from: usize, to: usize| {
            let (x, y) = (points[to].x - points[from].x, points[to].y - points[from].y);
            (x * x + y * y).sqrt()
        };
        let linked: f64 = (0..40).map(|node| distance(node, (node + 1) % 40)).sum::<f64>() / 40.0;
        let apart: f64 = (0..40).map(|node| distance(node, (node + 20) % 40)).sum::<f64>() / 40.0;
        assert!(linked * 2.0 < apart, "linked {linked}, opposite {apart}");
    }

    proptest! {
        #[test]
        fn no_two_boxes_overlap(
            widths in prop::collection::vec(20.0_f64..200.0, 0..60),
            pairs in prop::collection::vec((0_usize..60, 0_usize..60), 0..80),
        ) {
            let sizes: Vec<Size> =
                widths.iter().map(|&width| Size { width, height: 24.0 }).collect();
            let links: Vec<Link> = pairs
                .into_iter()
                .filter(|&(from, to)| from < sizes.len() && to < sizes.len())
                .map(|(from, to)| Link { from, to, weight: 1.0 })
                .collect();
            let points = layout(&sizes, &links);
            for first in 0..points.len() {
                prop_assert!(points[first].x.is_finite() && points[first].y.is_finite());
                for second in first + 1..points.len() {
                    let x = (points[second].x - points[first].x).abs();
                    let y = (points[second].y - points[first].y).abs();
                    let wide = (sizes[first].width + sizes[second].width) / 2.0;
                    prop_assert!(x >= wide - 0.1 || y >= 24.0 - 0.1);
                }
            }
        }
    }
}
