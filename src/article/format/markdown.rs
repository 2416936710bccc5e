//! Markdown, with or without front matter.

use super::{Document, Format, Found, information};
use crate::article::error::ReadErrorReason;
use crate::article::{Article, clutter, metadata};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Markdown.
pub struct Markdown;

impl Format for Markdown {
    fn endings(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn recognises(&self, text: &str) -> bool {
        front_matter(text).is_some()
    }

    fn articles(&self, document: &Document<'_>) -> Vec<Found> {
        let text = document.text;
        let (fields, body) = front_matter(text).unwrap_or_default();
        let body = if fields.is_empty() { text } else { body };
        let cleaned = clutter::clean(&plain_text(body));
        if cleaned.text.is_empty() {
            return vec![Err(ReadErrorReason::Empty)];
        }
        let field = |name: &str| {
            fields
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.clone())
        };
        let mut info = information(field("title"), &cleaned.text);
        info.source = field("source");
        info.author = field("author");
        info.url = field("url");
        info.date = field("date").and_then(|date| metadata::date(&date));
        if info.title.is_none() && body.trim_start().starts_with('#') {
            info.title = cleaned.text.lines().next().map(str::to_owned);
        }
        vec![Ok(Article { info: cleaned.complete(info), text: cleaned.text })]
    }
}

type Fields = Vec<(String, String)>;

/// The `key: value` lines between two lines of `---`, and the text after them.
fn front_matter(text: &str) -> Option<(Fields, &str)> {
    let (head, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    let fields: Fields = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| {
            (key.trim().to_owned(), value.trim().trim_matches(['"', '\'']).to_owned())
        })
        .filter(|(_, value)| !value.is_empty())
        .collect();
    (!fields.is_empty()).then_some((fields, body))
}

/// The text without its marks: a line for each paragraph, heading and item.
fn plain_text(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut code = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Text(words) if !code => text.push_str(&words),
            Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => text.push_str("\n\n"),
            Event::End(TagEnd::Item | TagEnd::TableRow) => text.push('\n'),
            _ => {}
        }
    }
    text
}
