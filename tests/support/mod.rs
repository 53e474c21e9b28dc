//! Find test data that lies beside the project and is never part of it.

use std::io::Write;
use std::path::{Path, PathBuf};

/// A folder of `../shared`, or nothing, said aloud, where it is not.
pub fn shared(name: &str, test: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    // Written past the capture of the test runner, so that it is seen though the test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {test} needs {}, which is not here", folder.display());
    None
}
