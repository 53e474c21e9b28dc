//! The lines that `clearstory batch` reads: an answer for each that is not empty, a line of JSON, with the id it was asked by.
#![no_main]

#[path = "../../src/bin/clearstory/batch.rs"]
#[allow(dead_code)]
mod batch;
mod planted;

use clearstory::training::Model;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|input: &[u8]| {
    let mut output = Vec::new();
    batch::run(input, &mut output, &Model::SHIPPED).expect("memory can be read and written");
    assert!(output.is_empty() || output.ends_with(b"\n"), "the last answer has no end");
    let answers = output.split_inclusive(|&byte| byte == b'\n');
    let asked = input.split(|&byte| byte == b'\n').filter(|line| !line.iter().all(u8::is_ascii_whitespace));
    let pairs: Vec<(Value, &[u8])> =
        answers.map(|answer| serde_json::from_slice(answer).expect("JSON")).zip(asked.clone()).collect();
    assert_eq!(pairs.len(), asked.count());
    for (answer, line) in pairs {
        let id = serde_json::from_slice::<Value>(line).ok().and_then(|job| job.get("id").cloned());
        // A number with more digits than a float has comes back rounded.
        let id = id.map(|id| serde_json::from_str::<Value>(&id.to_string()).expect("JSON"));
        assert!(id.is_none_or(|id| answer["id"] == id), "{answer}");
        assert_ne!(answer["text"].is_string(), answer["error"].is_string(), "{answer}");
        planted::bug(|| answer["text"].is_string() && answer["id"].is_array());
    }
});
