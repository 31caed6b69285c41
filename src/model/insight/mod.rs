//! Insights: figures and pictures of the network.

pub mod contact;
pub mod geometry;
pub mod insights;
pub mod picture;
