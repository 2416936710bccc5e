//! Lines of web pages that are no part of an article: share buttons, advertisements, links.
//!
//! What counts is data: `lexicon/clutter.toml`.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
struct Clutter {
    lines: HashSet<String>,
    beginnings: Vec<String>,
}

// A broken compiled-in list would fail the test below; without it nothing counts as clutter.
static CLUTTER: LazyLock<Clutter> = LazyLock::new(|| {
    toml::from_str(include_str!("../../lexicon/clutter.toml")).unwrap_or_default()
});

impl Clutter {
    fn holds(&self, line: &str) -> bool {
        if line.chars().count() > 160 {
            return false;
        }
        let line = line.to_lowercase();
        self.lines.contains(line.trim_end_matches(|last: char| !last.is_alphanumeric()))
            || self.beginnings.iter().any(|beginning| line.starts_with(beginning.as_str()))
    }
}

/// The text without lines of clutter, without white space around its lines, and with at most one
/// empty line in a row.
pub fn without_clutter(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !CLUTTER.holds(line)) {
        if line.is_empty() && (clean.is_empty() || clean.ends_with("\n\n")) {
            continue;
        }
        clean.push_str(line);
        clean.push('\n');
    }
    clean.truncate(clean.trim_end().len());
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clutter_goes_and_text_stays() {
        let text =
            "Share\n\nLeaders meet\n\nAdvertisement\n\nThey share a view.\nRead more: elsewhere\n";
        assert_eq!(without_clutter(text), "Leaders meet\n\nThey share a view.");
    }
}
