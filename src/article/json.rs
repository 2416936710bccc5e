//! JSON and JSON Lines: one object for each article, with fields as the news APIs name them.

use super::formats::{Format, Found};
use super::plain::information;
use super::read::ReadErrorReason;
use super::{Article, ArticleId, clutter, metadata};
use serde_json::{Map, Value};

/// JSON and JSON Lines.
pub struct Json;

impl Format for Json {
    fn endings(&self) -> &'static [&'static str] {
        &["json", "jsonl", "ndjson"]
    }

    fn recognises(&self, text: &str) -> bool {
        let start = text.trim_start();
        start.starts_with("{\"")
            || start.starts_with("{\n")
            || start.starts_with("[{")
            || start.starts_with("[\n")
    }

    fn articles(&self, text: &str) -> Vec<Found> {
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Array(items)) => items.into_iter().map(|item| article(item, None)).collect(),
            Ok(item) => vec![article(item, None)],
            Err(error) if text.trim_start().starts_with('[') || !is_lines(text) => {
                vec![Err((Some(error.line()), ReadErrorReason::Json(error.to_string())))]
            }
            Err(_) => lines(text),
        }
    }
}

/// Whether each line looks like an object of its own.
fn is_lines(text: &str) -> bool {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .take(2)
        .all(|line| line.trim_start().starts_with("{\""))
}

fn lines(text: &str) -> Vec<Found> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            let number = Some(index + 1);
            let value = serde_json::from_str(line)
                .map_err(|error| (number, ReadErrorReason::Json(error.to_string())))?;
            article(value, number)
        })
        .collect()
}

fn article(value: Value, line: Option<usize>) -> Found {
    let Value::Object(fields) = value else {
        return Err((line, ReadErrorReason::Json("an article is an object".to_owned())));
    };
    if fields.contains_key("newsgraph") {
        return Err((line, ReadErrorReason::IsGraph));
    }
    let text = string(&fields, &["text", "body", "content", "maintext"])
        .ok_or((line, ReadErrorReason::NoText))?;
    let text = clutter::without_clutter(&text.replace("\r\n", "\n"));
    if text.is_empty() {
        return Err((line, ReadErrorReason::Empty));
    }
    let mut info = information(string(&fields, &["title", "headline"]), &text);
    if let Some(id) = string(&fields, &["id", "article_id", "guid"]) {
        info.id = ArticleId::new(id);
    }
    info.source = string(&fields, &["source", "outlet", "publisher", "source_domain"]);
    info.url = string(&fields, &["url", "link"]);
    info.author = string(&fields, &["author", "byline"]);
    info.date =
        string(&fields, &["date", "published", "published_at", "publishedAt", "date_publish"])
            .and_then(|date| metadata::date(&date));
    Ok(Article { info, text })
}

/// The first of these fields that holds text, or a number, or an object with a name.
fn string(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().filter_map(|name| fields.get(*name)).find_map(|value| match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(inner) => inner.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    })
}
