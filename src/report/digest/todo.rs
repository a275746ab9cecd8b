//! What to do about a row, in the order in which to do it.

use super::super::words;
use super::Row;
use crate::finding::Action;

/// One thing to do, and where to.
pub(in crate::report) struct Todo {
    pub(in crate::report) action: Action,
    pub(in crate::report) text: &'static str,
    pub(in crate::report) target: Option<String>,
}

impl Row {
    /// What to do, each once, worst first.
    pub(in crate::report) fn todos(&self) -> Vec<Todo> {
        let mut todos: Vec<Todo> = Vec::new();
        for violation in &self.violations {
            let (action, target) = (violation.action, violation.target.clone());
            if todos.iter().any(|known| known.action == action && known.target == target) {
                continue;
            }
            let deleted = todos.iter().any(|known| known.action == Action::Delete);
            let text = match (action, &target) {
                // Both at once makes no sense: moving is for what is left without the sensitive part.
                (Action::Move, Some(_)) if deleted => "Or take that part out, and move the rest to",
                (Action::Move, Some(_)) if self.folder.is_some() => "Move its files to",
                (_, Some(_)) => words::towards(action),
                (_, None) => words::action(action),
            };
            todos.push(Todo { action, text, target });
        }
        todos
    }
}
