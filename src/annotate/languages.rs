//! Know programming languages by their names.

/// The names of languages, as highlighters have them.
const KNOWN: [&str; 44] = [
    "bash",
    "c",
    "clojure",
    "cpp",
    "csharp",
    "css",
    "dart",
    "diff",
    "elixir",
    "elm",
    "erlang",
    "fsharp",
    "go",
    "graphql",
    "haskell",
    "html",
    "java",
    "javascript",
    "js",
    "json",
    "jsx",
    "julia",
    "kotlin",
    "lua",
    "makefile",
    "objectivec",
    "ocaml",
    "perl",
    "php",
    "python",
    "r",
    "ruby",
    "rust",
    "scala",
    "shell",
    "sql",
    "svelte",
    "swift",
    "toml",
    "tsx",
    "typescript",
    "vue",
    "xml",
    "yaml",
];

/// What say that there is none.
const NONE: [&str; 6] = ["default", "text", "none", "plain", "plaintext", "nohighlight"];

/// Other names of them, as readers are told them.
const ALIASES: [(&str, &str); 14] = [
    ("c#", "csharp"),
    ("c++", "cpp"),
    ("console", "console"),
    ("docker", "dockerfile"),
    ("dockerfile", "dockerfile"),
    ("golang", "go"),
    ("ini", "ini"),
    ("objective-c", "objectivec"),
    ("plain text", ""),
    ("powershell", "powershell"),
    ("py", "python"),
    ("sh", "sh"),
    ("ts", "typescript"),
    ("yml", "yaml"),
];

/// Whether a class is the name of a language.
pub fn is_language(name: &str) -> bool {
    KNOWN.contains(&name)
}

/// Whether a name says that what bears it is in no language.
pub fn is_no_language(name: &str) -> bool {
    NONE.contains(&name)
}

/// The language that a label over a listing names, if it names one.
pub fn labelled_language(label: &str) -> Option<String> {
    named_by(label).filter(|language| !language.is_empty())
}

/// Whether a label over a listing says its language, or that it has none.
pub(super) fn is_label(label: &str) -> bool {
    named_by(label).is_some()
}

fn named_by(label: &str) -> Option<String> {
    let label = label.trim().to_ascii_lowercase();
    if is_no_language(&label) {
        return Some(String::new());
    }
    let alias = ALIASES.iter().find(|(alias, _)| *alias == label).map(|&(_, language)| language);
    alias.or_else(|| is_language(&label).then_some(label.as_str())).map(str::to_owned)
}
