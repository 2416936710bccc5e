//! Values of options that several commands share.

/// More than any machine has cores; of more the system might not have enough.
const MOST_THREADS: usize = 1024;

/// Reads a confidence.
pub fn confidence(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 1 is needed".to_owned())
}

/// Reads a number of threads; 0 stands for all cores.
pub fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number <= MOST_THREADS);
    number.ok_or_else(|| format!("a whole number up to {MOST_THREADS} is needed"))
}
