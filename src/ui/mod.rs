//! The screen: panels and dialogs that read the state, keep drafts of their own and send actions. They cannot wait,
//! cannot fail and cannot write.

pub mod action;
mod batch_panel;
mod changes_panel;
mod chart_dialog;
mod checklist_dialog;
mod day_field;
mod destination;
pub mod detail_panel;
mod drag;
mod export_dialog;
mod failed_panel;
pub mod file_dialog;
mod gallery_panel;
mod help_dialog;
mod history_dialog;
mod import_dialog;
mod insights_panel;
mod later_dialog;
mod ledger_panel;
pub mod list_panel;
mod person_menu;
mod problem_dialog;
mod progress_dialog;
mod reasons_dialog;
mod review_panel;
pub mod screen;
mod status_bar;
pub mod system_look;
pub mod theme;
mod tie_panel;
mod top_bar;
mod ui_command;
mod welcome_panel;
pub mod widgets;
mod work_panel;
