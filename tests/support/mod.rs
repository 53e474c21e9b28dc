//! Find test data that lies beside the project and is never part of it.

use std::path::{Path, PathBuf};

/// A folder of `../shared`, or nothing, said aloud, where it is not.
pub fn shared(name: &str, test: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {test} needs {}, which is not here", folder.display());
    None
}
