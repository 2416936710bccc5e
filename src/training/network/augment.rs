//! Copies of sentences as news writes them: without a final mark, in capitals, with every word
//! capitalised. Treebanks have too few of these.

use super::sample::Sample;
use crate::training::random::Random;

const WITHOUT_FINAL_MARK: f64 = 0.08;
const CAPITALS: f64 = 0.02;
const TITLE: f64 = 0.04;

/// The sentence as it is learned this time.
pub(crate) fn vary(sample: &Sample, random: &mut Random) -> Sample {
    let shorter = random.chance(WITHOUT_FINAL_MARK).then(|| sample.without_final_mark());
    let mut sample = shorter.flatten().unwrap_or_else(|| sample.clone());
    let title = random.chance(TITLE);
    if random.chance(CAPITALS) {
        change(&mut sample, |form| form.to_uppercase());
    } else if title {
        change(&mut sample, capitalised);
    }
    sample
}

fn change(sample: &mut Sample, with: impl Fn(&str) -> String) {
    for form in &mut sample.forms {
        *form = with(form);
    }
}

/// With a capital at the start; short words keep theirs small, as in most headlines.
fn capitalised(form: &str) -> String {
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if form.len() > 3 => first.to_uppercase().chain(letters).collect(),
        _ => form.to_owned(),
    }
}
