//! What the parts of a diagram look like, the same in every drawn format.
//!
//! In come kinds, sides and ties; out come colours, outlines and lines. Colours are from Okabe &
//! Ito's palette (2008, *Color Universal Design*), which colour-blind readers can tell apart.

use crate::actor::ActorKind;
use crate::graph::Tie;
use crate::relation::{Factuality, Side};

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
    /// The line of a tie.
    pub fn of(tie: &Tie<'_>) -> Self {
        match tie.factuality() {
            Factuality::Asserted if tie.claim_count() < tie.evidence().len() => Self::Solid,
            Factuality::Planned => Self::Dashed,
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
    let claimed = tie.claim_count() == tie.evidence().len();
    match tie.factuality() {
        Factuality::Asserted if claimed => label.push_str(" (claimed)"),
        Factuality::Asserted => {}
        other => label.push_str(&format!(" ({other})")),
    }
    match tie.evidence().len() {
        0 | 1 => {}
        count => label.push_str(&format!(" ×{count}")),
    }
    label
}
