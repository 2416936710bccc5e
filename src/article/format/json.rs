//! JSON: one object for each article, alone or in a list. JSON Lines and large arrays are
//! containers; here is what is left: a single document.

use super::{Document, Format, Found};
use crate::article::error::ReadErrorReason;
use crate::article::record;

/// JSON.
pub struct Json;

impl Format for Json {
    fn endings(&self) -> &'static [&'static str] {
        &["json", "jsonl", "ndjson"]
    }

    fn recognises(&self, text: &str) -> bool {
        let start = text.trim_start();
        let inside = start.strip_prefix('{').map(str::trim_start);
        inside.is_some_and(|rest| rest.starts_with(['"', '}']))
            || start.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'))
    }

    fn articles(&self, document: &Document<'_>) -> Vec<Found> {
        match serde_json::from_str(document.text) {
            Ok(value) => record::articles(value, document.options),
            Err(error) => vec![Err(ReadErrorReason::Json(error.to_string()))],
        }
    }
}
