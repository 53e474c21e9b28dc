"""The extractors that Clearstory is compared with."""

import re
from pathlib import Path

HERE = Path(__file__).parent
# Where the versions are pinned, each for the packages of its language.
PINS = [HERE / "package.json", HERE / "requirements.txt", HERE / "peers-rs" / "Cargo.toml"]


def commands(work: Path) -> dict[str, list[str]]:
    """The program that answers for each of them, as make installs it below `work`."""
    node = ["node", str(work / "node" / "peers.mjs")]
    rust = [str(work / "peers-rs" / "release" / "peers-rs")]
    python = [str(work / "venv" / "bin" / "python"), str(HERE / "trafilatura_peer.py")]
    return {
        "readability": [*node, "readability"],
        "defuddle": [*node, "defuddle"],
        "dom_smoothie": [*rust, "dom_smoothie"],
        "trafilatura": python,
        "rs-trafilatura": [*rust, "rs-trafilatura"],
    }


def version(peer: str) -> str:
    """The version that is pinned."""
    pin = re.compile(rf"^\W*(?:mozilla/)?{peer}\W+([\d.]+)", re.MULTILINE)
    return next(found[1] for file in PINS if (found := pin.search(file.read_text(encoding="utf8"))))
