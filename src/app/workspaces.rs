//! Going over from one workspace to another.

use std::path::PathBuf;

use super::{App, session::Opens};
use crate::{
    command::Command,
    event::Problem,
    model::{known_workspace::remember, ticket::Ticket},
    state::stage::Stage,
    ui::action::{Action, WorkspaceAction},
};

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
            WorkspaceAction::PutBack(backup) => self.put_back(ctx, backup),
            WorkspaceAction::Salvage => {
                let worker = self.session.salvage(ctx);
                self.begin_with(worker);
            }
            WorkspaceAction::Erase => self.erase(ctx),
            WorkspaceAction::Rename(name) => {
                if let Some(known) = self.session.known.list.iter_mut().find(|known| known.path == self.state.workspace) {
                    name.trim().clone_into(&mut known.name);
                }
                self.session.known.write_aside();
                self.tell_workspaces();
            }
            WorkspaceAction::Forget(path) => {
                self.session.known.list.retain(|known| known.path != path);
                self.session.known.write_aside();
                self.tell_workspaces();
            }
        }
    }

    /// What is being typed is kept in the workspace that it was typed in.
    pub(super) fn keep_drafts(&mut self) {
        let others = self.inbox.take();
        self.screen.flush(&mut self.inbox);
        for (ticket, action) in self.inbox.take() {
            if let Action::Send(command) = action {
                self.send(ticket, command);
            }
        }
        self.inbox.put_back(others);
    }

    /// Another workspace, or the same anew, takes the place of this one: where it is left is kept, and nothing typed is carried
    /// over.
    pub(super) fn leave_workspace(&mut self) {
        self.screen.close_dialog();
        self.keep_place();
    }

    /// Keeps where a workspace is left. Nothing is written beside a file that turned out to be no workspace, nor beside one that
    /// is only read.
    pub(super) fn keep_place(&mut self) {
        if self.state.stage == Stage::Ready && (!self.state.is_for_reading || self.state.is_sample) {
            self.command(Command::SaveSettings(Box::new(self.state.settings_to_leave())));
        }
    }

    /// Leaves this workspace for another: what is being typed is kept in this one first, and nothing of it is carried over.
    fn go_over_to(&mut self, ctx: &egui::Context, ticket: Ticket, path: PathBuf, opens: Opens) {
        self.keep_drafts();
        self.leave_workspace();
        self.session.place.write(&self.session.home);
        self.screen.begin_anew();
        self.is_settled = false;
        self.session.change_to(path, opens);
        self.act(ctx, ticket, Action::OpenAgain);
    }

    /// Erases the workspace that is open: nothing of it is kept or remembered.
    pub(super) fn erase(&mut self, ctx: &egui::Context) {
        self.screen.close_dialog();
        let (path, home) = (self.state.workspace.clone(), self.session.home.clone());
        let mut known = std::mem::take(&mut self.session.known);
        known.list.retain(|known| known.path != path && known.path != home);
        self.session.change_to(home, Opens::OwnOrNew);
        self.session.known = known;
        // Whoever holds it lets go of it first.
        self.worker = self.session.let_go(ctx, Problem::new("", "", ""));
        self.screen.begin_anew();
        self.is_settled = false;
        let worker = self.session.erase(ctx);
        self.begin_with(worker);
        self.tell_workspaces();
    }

    /// Puts a backup in the place of the workspace that could not be opened.
    pub(super) fn put_back(&mut self, ctx: &egui::Context, backup: PathBuf) {
        if let Stage::Failed(problem) = &self.state.stage {
            self.worker = self.session.let_go(ctx, problem.clone());
        }
        let worker = self.session.put_back(ctx, backup);
        self.begin_with(worker);
    }

    /// A workspace was opened: it comes first among those that are known.
    pub(super) fn note_workspace(&mut self) {
        if self.state.stage != Stage::Ready || self.state.is_sample {
            return;
        }
        if let Some(to) = self.session.salvaging.take() {
            self.session.change_to(to, Opens::Existing);
        }
        // The engine tells where the file really lies: by two ways to one file it stands in the list once.
        let (path, home) = (self.state.workspace.clone(), self.session.home.clone());
        let list = &mut self.session.known.list;
        let name = list.iter().filter(|known| known.path == path || known.path == home).map(|known| known.name.clone()).find(|name| !name.is_empty());
        list.retain(|known| known.path != home);
        remember(list, &path, &name.unwrap_or_default());
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
