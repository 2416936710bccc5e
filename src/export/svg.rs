//! SVG drawn by the program alone, for a picture where Graphviz is not at hand.
//!
//! In comes a graph; out comes one picture with a legend: actors as boxes by kind, ties as arrows
//! coloured by side, with sentences as tooltips. Actors without a tie are left out.

use super::appearance::{Line, fill, side_colour, tie_label};
use super::layout::Point;
use super::placed::{Placed, PlacedActors};
use super::text::xml_escaped;
use super::{Diagram, ExportOptions, Exporter, Standing, provenance};
use crate::actor::ActorKind;
use crate::graph::{KnowledgeGraph, Tie};
use crate::relation::Side;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A picture in Scalable Vector Graphics.
pub struct Svg;

/// Free space around the drawing.
const BORDER: f64 = 24.0;
/// Height of the legend below the drawing.
const LEGEND: f64 = 46.0;
/// The narrowest picture: the legend needs it.
const NARROWEST: f64 = 640.0;
/// Distance between the curves of several ties of the same two actors.
const FAN: f64 = 26.0;

impl Exporter for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn about(&self) -> &'static str {
        "picture, drawn without Graphviz"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["svg"]
    }

    fn is_diagram(&self) -> bool {
        true
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        let shown = Diagram::of(graph, options).shown_part(graph);
        output.write_all(Drawing::of(&shown).svg(&shown).as_bytes())
    }
}

/// A graph whose actors have places.
struct Drawing<'graph> {
    actors: Vec<Placed<'graph>>,
    /// For each two actors, the ties between them.
    pairs: BTreeMap<(usize, usize), Vec<Tie<'graph>>>,
}

/// How one of several ties between the same two actors is bent, and where along it its label stands.
#[derive(Clone, Copy)]
struct Curve {
    /// How far it passes beside the straight line.
    offset: f64,
    /// Share of the way at which the label stands; differs from tie to tie, so that labels keep apart.
    label: f64,
}

impl Curve {
    fn of(position: usize, count: usize) -> Self {
        let offset = (position as f64 - (count.max(1) - 1) as f64 / 2.0) * FAN;
        let label = if count < 2 { 0.5 } else { [0.42, 0.58, 0.5][position % 3] };
        Self { offset, label }
    }

    /// The control point of the curve between two points.
    fn bend(self, from: Point, to: Point) -> Point {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = (x * x + y * y).sqrt().max(1.0);
        // A quadratic curve passes half way to its control point.
        Point {
            x: (from.x + to.x) / 2.0 - y / length * self.offset * 2.0,
            y: (from.y + to.y) / 2.0 + x / length * self.offset * 2.0,
        }
    }

    /// Where on the curve the label stands.
    fn label_place(self, start: Point, bend: Point, end: Point) -> Point {
        let (ends, middle) = (self.label * self.label, 2.0 * self.label * (1.0 - self.label));
        let begin = (1.0 - self.label) * (1.0 - self.label);
        Point {
            x: start.x * begin + bend.x * middle + end.x * ends,
            y: start.y * begin + bend.y * middle + end.y * ends,
        }
    }
}

impl<'graph> Drawing<'graph> {
    fn of(graph: &'graph KnowledgeGraph) -> Self {
        let mut placed = PlacedActors::of(graph);
        for actor in &mut placed.actors {
            let Point { x, y } = actor.centre;
            actor.centre = Point { x: x + BORDER, y: y + BORDER };
        }
        let mut pairs: BTreeMap<(usize, usize), Vec<Tie<'_>>> = BTreeMap::new();
        for tie in graph.ties() {
            if let Some((from, to)) = placed.ends(&tie) {
                pairs.entry((from.min(to), from.max(to))).or_default().push(tie);
            }
        }
        Self { actors: placed.actors, pairs }
    }

