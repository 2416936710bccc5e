//! From scores of arcs to the best tree: each word's best head where those make a tree, else
//! the maximum spanning tree (Chu & Liu 1965, Edmonds 1967), always with a single root.

/// Scores of arcs: one row a word, one column a possible head; the last column is the root.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArcScores<'scores> {
    pub(crate) words: usize,
    pub(crate) scores: &'scores [f32],
}

/// An arc that must not be.
const NEVER: f32 = -1e30;

impl ArcScores<'_> {
    fn row(&self, word: usize) -> &[f32] {
        let width = self.words + 1;
        &self.scores[word * width..(word + 1) * width]
    }

    /// The head of each word; the number of words stands for the root.
    pub(crate) fn heads(&self, heads: &mut Vec<usize>) {
        heads.clear();
        heads.extend((0..self.words).map(|word| best(self.row(word), word)));
        let root = self.words;
        let single = heads.iter().filter(|&&head| head == root).count() == 1;
        if self.words > 0 && !(single && find_cycle(heads, root).is_none()) {
            *heads = spanning_tree(self.with_one_root(heads));
        }
    }

    /// The scores as a square matrix in which only one word may depend on the root: the one that
    /// loses most by another head.
    fn with_one_root(&self, greedy: &[usize]) -> Square {
        let root = self.words;
        let any_root = greedy.contains(&root);
        let margin = |word: usize| {
            let row = self.row(word);
            row[root] - row[best(&row[..root], word)]
        };
        let candidates = (0..self.words).filter(|&word| !any_root || greedy[word] == root);
        let top = candidates.max_by(|&one, &other| margin(one).total_cmp(&margin(other)));
        let mut square = Square::new(self.words + 1);
        for word in 0..self.words {
            let row = square.row_mut(word);
            row.copy_from_slice(self.row(word));
            row[word] = NEVER;
            if Some(word) == top {
                row[..root].fill(NEVER);
            } else {
                row[root] = NEVER;
            }
        }
        square
    }
}

/// The position of the highest score, the first of equals, but not the word itself.
fn best(row: &[f32], word: usize) -> usize {
    let mut best = usize::from(word == 0 && row.len() > 1);
    for (at, score) in row.iter().enumerate() {
        if at != word && *score > row[best] {
            best = at;
        }
    }
    best
}

/// A square matrix of scores: one row a word, one column a head; the last row is unused.
struct Square {
    size: usize,
    scores: Vec<f32>,
}

impl Square {
    fn new(size: usize) -> Self {
        Self { size, scores: vec![NEVER; size * size] }
    }

    fn row(&self, word: usize) -> &[f32] {
        &self.scores[word * self.size..(word + 1) * self.size]
    }

    fn row_mut(&mut self, word: usize) -> &mut [f32] {
        &mut self.scores[word * self.size..(word + 1) * self.size]
    }
}

/// What became of the nodes when a cycle was made one node.
struct Contraction {
    /// The heads within the cycle, by node; only those of the cycle's nodes count.
    heads: Vec<usize>,
    /// The nodes outside of the cycle in their new order.
    outside: Vec<usize>,
    /// For each of them, and the root: which node of the cycle it would enter as a head.
    entered: Vec<usize>,
    /// For each of them: which node of the cycle would be its head.
    left_from: Vec<usize>,
    cycle: Vec<usize>,
}

/// Chu-Liu/Edmonds without recursion: cycles are contracted until none is left, then opened again
/// in reverse order.
fn spanning_tree(mut square: Square) -> Vec<usize> {
    let mut contractions: Vec<Contraction> = Vec::new();
    let mut heads: Vec<usize> = loop {
        let root = square.size - 1;
        let heads: Vec<usize> = (0..root).map(|word| best(square.row(word), word)).collect();
        let Some(cycle) = find_cycle(&heads, root) else { break heads };
        let (smaller, contraction) = contract(&square, heads, cycle);
        contractions.push(contraction);
        square = smaller;
    };
    while let Some(contraction) = contractions.pop() {
        heads = expand(&heads, contraction);
    }
    heads
}

