//! Saved views: searches with a name, to be had again.

use serde::{Deserialize, Serialize};

use crate::model::text::folding::fold;

/// A search with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// What it is called, as it was typed.
    pub name: String,
    /// What it searches for.
    pub query: String,
}

/// Saves a view behind the others; one of the same name is replaced where it stands. Names differ by more than case and accents.
pub fn save(views: &mut Vec<View>, view: View) {
    match views.iter_mut().find(|known| fold(&known.name) == fold(&view.name)) {
        Some(known) => *known = view,
        None => views.push(view),
    }
}

/// Deletes a view. Tells whether there was one of that name.
pub fn delete(views: &mut Vec<View>, name: &str) -> bool {
    let before = views.len();
    views.retain(|view| fold(&view.name) != fold(name));
    views.len() < before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_one_view() {
        let view = |name: &str, query: &str| View { name: name.into(), query: query.into() };
        let mut views = Vec::new();
        save(&mut views, view("Élan", "a"));
        save(&mut views, view("Silent", "last:>2y"));
        save(&mut views, view("elan", "b"));
        assert_eq!(views, [view("elan", "b"), view("Silent", "last:>2y")]);
        assert!(delete(&mut views, "ÉLAN") && !delete(&mut views, "elan"));
        assert_eq!(views, [view("Silent", "last:>2y")]);
    }
}
