//! Web pages: the main text, and what the page says of itself in JSON-LD, Open Graph and other
//! `meta` elements, and `time`.

use super::{Document, Format, Found, information, shape};
use crate::article::error::ReadErrorReason;
use crate::article::{Article, ArticleInfo, clutter, metadata};
use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;
use std::collections::HashMap;

/// HTML.
pub struct Html;

/// The deepest nesting of elements that is read: browsers stop about there, and so must whatever
/// works through a page by recursion.
const DEEPEST: usize = 500;
/// A main text shorter than this, in bytes, is doubted.
const SHORT: usize = 250;

impl Format for Html {
    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, text: &str) -> bool {
        let start = text.trim_start();
        let start = start.get(..start.floor_char_boundary(2000)).unwrap_or(start).to_lowercase();
        start.starts_with('<')
            && ["<!doctype html", "<html", "<head", "<body", "<article", "<title"]
                .iter()
                .any(|mark| start.contains(mark))
    }

    fn articles(&self, document: &Document<'_>) -> Vec<Found> {
        vec![article(document)]
    }
}

fn article(document: &Document<'_>) -> Found {
    if !shape::is_plausible(document.text) {
        return Err(ReadErrorReason::NoMainText);
    }
    let page = dom_query::Document::from(document.text);
    if is_too_deep(&page) {
        return Err(ReadErrorReason::NoMainText);
    }
    let said = Said::by(&page);
    for selector in &clutter::pages().selectors {
        page.select(selector).remove();
    }
    let heading = first_text(&page, "h1");
    let main = main_text(page, said.body.as_deref());
    let title = said.title.or(heading).filter(|title| !title.is_empty());
    let mut text = main.filter(|text| !text.is_empty()).ok_or(ReadErrorReason::NoMainText)?;
    if let Some(title) = &title
        && !text.trim_start().starts_with(title.as_str())
    {
        text = format!("{title}\n\n{text}");
    }
    let cleaned = clutter::clean(&text);
    let info = ArticleInfo {
        source: said.source,
        date: said.date,
        url: said.url.or_else(|| document.url.map(str::to_owned)),
        author: said.author,
        ..information(title, &cleaned.text)
    };
    Ok(Article { info: cleaned.complete(info), text: cleaned.text })
}

fn is_too_deep(page: &dom_query::Document) -> bool {
    let mut nodes = vec![(page.root(), 0)];
    while let Some((node, depth)) = nodes.pop() {
        if depth > DEEPEST {
            return true;
        }
        nodes.extend(node.children().into_iter().map(|child| (child, depth + 1)));
    }
    false
}

/// The main text: what reads like an article, or what the page itself calls its body.
fn main_text(page: dom_query::Document, body: Option<&str>) -> Option<String> {
    let paragraphs: Vec<String> = page
        .select("p")
        .iter()
        .map(|paragraph| one_line(&paragraph.text()))
        .filter(|text| text.len() > 40)
        .collect();
    let config =
        Config { disable_json_ld: true, text_mode: TextMode::Formatted, ..Config::default() };
    let readable = Readability::with_document(page, None, Some(config))
        .ok()
        .and_then(|mut readability| readability.parse().ok())
        .map(|found| found.text_content.trim().to_owned())
        .unwrap_or_default();
    let body = body.map(without_marks).unwrap_or_default();
    if readable.len() >= SHORT && readable.len() * 2 >= body.len() {
        return Some(readable);
    }
    let candidates = [readable, body, paragraphs.join("\n\n")];
    candidates.into_iter().max_by_key(String::len)
}

/// What a page says of itself.
#[derive(Default)]
struct Said {
    title: Option<String>,
    date: Option<jiff::civil::Date>,
    source: Option<String>,
    author: Option<String>,
    url: Option<String>,
    body: Option<String>,
}

