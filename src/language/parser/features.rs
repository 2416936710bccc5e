//! What the parser's two classifiers see of a state.
//!
//! The templates follow Zhang & Nivre (2011), adapted to the arc-hybrid system, with features of
//! case markers for the attachment of prepositional phrases.

use super::state::{Node, State};
use crate::language::hash::{feature, join};

/// Distances in classes: 1 to 4, 5 to 7, 8 to 12, more.
fn distance(from: u32, to: u32) -> u32 {
    match from.abs_diff(to) {
        near @ 0..=4 => near,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// A set of labels as one value.
fn set(labels: u64) -> u32 {
    join(labels as u32, (labels >> 32) as u32)
}

/// The features of the choice of a transition.
#[rustfmt::skip]
pub(crate) fn transition(state: &State, features: &mut Vec<u64>) {
    let (i0, i1, i2) = (state.stack(0), state.stack(1), state.stack(2));
    let j0 = state.buffer(0);
    let (s0, s1, s2) = (state.node(i0), state.node(i1), state.node(i2));
    let (b0, b1, b2) = (state.node(j0), state.node(state.buffer(1)), state.node(state.buffer(2)));
    let b3 = state.node(state.buffer(3));
    let child = |node: u32| state.node(node);
    let (s0l, s0r, s1l, s1r, b0l) =
        (child(s0.left[0]), child(s0.right[0]), child(s1.left[0]), child(s1.right[0]), child(b0.left[0]));
    let (s0l2, s0r2, s1r2, b0l2) =
        (child(s0.left[1]), child(s0.right[1]), child(s1.right[1]), child(b0.left[1]));
    let gap = distance(i0, j0);
    let gap1 = distance(i1, i0);
    let wt = |node: &Node| join(node.word, node.tag);

    let mut template = 1000;
    let mut add = |first, second, third| {
        features.push(feature(template, first, second, third));
        template += 1;
    };
    add(0, 0, 0);
    for node in [s0, s1, b0, b1] {
        add(node.word, 0, 0);
        add(node.tag, 0, 0);
        add(node.word, node.tag, 0);
    }
    add(s2.tag, 0, 0);
    add(s2.word, s2.tag, 0);
    add(b2.tag, 0, 0);
    add(b2.word, b2.tag, 0);
    add(s0.suffix, s0.tag, b0.tag);
    add(b0.suffix, s0.tag, b0.tag);
    // pairs
    add(wt(s0), wt(b0), 0);
    add(wt(s0), b0.tag, 0);
    add(s0.tag, wt(b0), 0);
    add(s0.word, b0.word, 0);
    add(s0.tag, b0.tag, 0);
    add(s0.word, b0.tag, 0);
    add(wt(s1), wt(s0), 0);
    add(wt(s1), s0.tag, 0);
    add(s1.tag, wt(s0), 0);
    add(s1.word, s0.word, 0);
    add(s1.tag, s0.tag, 0);
    add(s1.tag, b0.tag, 0);
    add(s1.word, b0.word, 0);
    add(s1.word, b0.tag, s0.tag);
    add(b0.tag, b1.tag, 0);
    add(b0.word, b1.word, 0);
    add(b0.word, b1.tag, 0);
    add(b0.tag, b1.word, 0);
    add(s0.word, b1.tag, b0.tag);
    // triples
    add(s0.tag, b0.tag, b1.tag);
    add(s1.tag, s0.tag, b0.tag);
    add(s2.tag, s1.tag, s0.tag);
    add(s2.tag, s1.tag, join(s0.tag, b0.tag));
    add(s1.tag, s0.tag, join(b0.tag, b1.tag));
    add(s0.tag, b0.tag, join(b1.tag, b2.tag));
    add(b0.tag, b1.tag, b2.tag);
    add(b1.tag, b2.tag, b3.tag);
    add(s1.word, s0.tag, b0.tag);
    add(s1.tag, s0.word, b0.tag);
    add(s1.tag, s0.tag, b0.word);
    add(s1.word, s0.word, b0.tag);
    // children
    add(s0.tag, s0l.label, s0r.label);
    add(s0.tag, s0l.tag, b0.tag);
    add(s0.tag, s0r.tag, b0.tag);
    add(s0.tag, b0.tag, b0l.tag);
    add(s0.tag, b0.tag, b0l.label);
    add(s0.tag, b0.tag, s0r.label);
    add(s0.tag, b0.tag, s0l.label);
    add(s1.tag, s0.tag, s0l.tag);
    add(s1.tag, s0.tag, s0r.tag);
    add(s1.tag, s0.tag, s1l.label);
    add(s1.tag, s0.tag, s1r.label);
    add(s1.tag, s0.tag, s0l.label);
    add(s1.tag, s0.tag, s0r.label);
    add(s1.tag, s0.tag, s1r.tag);
    add(s0.tag, s0l.label, s0l2.label);
    add(s0.tag, s0r.label, s0r2.label);
    add(s1.tag, s1r.label, join(s1r2.label, s0.tag));
    add(b0.tag, b0l.label, join(b0l2.label, s0.tag));
    add(s0.word, s0l.word, 0);
    add(s0.word, s0r.word, 0);
    add(s0.tag, s0r.word, b0.tag);
    // case markers
    add(s0.word, b0l.word, b0.tag);
    add(s1.word, b0l.word, b0.tag);
    add(s0.tag, b0l.word, b0.word);
    add(s1.word, s0.tag, b0l.word);
    add(s1.tag, s0.word, b0l.word);
    add(s1.tag, s0.tag, join(b0l.word, b0.tag));
    add(s1.word, s0.word, b0l.word);
    add(s1.word, s0l.word, s0.tag);
    add(s1.word, s0l.word, s0.word);
    add(s1.tag, s0l.word, b0.tag);
    add(s2.word, s1.tag, s0l.word);
    add(s2.tag, s1.tag, join(s0l.word, s0.tag));
    // distance, valency, label sets
    add(s0.word, gap, 0);
    add(s0.tag, gap, 0);
    add(b0.word, gap, 0);
    add(b0.tag, gap, 0);
    add(s0.tag, b0.tag, gap);
    add(s0.word, b0.word, gap);
    add(s1.tag, s0.tag, gap1);
    add(s1.word, gap1, s0.tag);
    add(s0.word, s0.valency[0], s0.valency[1]);
    add(s0.tag, s0.valency[0], s0.valency[1]);
    add(b0.tag, b0.valency[0], s0.tag);
    add(b0.word, b0.valency[0], 0);
    add(s1.tag, s1.valency[1], s0.tag);
    add(s1.word, s1.valency[1], s0.tag);
    add(s0.tag, set(s0.labels[0]), b0.tag);
    add(s0.tag, set(s0.labels[1]), b0.tag);
    add(s0.word, set(s0.labels[1]), 0);
    add(s1.tag, set(s1.labels[1]), s0.tag);
    add(s1.tag, set(s1.labels[0]), s0.tag);
    add(s1.word, set(s1.labels[1]), s0.tag);
    add(b0.tag, set(b0.labels[0]), s0.tag);
    add(s0.tag, set(s0.labels[0]), join(set(s0.labels[1]), b0.tag));
    add(s1.universal, s0.universal, join(b0.universal, join(set(s0.labels[0]), set(s0.labels[1]))));
}

/// The features of the choice of a label for the arc from `head` to `dependent`.
#[rustfmt::skip]
pub(crate) fn label(state: &State, head: u32, dependent: u32, features: &mut Vec<u64>) {
    let (h, d) = (state.node(head), state.node(dependent));
    let at = |index: u32, offset: i32| {
        let position = index.checked_add_signed(offset).filter(|&position| position < state.len());
        state.node(position.unwrap_or(state.nothing()))
    };
    let direction = u32::from(head < dependent);
    let gap = distance(head, dependent) << 1 | direction;
    let (first, last) = (state.node(d.left[0]), state.node(d.right[0]));
    let second = state.node(d.left[1]);
    let sibling = state.node(if direction == 1 { h.right[0] } else { h.left[0] });
    let other = state.node(if direction == 1 { h.left[0] } else { h.right[0] });
    let (before, after) = (at(dependent, -1), at(dependent, 1));
    let (head_before, head_after) = (at(head, -1), at(head, 1));
    let ht = join(h.tag, direction);

    let mut template = 2000;
    let mut add = |first, second, third| {
        features.push(feature(template, first, second, third));
        template += 1;
    };
    add(0, direction, 0);
    add(h.word, direction, 0);
    add(ht, 0, 0);
    add(d.word, direction, 0);
    add(d.tag, direction, 0);
    add(d.word, d.tag, ht);
    add(h.word, ht, d.tag);
    add(h.word, d.word, direction);
    add(ht, d.tag, 0);
    add(ht, d.tag, gap);
    add(d.suffix, ht, d.tag);
    add(h.suffix, ht, d.tag);
    add(d.word, ht, 0);
    add(h.universal, d.universal, direction);
    add(ht, d.tag, first.tag);
    add(ht, d.tag, first.word);
    add(ht, d.tag, first.label);
    add(h.word, d.tag, first.word);
    add(h.word, d.word, join(first.word, direction));
    add(d.word, first.word, direction);
    add(d.tag, first.word, second.word);
    add(ht, d.tag, second.tag);
    add(ht, d.tag, last.tag);
    add(ht, d.tag, last.label);
    add(d.tag, set(d.labels[0]), ht);
    add(d.tag, set(d.labels[1]), ht);
    add(d.tag, join(set(d.labels[0]), set(d.labels[1])), ht);
    add(d.word, set(d.labels[0]), direction);
    add(ht, d.tag, sibling.label);
    add(h.word, d.tag, sibling.label);
    add(ht, d.tag, join(sibling.tag, sibling.label));
    add(ht, d.tag, other.label);
    add(ht, d.tag, set(h.labels[0]));
    add(ht, d.tag, set(h.labels[1]));
    add(h.word, set(h.labels[0]), join(d.tag, direction));
    add(h.word, set(h.labels[1]), join(d.tag, direction));
    add(ht, d.tag, before.tag);
    add(ht, d.tag, after.tag);
    add(ht, d.tag, join(before.tag, after.tag));
    add(ht, d.tag, head_before.tag);
    add(ht, d.tag, head_after.tag);
    add(ht, d.tag, join(before.tag, head_after.tag));
    add(ht, d.tag, before.word);
    add(ht, d.tag, after.word);
    add(ht, d.tag, head_before.word);
    add(ht, d.word, before.tag);
    add(gap, d.tag, sibling.label);
    add(h.word, gap, d.tag);
}
