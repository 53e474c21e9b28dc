"""The labelled pages as the extractors get them."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Page:
    """A page of the corpus, read when it is asked for: together they are 400 MB."""

    id: str
    url: str | None
    html: Path

    def request(self) -> bytes:
        """The line of JSON that every extractor gets."""
        html = self.html.read_text(encoding="utf8")
        return json.dumps({"id": self.id, "url": self.url, "html": html}).encode() + b"\n"


def pages_of(corpus: Path) -> list[Page]:
    """All pages, in the order of their ids."""
    folder = corpus / "wcxb-dev"
    truths = sorted((folder / "truth").glob("*.json"))
    return [Page(truth.stem, url_in(truth), folder / "html" / f"{truth.stem}.html") for truth in truths]


def url_in(truth: Path) -> str | None:
    """Where a page was found, which is the one thing in its truth that an extractor may know; of five it is not told."""
    return json.loads(truth.read_text(encoding="utf8")).get("url") or None
