//! The shape of a page, seen before it is parsed: how many elements it has, and how deep they nest.
//!
//! Parsing HTML as browsers do takes time, and memory, that grow with the number of elements times
//! the depth of their nesting. Real pages are flat; one made to be slow is found out here by a scan
//! that takes time in proportion to its length only.

use std::collections::HashMap;

/// The most elements of a page: real ones have a few thousand.
const MOST_ELEMENTS: usize = 200_000;
/// The most elements that are open at a time.
const MOST_OPEN: usize = 1_000;
/// The most elements that a parser may make of a page: formatting that is not closed is made anew in
/// each paragraph.
const MOST_MADE: usize = 8_000_000;

/// Elements without an end.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
/// Elements that the next of their kind ends.
const IMPLIED: [&str; 14] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "tbody", "thead", "tfoot", "rt",
    "rp",
];
/// Elements whose content is no HTML.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Whether a page has the shape of a real one.
pub fn is_plausible(html: &str) -> bool {
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut deepest, mut elements) = (0_usize, 0_usize, 0_usize);
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (closes, tag) = rest.strip_prefix('/').map_or((false, rest), |tag| (true, tag));
        let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = tag.get(..length.min(20)).unwrap_or_default().to_ascii_lowercase();
        let counts = !VOID.contains(&name.as_str()) && !IMPLIED.contains(&name.as_str());
        if name.is_empty() {
            continue;
        }
        if closes {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
            continue;
        }
        elements += 1;
        if RAW.contains(&name.as_str()) {
            rest = after_end_of(&name, rest);
        } else if counts {
            *open.entry(name).or_default() += 1;
            depth += 1;
            deepest = deepest.max(depth);
        }
        if elements > MOST_ELEMENTS || deepest > MOST_OPEN {
            return false;
        }
    }
    elements.saturating_mul(deepest) <= MOST_MADE
}

/// What follows the end of an element whose content is no HTML.
fn after_end_of<'html>(name: &str, html: &'html str) -> &'html str {
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("</") {
        let found = after.get(..name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return after;
        }
        rest = after;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_pages_are_told_from_those_made_to_be_slow() {
        let paragraphs = "<p>One <b>two</b><br>three<img src=x></p><li>four".repeat(1000);
        let cases = [
            ("a page", format!("<html><body><div>{paragraphs}</div></body></html>"), true),
            ("a script", format!("<script>{}</script><p>x", "if (a<b) {}".repeat(9000)), true),
            ("a comment", format!("<!-- {} --><p>x", "<div>".repeat(9000)), true),
            ("nesting", "<div>".repeat(9000), false),
            ("many elements", "<p>x</p>".repeat(300_000), false),
            ("open formatting", format!("{}{}", "<b>".repeat(900), "<p>x".repeat(90_000)), false),
        ];
        for (name, html, plausible) in cases {
            assert_eq!(is_plausible(&html), plausible, "{name}");
        }
    }
}
