//! nought finds personal data that stands where it must not.
//!
//! The modules stand on floors and import only downwards (see ARCHITECTURE.md): [`document`], [`finding`] and
//! [`incident`] are plain data; [`config`] and [`rules`] are parsed, checked settings; [`walk`], [`extract`], [`detect`],
//! [`policy`] and [`report`] each do one job and know nothing of each other; [`scan`] joins them to the pipeline,
//! [`eval`] measures them on labelled documents, and [`commands`] offers it to a person.

pub mod commands;
pub mod config;
pub mod detect;
pub mod document;
pub mod eval;
pub mod extract;
pub mod finding;
pub mod incident;
pub mod policy;
pub mod report;
pub mod rules;
pub mod scan;
pub mod walk;
