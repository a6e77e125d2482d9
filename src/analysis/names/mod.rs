//! Names: where an article names somebody or something, and which of the names are spellings of one.

pub mod likeness;
