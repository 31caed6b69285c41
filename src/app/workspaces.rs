//! Going over from one workspace to another, and the list of those that were opened. The list is a small file beside the first
//! one; it is read before there is a window, and written by the thread that opens a workspace.

use std::path::{Path, PathBuf};

use super::{App, session::Opens};
use crate::{
    event::Problem,
    model::{
        known_workspace::{KnownWorkspace, remember},
        ticket::Ticket,
    },
    state::stage::Stage,
    ui::action::{Action, WorkspaceAction},
};

/// The workspaces that were opened, and the file that remembers them.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownWorkspaces {
    file: PathBuf,
    pub(super) list: Vec<KnownWorkspace>,
}

impl KnownWorkspaces {
    /// Those that this file remembers; none where there is no such file, or it makes no sense.
    pub(super) fn read(file: PathBuf) -> Self {
        let list = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { file, list }
    }

    /// Keeps them. A folder that may not be written loses nothing but this.
    pub(super) fn write(&self) {
        let Ok(json) = serde_json::to_vec_pretty(&self.list) else { return };
        // Beside it first: a half file would be no file.
        let half = self.file.with_extension("part");
        if std::fs::write(&half, json).is_ok() && std::fs::rename(&half, &self.file).is_err() {
            let _ = std::fs::remove_file(half);
        }
    }
}

/// The file beside a workspace that remembers which were opened.
pub(super) fn file_beside(workspace: &Path) -> PathBuf {
    workspace.with_file_name("workspaces.json")
}

impl App {
    /// Does what was asked about workspaces.
    pub(super) fn on_workspaces(&mut self, ctx: &egui::Context, ticket: Ticket, action: WorkspaceAction) {
        match action {
            WorkspaceAction::Open(path) => self.go_over_to(ctx, ticket, path, Opens::Existing),
            WorkspaceAction::Create { path, name } => {
                // What is there is opened, and never taken for a new one.
                if path.exists() {
                    self.state.problems.push_back(Problem::new(
                        "There is a file of that name already",
                        format!("{} was not touched, and nothing was made.", path.display()),
                        "Open it, or choose another name.",
                    ));
                    return;
                }
                remember(&mut self.session.known.list, &path, &name);
                self.go_over_to(ctx, ticket, path, Opens::OwnOrNew);
            }
            WorkspaceAction::Rename(name) => {
                if let Some(known) = self.session.known.list.iter_mut().find(|known| known.path == self.session.home) {
                    name.trim().clone_into(&mut known.name);
                }
                self.tell_workspaces();
            }
            WorkspaceAction::Forget(path) => {
                self.session.known.list.retain(|known| known.path != path);
                self.tell_workspaces();
            }
        }
    }

    /// Leaves this workspace for another: what is being typed is kept in this one first, and nothing of it is carried over.
    fn go_over_to(&mut self, ctx: &egui::Context, ticket: Ticket, path: PathBuf, opens: Opens) {
        self.screen.flush(&mut self.inbox);
        for (ticket, action) in self.inbox.take() {
            self.act(ctx, ticket, action);
        }
        self.leave_workspace();
        self.session.place.write(&self.session.home);
        self.screen.begin_anew();
        self.is_settled = false;
        self.session.change_to(path, opens);
        self.act(ctx, ticket, Action::OpenAgain);
    }

    /// A workspace was opened: it comes first among those that are known.
    pub(super) fn note_workspace(&mut self) {
        if self.state.stage != Stage::Ready || self.state.is_sample {
            return;
        }
        let path = self.session.home.clone();
        let name = self.session.known.list.iter().find(|known| known.path == path).map(|known| known.name.clone()).unwrap_or_default();
        remember(&mut self.session.known.list, &path, &name);
        self.tell_workspaces();
    }

    fn tell_workspaces(&mut self) {
        self.state.workspaces.clone_from(&self.session.known.list);
    }

    /// The title names the workspace: whoever works for several people sees whose network this is.
    pub(super) fn name_window(&mut self, ctx: &egui::Context) {
        if self.state.stage != Stage::Ready {
            return;
        }
        let workspace = if self.state.hides_names() {
            // The name of a workspace may be a client's.
            "workspace".into()
        } else if self.state.is_sample {
            "sample people".into()
        } else {
            self.state.workspace_title()
        };
        let title = if workspace == "workspace" { "Partwell".to_owned() } else { format!("Partwell: {workspace}") };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}
