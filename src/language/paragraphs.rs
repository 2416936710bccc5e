//! Paragraphs: text in, its paragraphs out, each with its offset.
//!
//! An empty line ends a paragraph, and so does a line break, but for one: in text that is wrapped
//! at a fixed width, as plain files and e-mails often are, a line that is full runs on in the next.
//! What follows a bullet, a number with a full stop or a deeper indent is a paragraph of its own.

/// Text is taken for wrapped when its longest line has this many characters.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=110;

/// A line: where it stands, and its text without the line break.
#[derive(Clone, Copy, Debug)]
struct Line<'text> {
    offset: usize,
    text: &'text str,
}

/// The paragraphs of a text with their offsets; without those that hold nothing but white space.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let width = wrapped_width(text);
    let mut lines = lines(text).peekable();
    std::iter::from_fn(move || {
        let first = lines.find(|line| !line.text.trim().is_empty())?;
        let mut last = first;
        while let Some(next) =
            lines.next_if(|next| width.is_some_and(|width| runs_on(last.text, next.text, width)))
        {
            last = next;
        }
        let end = last.offset + last.text.len();
        Some((first.offset as u32, text.get(first.offset..end).unwrap_or("")))
    })
}

/// The lines of a text, split at line feeds, carriage returns, both together, form feeds and the
/// line and paragraph separators of Unicode.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> + Clone {
    let mut offset = 0;
    let mut after_return = false;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}']).filter_map(
        move |line| {
            let start = offset;
            offset += line.len();
            let second_half = after_return && line == "\n";
            after_return = line.ends_with('\r');
            let text =
                line.trim_end_matches(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}']);
            (!second_half).then_some(Line { offset: start, text })
        },
    )
}

/// The width at which the text is wrapped, if it is: no line is much longer than print, most breaks
/// inside blocks come where the next word would not have fitted, and at least one of them falls
/// inside a sentence. Breaks before the items of a list count for neither.
fn wrapped_width(text: &str) -> Option<usize> {
    let mut width = 0;
    for line in lines(text) {
        // Bytes first: a line of many bytes need not be counted to the end.
        if line.text.len() > 4 * WRAPPED.end() || length(line.text) > *WRAPPED.end() {
            return None;
        }
        width = width.max(length(line.text));
    }
    if !WRAPPED.contains(&width) {
        return None;
    }
    let (mut full, mut short, mut inside) = (0, 0, 0);
    for (line, next) in lines(text).zip(lines(text).skip(1)) {
        let between = line.text.trim().is_empty() || next.text.trim().is_empty();
        if between || opens_item(next.text) {
            continue;
        }
        if is_full(line.text, next.text, width) {
            full += 1;
            inside += usize::from(next.text.trim_start().starts_with(char::is_lowercase));
        } else {
            short += 1;
        }
    }
    (inside > 0 && full > short).then_some(width)
}

/// Whether `next` continues the paragraph of `line`.
fn runs_on(line: &str, next: &str, width: usize) -> bool {
    !next.trim().is_empty()
        && is_full(line, next, width)
        && !opens_item(next)
        && indent(next) <= indent(line).max(1)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or("");
    length(line.trim_end()) + 1 + length(word) > width
}

/// Whether a line begins with a bullet or a number in a list.
fn opens_item(line: &str) -> bool {
    let Some(word) = line.split_whitespace().next() else { return false };
    let number = word.trim_end_matches(['.', ')']);
    matches!(word, "-" | "*" | "•" | "·" | "–" | "—" | "o" | "+")
        || number.len() < word.len()
            && number.len() <= 2
            && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).map(|(_, paragraph)| paragraph).collect()
    }

    #[test]
    fn every_line_is_a_paragraph_in_text_that_is_not_wrapped() {
        assert_eq!(
            split("Talks end\nBy A. B.\r\n\r\nThe talks ended.\u{2029}Nobody won."),
            ["Talks end", "By A. B.", "The talks ended.", "Nobody won."]
        );
    }

    #[test]
    fn full_lines_of_wrapped_text_run_on() {
        let text = "Two sides sign a truce after a year of war\nBy A. Writer\n\n\
            The two sides signed a truce on Monday after more than a year of\n\
            war, and the army withdrew from the border.\n\
            Nobody was hurt, said a spokesman of the observers, who have been\n\
            there since March. They listed:\n\
            - two tanks that had been left behind by the army on the road to\n\
            the border,\n- one lorry.";
        let found = split(text);
        assert_eq!(found.len(), 6, "{found:#?}");
        assert!(found[2].ends_with("the border."));
        assert!(found[3].ends_with("They listed:"));
        assert!(found[4].ends_with("the border,"));
    }

    #[test]
    fn a_list_of_headlines_is_not_wrapped() {
        let text = "Russia and Turkey agree on a truce in the north of Syria\n\
            Opposition rejects the terms of the plan from Geneva\nIran hails the deal";
        assert_eq!(split(text).len(), 3);
    }
}