/// A cycle among the heads, if there is one.
fn find_cycle(heads: &[usize], root: usize) -> Option<Vec<usize>> {
    let mut visit = vec![usize::MAX; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while at != root && visit[at] == usize::MAX {
            visit[at] = start;
            at = heads[at];
        }
        if at != root && visit[at] == start {
            let mut cycle = vec![at];
            let mut next = heads[at];
            while next != at {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

/// Makes the cycle one node: the last before the root.
fn contract(square: &Square, heads: Vec<usize>, cycle: Vec<usize>) -> (Square, Contraction) {
    let root = square.size - 1;
    let mut inside = vec![false; square.size];
    for &node in &cycle {
        inside[node] = true;
    }
    let outside: Vec<usize> = (0..root).filter(|&node| !inside[node]).collect();
    let node = outside.len();
    let mut smaller = Square::new(node + 2);
    let mut entered = Vec::with_capacity(node + 1);
    let mut left_from = Vec::with_capacity(node);
    for (new, &old) in outside.iter().chain([&root]).enumerate() {
        let gain = |word: usize| square.row(word)[old] - square.row(word)[heads[word]];
        let entry = pick(&cycle, gain);
        smaller.row_mut(node)[new + usize::from(old == root)] = gain(entry);
        entered.push(entry);
        if old == root {
            continue;
        }
        let head = pick(&cycle, |head| square.row(old)[head]);
        left_from.push(head);
        let row = smaller.row_mut(new);
        for (slot, &other) in row.iter_mut().zip(&outside) {
            *slot = square.row(old)[other];
        }
        row[node] = square.row(old)[head];
        row[node + 1] = square.row(old)[root];
    }
    (smaller, Contraction { heads, outside, entered, left_from, cycle })
}

/// The member of the cycle with the highest score, the first of equals.
fn pick(cycle: &[usize], score: impl Fn(usize) -> f32) -> usize {
    let mut best = cycle[0];
    for &node in cycle {
        if score(node) > score(best) {
            best = node;
        }
    }
    best
}

/// Opens a cycle again where the tree of the smaller graph enters it.
fn expand(heads: &[usize], contraction: Contraction) -> Vec<usize> {
    let Contraction { heads: mut opened, outside, entered, left_from, cycle } = contraction;
    let (node, root) = (outside.len(), outside.len() + cycle.len());
    let original = |new: usize| outside.get(new).copied().unwrap_or(root);
    for (new, &old) in outside.iter().enumerate() {
        opened[old] = if heads[new] == node { left_from[new] } else { original(heads[new]) };
    }
    let into = heads[node];
    let slot = if into > node { node } else { into };
    opened[entered[slot]] = original(into);
    opened
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(words: usize, scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(word, &head)| scores[word * (words + 1) + head]).sum()
    }

    fn is_tree(heads: &[usize]) -> bool {
        let root = heads.len();
        heads.iter().filter(|&&head| head == root).count() == 1 && find_cycle(heads, root).is_none()
    }

    /// The best tree with the given word as root, by trying all of them.
    fn best_by_trial(words: usize, scores: &[f32], top: usize) -> f32 {
        let choices = (words + 1).pow(words as u32);
        let trees = (0..choices).map(|number| {
            let digits = (0..words).map(|word| number / (words + 1).pow(word as u32) % (words + 1));
            digits.collect::<Vec<usize>>()
        });
        trees
            .filter(|heads| heads[top] == words && is_tree(heads))
            .map(|heads| total(words, scores, &heads))
            .fold(f32::NEG_INFINITY, f32::max)
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_one_with_its_root(
            words in 1_usize..5, numbers in prop::collection::vec(-100_i32..100, 20)
        ) {
            let scores: Vec<f32> =
                numbers.iter().take(words * (words + 1)).map(|&number| number as f32).collect();
            let mut heads = Vec::new();
            ArcScores { words, scores: &scores }.heads(&mut heads);
            prop_assert!(is_tree(&heads), "{heads:?}");
            let top = heads.iter().position(|&head| head == words).unwrap();
            let best = best_by_trial(words, &scores, top);
            prop_assert_eq!(total(words, &scores, &heads), best);
        }

        #[test]
        fn any_scores_give_a_tree(
            words in 1_usize..40, seed in any::<u64>()
        ) {
            let scores: Vec<f32> = (0..words * (words + 1))
                .map(|at| ((seed ^ at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as f32)
                .collect();
            let mut heads = Vec::new();
            ArcScores { words, scores: &scores }.heads(&mut heads);
            prop_assert!(is_tree(&heads), "{heads:?}");
        }
    }
}
