//! What the parts of a diagram look like, the same in every drawn format.
//!
//! In come kinds, sides and ties; out come colours, outlines and lines. Colours are from Okabe &
//! Ito's palette (2008, *Color Universal Design*), which colour-blind readers can tell apart.

use super::{Arrow, Standing};
use crate::actor::ActorKind;
use crate::graph::{ActorNode, Tie};
use crate::relation::Side;

/// The colour that fills the shape of a kind of actor.
pub const fn fill(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State => "#cfe3f5",
        ActorKind::GovernmentBody => "#e6f0fa",
        ActorKind::ArmedGroup => "#f7d9cc",
        ActorKind::Party => "#fbe6c8",
        ActorKind::InternationalOrganisation => "#d9eadf",
        ActorKind::Media | ActorKind::Company => "#eeeeee",
        ActorKind::Person => "#fffbe0",
        ActorKind::People => "#eee3f3",
        ActorKind::Place => "#f2f2f2",
        ActorKind::Other => "#f7f7f7",
    }
}

/// The colour of a side.
pub const fn side_colour(side: Side) -> &'static str {
    match side {
        Side::For => "#0072b2",
        Side::Talk => "#009e73",
        Side::Against => "#d55e00",
        Side::Belongs => "#888888",
    }
}

/// How the line of a tie is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A fact in an article's own voice.
    Solid,
    /// A plan.
    Dashed,
    /// What is only possible, demanded or claimed, denied or over.
    Dotted,
}

impl Line {
    /// The line of what stands so with the facts.
    pub const fn of(standing: Standing) -> Self {
        match standing {
            Standing::Fact => Self::Solid,
            Standing::Planned => Self::Dashed,
            _ => Self::Dotted,
        }
    }

    /// The name that DOT and CSS share.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Dashed => "dashed",
            Self::Dotted => "dotted",
        }
    }
}

/// Type of a tie, how it stands with the facts, and how many sentences say it.
pub fn tie_label(tie: &Tie<'_>) -> String {
    let mut label = tie.edge.relation.clone();
    match Standing::of(tie) {
        Standing::Fact => {}
        other => label.push_str(&format!(" ({})", other.as_str())),
    }
    match tie.evidence().len() {
        0 | 1 => {}
        count => label.push_str(&format!(" ×{count}")),
    }
    label
}

/// The shape of a kind of actor, by its Graphviz name.
pub const fn shape(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State | ActorKind::GovernmentBody => "box",
        ActorKind::ArmedGroup => "octagon",
        ActorKind::Party => "hexagon",
        ActorKind::InternationalOrganisation => "component",
        ActorKind::Media => "note",
        ActorKind::Company => "tab",
        ActorKind::Person | ActorKind::People | ActorKind::Other => "ellipse",
        ActorKind::Place => "house",
    }
}

/// The size of an actor's label, in points, by how often it is mentioned.
pub fn font_size(node: &ActorNode) -> f64 {
    (10.0 + f64::from(node.mention_count()).ln_1p() * 2.2).min(24.0)
}

/// The width of an arrow, in points, by how many sentences stand behind it.
pub fn width(arrow: &Arrow<'_>) -> f64 {
    (1.0 + (arrow.evidence_count() as f64).ln().max(0.0) * 0.9).min(6.0)
}

/// The red, green and blue of a colour such as `#0072b2`, each as a decimal number.
pub fn rgb(colour: &str) -> [String; 3] {
    let part = |start: usize| {
        let digits = colour.get(start..start + 2).unwrap_or_default();
        u8::from_str_radix(digits, 16).unwrap_or_default().to_string()
    };
    [part(1), part(3), part(5)]
}
