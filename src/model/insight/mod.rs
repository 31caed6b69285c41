//! Insights: figures and pictures of the network.

pub mod burst;
mod companies;
pub mod contact;
pub mod geometry;
pub mod growth;
pub mod impact;
pub mod insights;
pub mod network;
pub mod picture;
mod review_progress;
pub mod then_and_now;
mod titles;
mod years;
