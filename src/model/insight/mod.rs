//! Insights: figures and pictures of the network.

pub mod insights;
pub mod picture;
