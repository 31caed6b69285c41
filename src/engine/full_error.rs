//! What can go wrong where a whole workspace goes from one room to another.

use crate::{event::Problem, export::ExportError, import::ImportError, store::StoreError};

/// Why a full export was not taken.
pub(super) enum FullImportError {
    Store(StoreError),
    Import(ImportError),
    Other(Box<Problem>),
}

impl From<StoreError> for FullImportError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<ImportError> for FullImportError {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

/// A row that does not fit.
pub(super) fn misfit(table: &str, line: u64, why: &str) -> FullImportError {
    FullImportError::Import(ImportError::FullExportRow { file: format!("{table}.csv"), line, why: why.to_owned() })
}

/// What can go wrong while rows are read here and written there.
pub(super) enum FullExportError {
    Store(StoreError),
    Export(ExportError),
}

impl From<StoreError> for FullExportError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<ExportError> for FullExportError {
    fn from(error: ExportError) -> Self {
        Self::Export(error)
    }
}

impl From<FullExportError> for Problem {
    fn from(error: FullExportError) -> Self {
        match error {
            FullExportError::Store(error) => error.into(),
            FullExportError::Export(error) => error.into(),
        }
    }
}

impl From<FullImportError> for Problem {
    fn from(error: FullImportError) -> Self {
        match error {
            FullImportError::Store(error) => error.into(),
            FullImportError::Import(error) => error.into(),
            FullImportError::Other(problem) => *problem,
        }
    }
}
