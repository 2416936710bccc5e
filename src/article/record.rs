//! Records: JSON objects and rows of tables, with fields named as news APIs and dumps name them.
//!
//! The names are data: `lexicon/fields.toml`. Users add theirs with `--field text=NAME`.

use super::format::{Found, html, information};
use super::{Article, ArticleId, ReadErrorReason, ReadOptions, clutter, metadata};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::str::FromStr;
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
struct Names {
    text: Vec<String>,
    summary: Vec<String>,
    title: Vec<String>,
    id: Vec<String>,
    source: Vec<String>,
    url: Vec<String>,
    author: Vec<String>,
    date: Vec<String>,
    lists: Vec<String>,
    names: Vec<String>,
}

// A broken compiled-in list would fail the tests below.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names: Names =
        toml::from_str(include_str!("../../lexicon/fields.toml")).unwrap_or_default();
    for list in [
        &mut names.text,
        &mut names.summary,
        &mut names.title,
        &mut names.id,
        &mut names.source,
        &mut names.url,
        &mut names.author,
        &mut names.date,
        &mut names.lists,
        &mut names.names,
    ] {
        list.iter_mut().for_each(|name| *name = plain(name).into_owned());
    }
    names
});

/// What a field can be said to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// The article's text.
    Text,
    /// Its headline.
    Title,
    /// Its id.
    Id,
    /// Its outlet.
    Source,
    /// Its address.
    Url,
    /// Its author.
    Author,
    /// Its day.
    Date,
}

impl Property {
    const ALL: [(&'static str, Self); 7] = [
        ("text", Self::Text),
        ("title", Self::Title),
        ("id", Self::Id),
        ("source", Self::Source),
        ("url", Self::Url),
        ("author", Self::Author),
        ("date", Self::Date),
    ];

    fn names(self) -> &'static [String] {
        match self {
            Self::Text => &NAMES.text,
            Self::Title => &NAMES.title,
            Self::Id => &NAMES.id,
            Self::Source => &NAMES.source,
            Self::Url => &NAMES.url,
            Self::Author => &NAMES.author,
            Self::Date => &NAMES.date,
        }
    }
}

/// One name of a field that the user gives: `text=body`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldName {
    property: Property,
    name: String,
}

impl FromStr for FieldName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || Property::ALL.map(|(name, _)| name).join(", ");
        let (property, name) = text.split_once('=').ok_or_else(|| {
            format!("write it as text=NAME; before the = stands one of: {}", known())
        })?;
        let property = Property::ALL.iter().find(|(known, _)| *known == property.trim());
        let (_, property) =
            property.ok_or_else(|| format!("before the = stands one of: {}", known()))?;
        Ok(Self { property: *property, name: plain(name.trim()).into_owned() })
    }
}

/// The names of fields that the user gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldNames(pub Vec<FieldName>);

impl FieldNames {
    fn of(&self, property: Property) -> impl Iterator<Item = &str> {
        let own = self.0.iter().filter(move |field| field.property == property);
        own.map(|field| field.name.as_str()).chain(property.names().iter().map(String::as_str))
    }
}

/// Whether a field of this name holds an article's text.
pub fn is_text_field(name: &str, options: &ReadOptions) -> bool {
    let name = plain(name);
    options.fields.of(Property::Text).any(|known| known == name)
}

/// Whether a field of this name is known.
pub fn is_field(name: &str, options: &ReadOptions) -> bool {
    let name = plain(name);
    Property::ALL
        .iter()
        .any(|(_, property)| options.fields.of(*property).any(|known| known == name))
}

/// The name in lower case, without `_`, `-` and spaces.
fn plain(name: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| !byte.is_ascii_uppercase() && !b"_- ".contains(&byte);
    if name.bytes().all(is_plain) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.to_lowercase().replace(['_', '-', ' '], ""))
}

/// The articles in a JSON value: an object for one, a list of them, or an object with a list.
pub fn articles(value: Value, options: &ReadOptions) -> Vec<Found> {
    match value {
        Value::Array(items) => items.into_iter().map(|item| article(item, options)).collect(),
        Value::Object(fields) => {
            let has_text = options
                .fields
                .of(Property::Text)
                .any(|name| find(&fields, name).is_some_and(|value| !value.is_null()));
            let list = if has_text { None } else { list_in(&fields) };
            match list {
                Some(items) => items.iter().map(|item| article(item.clone(), options)).collect(),
                None => vec![article(Value::Object(fields), options)],
            }
        }
        other => vec![article(other, options)],
    }
}

fn list_in(fields: &Map<String, Value>) -> Option<&Vec<Value>> {
    NAMES.lists.iter().find_map(|path| match find(fields, path)? {
        Value::Array(items) if items.iter().all(Value::is_object) => Some(items),
        _ => None,
    })
}