impl Said {
    fn by(page: &dom_query::Document) -> Self {
        let linked = linked_data(page);
        let metas = metas(page);
        let names = clutter::pages();
        let meta =
            |names: &[String]| names.iter().find_map(|name| metas.get(name.as_str()).cloned());
        let data = |names: &[&str]| {
            let article = linked.as_ref()?;
            names.iter().find_map(|name| name_in(article.get(*name)?))
        };
        let time = page.select("time[datetime]").iter().find_map(|time| time.attr("datetime"));
        let canonical = page.select("link[rel=canonical]").attr("href");
        let day = |text: String| metadata::date(&text);
        Self {
            title: data(&["headline", "name"])
                .or_else(|| meta(&names.title))
                .or_else(|| first_text(page, "title"))
                .map(|title| one_line(&without_marks(&title))),
            date: data(&["datePublished", "dateCreated", "dateModified"])
                .and_then(day)
                .or_else(|| names.date.iter().find_map(|name| metadata::date(metas.get(name)?)))
                .or_else(|| time.and_then(|time| metadata::date(&time))),
            source: data(&["publisher", "sourceOrganization"]).or_else(|| meta(&names.source)),
            author: data(&["author", "creator"])
                .or_else(|| meta(&names.author))
                .filter(|author| !author.starts_with("http")),
            url: canonical
                .map(|url| url.to_string())
                .or_else(|| meta(&names.url))
                .or_else(|| data(&["url"]))
                .filter(|url| url.starts_with("http")),
            body: data(&["articleBody"]),
        }
    }
}

/// The `meta` elements by name, in lower case; of two the first counts.
fn metas(page: &dom_query::Document) -> HashMap<String, String> {
    let mut metas = HashMap::new();
    for meta in page.select("meta[content]").iter() {
        let Some(content) = meta.attr("content").filter(|content| !content.trim().is_empty())
        else {
            continue;
        };
        for name in ["property", "name", "itemprop"].iter().filter_map(|name| meta.attr(name)) {
            metas.entry(name.to_lowercase()).or_insert_with(|| content.trim().to_owned());
        }
    }
    metas
}

/// The object of the page's JSON-LD that is an article.
fn linked_data(page: &dom_query::Document) -> Option<Value> {
    page.select("script[type='application/ld+json']")
        .iter()
        .filter_map(|script| serde_json::from_str(&script.text()).ok())
        .find_map(article_in)
}

fn article_in(value: Value) -> Option<Value> {
    match value {
        Value::Array(items) => items.into_iter().find_map(article_in),
        Value::Object(mut fields) => {
            let is_article = fields.get("@type").is_some_and(|kind| {
                let is = |kind: &Value| {
                    let kind = kind.as_str().unwrap_or_default();
                    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
                };
                kind.as_array().map_or_else(|| is(kind), |kinds| kinds.iter().any(is))
            });
            if is_article {
                return Some(Value::Object(fields));
            }
            let inner = ["@graph", "mainEntity", "mainEntityOfPage"];
            inner.iter().find_map(|name| article_in(fields.remove(*name)?))
        }
        _ => None,
    }
}

/// A value of JSON-LD as text: an object by its name, a list with commas.
fn name_in(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Object(fields) => name_in(fields.get("name")?),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(name_in).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

fn first_text(page: &dom_query::Document, selector: &str) -> Option<String> {
    let found = page.select(selector);
    let text = found.iter().next().map(|element| one_line(&element.text()))?;
    (!text.is_empty()).then_some(text)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that may hold HTML, such as feeds and APIs give, as plain text.
pub fn without_marks(text: &str) -> String {
    let has_tags = has_tag(text);
    if has_tags && !shape::is_plausible(text) {
        return String::new();
    }
    if !has_tags && !has_entity(text) {
        return text.to_owned();
    }
    // Line breaks mean something only where no tags say so.
    let html = if has_tags { text.to_owned() } else { text.replace('\n', "<br>") };
    let page = dom_query::Document::fragment(html);
    if is_too_deep(&page) {
        return String::new();
    }
    for selector in &clutter::pages().selectors {
        page.select(selector).remove();
    }
    page.formatted_text().trim().to_owned()
}

/// Whether there is something like `<p>`, `</a>` or `<br/>`.
fn has_tag(text: &str) -> bool {
    text.split('<').skip(1).any(|after| {
        let name = after.strip_prefix('/').unwrap_or(after);
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().take_while(u8::is_ascii_alphanumeric).count() <= 10
            && after.contains('>')
    })
}

/// Whether there is something like `&amp;` or `&#8217;`.
fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|after| {
        let name = after.split(';').next().unwrap_or_default();
        after.len() > name.len()
            && (2..=8).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}
