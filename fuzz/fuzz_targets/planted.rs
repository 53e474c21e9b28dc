//! Plant a bug in a target. Until it has been found, it means nothing that no other was.

use std::sync::LazyLock;

/// Whether the run is a control.
static IS_PLANTED: LazyLock<bool> = LazyLock::new(|| std::env::var_os("PLANTED_BUG").is_some());

/// Panics in a control if an input is of the rare kind.
pub fn bug(is_rare: impl FnOnce() -> bool) {
    assert!(!*IS_PLANTED || !is_rare(), "the bug that was planted");
}
