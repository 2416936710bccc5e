//! Pairs over time as a chart: the data, and its drawing in characters.

/// Eight heights of a bar.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Pairs over time: for above, against below.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The periods, without gaps.
    pub periods: Vec<String>,
    /// The pairs.
    pub rows: Vec<ChartRow>,
}

/// A pair over time.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartRow {
    /// The names of both.
    pub label: String,
    /// For and against in each period.
    pub values: Vec<(f64, f64)>,
}

impl Chart {
    /// The largest value of any row in either direction.
    pub fn largest(&self) -> f64 {
        let values = self.rows.iter().flat_map(|row| &row.values);
        values.fold(0.0, |most, (up, down)| up.max(down.abs()).max(most))
    }

    /// The chart in characters: for each pair a line of bars for, one against, and below all the
    /// first and the last period.
    pub fn lines(&self) -> Vec<String> {
        let largest = self.largest();
        let width = self.rows.iter().map(|row| row.label.chars().count()).max().unwrap_or(0);
        let bar = |value: f64| match value / largest {
            share if share > 0.0 => BARS[((share * 8.0).ceil() as usize).clamp(1, 8) - 1],
            _ => '·',
        };
        let mut lines = Vec::new();
        for row in &self.rows {
            let up: String = row.values.iter().map(|(up, _)| bar(*up)).collect();
            let down: String = row.values.iter().map(|(_, down)| bar(-down)).collect();
            lines.push(format!("{:width$}  for     {up}", row.label));
            lines.push(format!("{:width$}  against {down}", ""));
        }
        if let (Some(first), Some(last)) = (self.periods.first(), self.periods.last()) {
            let count = self.periods.len();
            let gap = count.saturating_sub(first.chars().count() + last.chars().count()).max(1);
            let axis = if count == 1 { first.clone() } else { format!("{first}{:gap$}{last}", "") };
            lines.push(format!("{:width$}          {axis}", ""));
        }
        lines
    }
}
