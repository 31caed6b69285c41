//! Which data the pages ask for, and which of it a change leaves out of date.

use super::{State, loaded::Data};
use crate::model::{id::BatchId, touched::DataTouched};

impl State {
    /// Whether a page has to ask for this.
    #[must_use]
    pub fn wants(&self, data: Data) -> bool {
        match data {
            Data::History => self.history.is_wanted(()),
            Data::Imports => self.imports.is_wanted(()),
            Data::Batch(id) => self.batch.is_wanted(id),
            Data::WorkList => self.work_list.is_wanted(()),
            Data::Ledger => self.ledger.is_wanted(()),
            Data::Outcome(import) => self.outcome.is_wanted(import),
            Data::Insights => self.insights.is_wanted(()),
            Data::Outreach => self.outreach.is_wanted(()),
            Data::Plan => self.plan.is_wanted(()),
            Data::Backups => self.upkeep.backups.is_wanted(()),
        }
    }

    /// Notes that this was asked for.
    pub fn ask(&mut self, data: Data) {
        match data {
            Data::History => self.history.ask(()),
            Data::Imports => self.imports.ask(()),
            Data::Batch(id) => self.batch.ask(id),
            Data::WorkList => self.work_list.ask(()),
            Data::Ledger => self.ledger.ask(()),
            Data::Outcome(import) => self.outcome.ask(import),
            Data::Insights => self.insights.ask(()),
            Data::Outreach => self.outreach.ask(()),
            Data::Plan => self.plan.ask(()),
            Data::Backups => self.upkeep.backups.ask(()),
        }
    }

    /// What shows data that was changed is loaded anew once it is needed.
    pub(super) fn outdate(&mut self, touched: DataTouched) {
        if Data::History.shows(touched) {
            self.history.outdate();
        }
        if Data::Imports.shows(touched) {
            self.imports.outdate();
        }
        if Data::Batch(BatchId(0)).shows(touched) {
            self.batch.outdate();
        }
        if Data::WorkList.shows(touched) {
            self.work_list.outdate();
        }
        if Data::Ledger.shows(touched) {
            self.ledger.outdate();
        }
        if Data::Outcome(None).shows(touched) {
            self.outcome.outdate();
        }
        if Data::Outreach.shows(touched) {
            self.outreach.outdate();
        }
        if Data::Plan.shows(touched) {
            self.plan.outdate();
        }
        if Data::Backups.shows(touched) {
            self.upkeep.backups.outdate();
        }
        if Data::Insights.shows(touched) {
            self.insights.outdate();
        }
    }
}
