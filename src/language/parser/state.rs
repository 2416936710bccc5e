//! The state of a parse: stack, buffer and the tree built so far.

use crate::language::hash::NOTHING;
use crate::language::lexical::Lexical;
use crate::language::tagger::TagPair;
use crate::language::tags::DependencyLabel;

/// A step of the arc-hybrid system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transition {
    /// Moves the first of the buffer onto the stack.
    Shift,
    /// The first of the buffer becomes the head of the stack's top.
    Left,
    /// The second of the stack becomes the head of its top.
    Right,
}

impl Transition {
    /// Every transition, in the order of their classes.
    pub(crate) const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// A word in the state: what features need to know, in one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Lower-case form.
    pub(crate) word: u32,
    /// Penn and universal tag as one number.
    pub(crate) tag: u32,
    /// The universal tag alone.
    pub(crate) universal: u32,
    /// The last three letters.
    pub(crate) suffix: u32,
    /// The head; [`State::nothing`] while unknown.
    pub(crate) head: u32,
    /// The label of the arc from the head.
    pub(crate) label: u32,
    /// The outermost and the second outermost left dependents.
    pub(crate) left: [u32; 2],
    /// The outermost and the second outermost right dependents.
    pub(crate) right: [u32; 2],
    /// How many dependents there are on the left and on the right.
    pub(crate) valency: [u32; 2],
    /// The sets of labels on the left and on the right.
    pub(crate) labels: [u64; 2],
}

/// Stack, buffer and partial tree of one sentence of `n` words. Node `n` is the artificial root,
/// node `n + 1` stands for nothing at all.
#[derive(Debug, Default)]
pub(crate) struct State {
    nodes: Vec<Node>,
    stack: Vec<u32>,
    next: u32,
    words: u32,
}

impl State {
    /// Begins a sentence.
    pub(crate) fn start(&mut self, words: &[Lexical], tags: &[TagPair]) {
        self.words = words.len() as u32;
        self.next = 0;
        self.stack.clear();
        self.nodes.clear();
        let nothing = self.nothing();
        let blank = Node {
            word: NOTHING,
            tag: NOTHING,
            universal: NOTHING,
            suffix: NOTHING,
            head: nothing,
            label: NOTHING,
            left: [nothing; 2],
            right: [nothing; 2],
            valency: [0; 2],
            labels: [0; 2],
        };
        self.nodes.extend(words.iter().zip(tags).map(|(word, &(penn, universal))| Node {
            word: word.lower,
            tag: (penn.index() as u32) << 8 | universal as u32,
            universal: universal as u32,
            suffix: word.suffixes[2],
            ..blank
        }));
        self.nodes.resize(words.len(), blank);
        self.nodes.push(Node { word: 1, tag: 1 << 16, universal: 1 << 16, ..blank });
        self.nodes.push(blank);
    }

    /// The number of words.
    pub(crate) const fn len(&self) -> u32 {
        self.words
    }

    /// The node that stands for nothing.
    pub(crate) const fn nothing(&self) -> u32 {
        self.words + 1
    }

    /// Whether `node` is the artificial root.
    pub(crate) const fn is_root(&self, node: u32) -> bool {
        node == self.words
    }

    #[inline]
    pub(crate) fn node(&self, index: u32) -> &Node {
        &self.nodes[index as usize]
    }

    /// The word `depth` below the top of the stack.
    #[inline]
    pub(crate) fn stack(&self, depth: usize) -> u32 {
        let at = self.stack.len().checked_sub(depth + 1);
        at.map_or(self.nothing(), |at| self.stack[at])
    }

    /// The stack from bottom to top.
    #[cfg(feature = "training")]
    pub(crate) fn stacked(&self) -> &[u32] {
        &self.stack
    }

    /// The word `ahead` behind the first of the buffer.
    #[inline]
    pub(crate) fn buffer(&self, ahead: u32) -> u32 {
        (self.next + ahead).min(self.nothing())
    }

    /// Whether every word has its head.
    pub(crate) fn is_finished(&self) -> bool {
        self.next == self.words && self.stack.is_empty()
    }

    /// Whether the transition leads on to a tree with one root.
    pub(crate) fn allows(&self, transition: Transition) -> bool {
        match transition {
            Transition::Shift => self.next < self.words,
            Transition::Left => match self.stack.len() {
                0 => false,
                1 => true,
                _ => self.next < self.words,
            },
            Transition::Right => self.stack.len() > 1,
        }
    }

    /// The arc (head, dependent) that the transition makes.
    pub(crate) fn arc(&self, transition: Transition) -> Option<(u32, u32)> {
        match transition {
            Transition::Shift => None,
            Transition::Left => Some((self.buffer(0), self.stack(0))),
            Transition::Right => Some((self.stack(1), self.stack(0))),
        }
    }

    /// Records an arc.
    pub(crate) fn attach(&mut self, head: u32, dependent: u32, label: DependencyLabel) {
        let node = &mut self.nodes[dependent as usize];
        node.head = head;
        node.label = label.index() as u32;
        let node = &mut self.nodes[head as usize];
        let side = usize::from(dependent > head);
        node.valency[side] += 1;
        node.labels[side] |= 1 << label.index();
        let children = if side == 0 { &mut node.left } else { &mut node.right };
        *children = [dependent, children[0]];
    }

    /// Moves the stack and the buffer.
    pub(crate) fn apply(&mut self, transition: Transition) {
        match transition {
            Transition::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Transition::Left | Transition::Right => {
                self.stack.pop();
            }
        }
    }
}