fn article(value: Value, options: &ReadOptions) -> Found {
    let Value::Object(fields) = value else {
        return Err(ReadErrorReason::Json("an article is an object".to_owned()));
    };
    if fields.contains_key("newsgraph") {
        return Err(ReadErrorReason::IsGraph);
    }
    let string = |property| first_of(&fields, options.fields.of(property));
    let title = string(Property::Title).map(|title| html::without_marks(&title));
    let url = string(Property::Url);
    let text = string(Property::Text)
        .or_else(|| first_of(&fields, NAMES.summary.iter().map(String::as_str)))
        .or_else(|| title.clone().filter(|_| url.is_some()))
        .ok_or(ReadErrorReason::NoText)?;
    let cleaned = clutter::clean(&html::without_marks(&text.replace("\r\n", "\n")));
    if cleaned.text.is_empty() {
        return Err(ReadErrorReason::Empty);
    }
    let mut info = information(title, &cleaned.text);
    if let Some(id) = string(Property::Id) {
        info.id = ArticleId::new(id);
    }
    info.source = string(Property::Source);
    info.url = url;
    info.author = string(Property::Author);
    info.date = string(Property::Date).and_then(|date| metadata::date(&date));
    Ok(Article { info: cleaned.complete(info), text: cleaned.text })
}

fn first_of<'names>(
    fields: &Map<String, Value>,
    mut names: impl Iterator<Item = &'names str>,
) -> Option<String> {
    names.find_map(|path| string_of(find(fields, path)?))
}

/// The value of a field, with dots stepping into objects.
fn find<'json>(fields: &'json Map<String, Value>, path: &str) -> Option<&'json Value> {
    let named = |name: &str| {
        fields
            .get(name)
            .or_else(|| fields.iter().find(|(key, _)| plain(key) == name).map(|(_, value)| value))
    };
    match path.split_once('.') {
        Some((first, rest)) if named(path).is_none() => find(named(first)?.as_object()?, rest),
        _ => named(path),
    }
}

/// A value as text: a list's items one after the other, an object by its name.
fn string_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(inner) => first_of(inner, NAMES.names.iter().map(String::as_str)),
        Value::Array(items) => {
            let parts: Vec<String> = items.iter().filter_map(string_of).collect();
            let is_prose = parts.iter().any(|part| part.len() > 100);
            let joined = parts.join(if is_prose { "\n\n" } else { ", " });
            (!joined.is_empty()).then_some(joined)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_shapes_of_common_news_sources_are_known() {
        let text = "Russia backs Syria, officials said on Tuesday.";
        let cases = [
            (
                "NewsAPI",
                json!({"status": "ok", "articles": [{"source": {"id": null, "name": "Wire"}, "title": "T", "url": "https://a.example/1", "publishedAt": "2015-10-27T08:00:00Z", "content": text}]}),
            ),
            (
                "Guardian",
                json!({"response": {"results": [{"webTitle": "T", "webUrl": "https://a.example/1", "webPublicationDate": "2015-10-27T08:00:00Z", "publication": "Wire", "fields": {"bodyText": text}}]}}),
            ),
            (
                "New York Times",
                json!({"response": {"docs": [{"headline": {"main": "T"}, "web_url": "https://a.example/1", "pub_date": "2015-10-27T08:00:00+0000", "source": "Wire", "lead_paragraph": text}]}}),
            ),
            (
                "CC-NEWS",
                json!({"title": "T", "domain": "Wire", "url": "https://a.example/1", "date": "2015-10-27 08:00:00", "text": text}),
            ),
            (
                "news-please",
                json!({"title": "T", "source_domain": "Wire", "url": "https://a.example/1", "date_publish": "2015-10-27 08:00:00", "maintext": text}),
            ),
            (
                "GDELT article list",
                json!({"articles": [{"url": "https://a.example/1", "title": text, "seendate": "20151027T080000Z", "domain": "Wire"}]}),
            ),
            (
                "Event Registry",
                json!({"articles": {"results": [{"uri": "7", "title": "T", "url": "https://a.example/1", "dateTime": "2015-10-27T08:00:00Z", "source": {"uri": "wire.example", "title": "Wire"}, "body": text}]}}),
            ),
            (
                "JSON Feed",
                json!({"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": [{"id": "7", "url": "https://a.example/1", "title": "T", "source": "Wire", "date_published": "2015-10-27T08:00:00Z", "content_html": format!("<p>{text}</p>")}]}),
            ),
        ];
        for (name, value) in cases {
            let found = articles(value, &ReadOptions::default());
            let Some(Ok(article)) = found.first() else { panic!("{name}: {found:?}") };
            assert_eq!(article.text, text, "{name}");
            assert_eq!(article.info.source.as_deref(), Some("Wire"), "{name}");
            assert_eq!(article.info.url.as_deref(), Some("https://a.example/1"), "{name}");
            let date = article.info.date.map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some("2015-10-27"), "{name}");
        }
    }

    #[test]
    fn a_user_names_a_field() {
        let options = ReadOptions {
            fields: FieldNames(vec!["text=Full Story".parse().expect("sound")]),
            ..ReadOptions::default()
        };
        let found = articles(json!({"full_story": "Russia backs Syria."}), &options);
        assert!(matches!(found.as_slice(), [Ok(article)] if article.text == "Russia backs Syria."));
        assert!("body".parse::<FieldName>().is_err());
        assert!("colour=red".parse::<FieldName>().is_err());
    }
}