    fn svg(&self, graph: &KnowledgeGraph) -> String {
        let right = |placed: &Placed<'_>| placed.centre.x + placed.size.width / 2.0;
        let bottom = |placed: &Placed<'_>| placed.centre.y + placed.size.height / 2.0;
        let width = self.actors.iter().map(right).fold(NARROWEST, f64::max) + BORDER;
        let height = self.actors.iter().map(bottom).fold(0.0, f64::max) + BORDER + LEGEND;
        let mut svg = head(width, height);
        for (&(first, second), ties) in &self.pairs {
            for (position, tie) in ties.iter().enumerate() {
                let curve = Curve::of(position, ties.len());
                self.draw_tie(&mut svg, graph, tie, (first, second), curve);
            }
        }
        for placed in &self.actors {
            draw_actor(&mut svg, placed);
        }
        draw_legend(&mut svg, height - LEGEND / 2.0);
        svg.push_str("</svg>\n");
        svg
    }

    /// Draws a tie as a curve between its actors.
    fn draw_tie(
        &self,
        svg: &mut String,
        graph: &KnowledgeGraph,
        tie: &Tie<'_>,
        (first, second): (usize, usize),
        curve: Curve,
    ) {
        let (Some(a), Some(b)) = (self.actors.get(first), self.actors.get(second)) else { return };
        let bend = curve.bend(a.centre, b.centre);
        let (mut start, mut end) = (edge_of_box(a, bend), edge_of_box(b, bend));
        if tie.source.actor.id != a.node.actor.id {
            std::mem::swap(&mut start, &mut end);
        }
        let label = curve.label_place(start, bend, end);
        let side = tie.relation_type.side;
        let tail = if tie.relation_type.symmetric {
            format!(" marker-start=\"url(#{side})\"")
        } else {
            String::new()
        };
        let weight = 1.2 + (tie.evidence().len() as f64).sqrt() * 0.4;
        let _ = writeln!(
            svg,
            "<g class=\"{side}\"><title>{}</title><path class=\"{}\" stroke-width=\"{weight:.1}\" \
             d=\"M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}\" marker-end=\"url(#{side})\"{tail}/>\
             <text x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
            xml_escaped(&tooltip(graph, tie)),
            Line::of(Standing::of(tie)).as_str(),
            start.x,
            start.y,
            bend.x,
            bend.y,
            end.x,
            end.y,
            label.x,
            label.y + 3.0,
            xml_escaped(&tie_label(tie)),
        );
    }
}

/// The style sheet, the arrow heads and the white ground.
fn head(width: f64, height: f64) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"Helvetica, Arial, sans-serif\">\n\
         <style>path{{fill:none}} text{{text-anchor:middle}} .dashed{{stroke-dasharray:7 4}} \
         .dotted{{stroke-dasharray:1.5 4;stroke-linecap:round}} \
         g text{{font-size:10px;paint-order:stroke;stroke:white;stroke-width:3px;stroke-linejoin:round}}"
    );
    for side in Side::ALL {
        let colour = side_colour(side);
        let _ = write!(svg, " .{side} path{{stroke:{colour}}} .{side} text{{fill:{colour}}}");
    }
    svg.push_str("</style>\n<defs>");
    for side in Side::ALL {
        let _ = write!(
            svg,
            "<marker id=\"{side}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" \
             markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\">\
             <path d=\"M0 0L10 5L0 10z\" style=\"fill:{};stroke:none\"/></marker>",
            side_colour(side)
        );
    }
    svg.push_str("</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    svg
}

/// Where the line from the centre of a box towards `to` leaves the box.
fn edge_of_box(placed: &Placed<'_>, to: Point) -> Point {
    let (x, y) = (to.x - placed.centre.x, to.y - placed.centre.y);
    let (half_width, half_height) = (placed.size.width / 2.0 + 2.0, placed.size.height / 2.0 + 2.0);
    let ratio = (x.abs() / half_width).max(y.abs() / half_height).max(0.01);
    Point { x: placed.centre.x + x / ratio, y: placed.centre.y + y / ratio }
}

