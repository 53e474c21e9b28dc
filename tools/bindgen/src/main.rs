//! Turn the compiled engine into a module for the web: `bindgen INPUT.wasm OUT_DIR`.
//!
//! It is `wasm-bindgen --target web` as a crate of this workspace, so that Cargo.lock keeps it at the version of the
//! `wasm-bindgen` that the engine was compiled with.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, out_dir] = arguments.as_slice() else {
        bail!("usage: bindgen INPUT.wasm OUT_DIR");
    };
    Bindgen::new()
        .web(true)?
        .input_path(input)
        .typescript(true)
        // After a trap the shim drops the instance and goes on with a new one of the same module.
        .reset_state_function(true)
        // The shim always says where the wasm file lies, so no bundler has to guess.
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .generate(out_dir)
        .with_context(|| format!("no web module could be made of {}", input.display()))
}
