//! What can be wrong with rules once they are compiled.

/// Why a set of rules could not be compiled.
#[derive(Debug, thiserror::Error)]
pub enum DetectError {
    /// A pattern is no regular expression, or too large a one.
    #[error("rule '{rule}': pattern {number}: {message}")]
    Pattern {
        /// Rule id.
        rule: String,
        /// Which of its patterns, from 1.
        number: usize,
        /// What is wrong with it.
        message: String,
    },
    /// The rule says what cannot be.
    #[error("rule '{rule}': {message}")]
    Rule {
        /// Rule id.
        rule: String,
        /// What is wrong with it.
        message: String,
    },
    /// More rules, words or patterns than can be compiled into one engine.
    #[error("the rules are too large together: {0}")]
    TooLarge(String),
}