fn draw_actor(svg: &mut String, placed: &Placed<'_>) {
    let actor = &placed.node.actor;
    let aliases = placed.node.aliases.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let _ = writeln!(
        svg,
        "<a><title>{}</title>{}<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{:.1}\">{}</text></a>",
        xml_escaped(&format!("{} ({}): {aliases}", actor.name, actor.kind)),
        outline(placed),
        placed.centre.x,
        placed.centre.y + placed.font * 0.35,
        placed.font,
        xml_escaped(&actor.name),
    );
}

/// The shape of an actor's kind around its name.
fn outline(placed: &Placed<'_>) -> String {
    let Placed { centre, size, .. } = placed;
    let (left, top) = (centre.x - size.width / 2.0, centre.y - size.height / 2.0);
    let paint = format!("style=\"fill:{};stroke:#555\"", fill(placed.node.actor.kind));
    let rounded = |radius: f64| {
        format!(
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{radius:.1}\" {paint}/>",
            size.width, size.height
        )
    };
    match placed.node.actor.kind {
        ActorKind::State | ActorKind::GovernmentBody => rounded(3.0),
        ActorKind::ArmedGroup => bevelled(placed, size.height * 0.3, size.height * 0.3, &paint),
        ActorKind::Party => bevelled(placed, size.height * 0.35, size.height / 2.0, &paint),
        ActorKind::InternationalOrganisation | ActorKind::Company | ActorKind::Media => {
            rounded(8.0)
        }
        ActorKind::Person | ActorKind::People | ActorKind::Place | ActorKind::Other => {
            rounded(size.height / 2.0)
        }
    }
}

/// A box whose corners are cut: an octagon, or a hexagon where the cut takes half the height.
fn bevelled(placed: &Placed<'_>, along: f64, down: f64, paint: &str) -> String {
    let Placed { centre, size, .. } = placed;
    let (left, right) = (centre.x - size.width / 2.0, centre.x + size.width / 2.0);
    let (top, bottom) = (centre.y - size.height / 2.0, centre.y + size.height / 2.0);
    format!(
        "<path d=\"M{:.1} {top:.1}H{:.1}L{right:.1} {:.1}V{:.1}L{:.1} {bottom:.1}H{:.1}L{left:.1} {:.1}V{:.1}Z\" {paint}/>",
        left + along,
        right - along,
        top + down,
        bottom - down,
        right - along,
        left + along,
        bottom - down,
        top + down,
    )
}

fn draw_legend(svg: &mut String, middle: f64) {
    let mut left = BORDER;
    for side in Side::ALL {
        let _ = writeln!(
            svg,
            "<g class=\"{side}\"><path stroke-width=\"2\" d=\"M{left:.0} {middle:.1}h34\" marker-end=\"url(#{side})\"/>\
             <text x=\"{:.0}\" y=\"{:.1}\" style=\"text-anchor:start\">{side}</text></g>",
            left + 40.0,
            middle + 3.5,
        );
        left += 100.0;
    }
    let _ = writeln!(
        svg,
        "<g><text x=\"{left:.0}\" y=\"{:.1}\" fill=\"#555\" style=\"text-anchor:start\">\
         <tspan x=\"{left:.0}\">solid: fact</tspan><tspan x=\"{left:.0}\" dy=\"12\">dashed: planned</tspan>\
         <tspan x=\"{left:.0}\" dy=\"12\">dotted: claimed, possible, denied, ended</tspan></text></g>",
        middle - 8.0,
    );
}

/// The sentence that shows a tie best, with where it was read.
fn tooltip(graph: &KnowledgeGraph, tie: &Tie<'_>) -> String {
    let heading =
        format!("{} {} {}", tie.source.actor.name, tie.edge.relation, tie.target.actor.name);
    match tie.best_evidence() {
        Some(evidence) => {
            format!("{heading}\n{} ({})", evidence.sentence.text, provenance(graph, evidence))
        }
        None => heading,
    }
}
