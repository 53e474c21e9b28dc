"""Read the labelled corpus, and have the program measure its pages."""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import orjson
from disguise import disguise
from labels import label_page
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FIXTURE_URL = "https://example.org/stories/page.html"  # as in tests/fixtures.rs
FIXTURE_KINDS = {"forum-thread": "forum"}
WORD = re.compile(r"\w+")  # as the corpus's scorer splits words


@dataclass(frozen=True)
class Page:
    """One page: its markup's file, and what is true of it."""

    id: str
    file: Path
    url: str
    kind: str
    fold: int
    truth: str
    weight: float = 1.0  # in training
    is_disguised: bool = False

    def job(self, scores: Floats | None = None) -> bytes:
        """The line that the program reads, with the first stage's scores (blocks,) for the second stage."""
        html = self.file.read_bytes().decode("utf8", "replace")
        html = disguise(html) if self.is_disguised else html
        job = {"id": self.id, "url": self.url, "html": html, "scores": None if scores is None else scores.tolist()}
        return orjson.dumps(job) + b"\n"


@dataclass(frozen=True)
class Blocks:
    """All blocks of all pages, in order."""

    page: NDArray[np.int64]  # (blocks,) the index of the page
    words: Floats  # (blocks,)
    labels: Floats  # (blocks,) the share of the block's words that is true, 0 to 1
    measured: Floats  # (blocks, columns of the first stage)
    texts: list[str]
    truth_words: Floats  # (pages,)
    weights: Floats  # (pages,) in training

    def of_page(self, page: int) -> slice:
        """The blocks of one page."""
        start, end = np.searchsorted(self.page, [page, page + 1])
        return slice(int(start), int(end))


def read_pages(corpus: Path, folds: Path) -> list[Page]:
    """All pages, by id."""
    fold_of = json.loads(folds.read_text())
    return [page(file, fold_of) for file in sorted((corpus / "html").glob("*.html"))]


def page(file: Path, fold_of: dict[str, int]) -> Page:
    """A page with its truth, which lies beside the folder of pages."""
    data = json.loads((file.parent.parent / "truth" / f"{file.stem}.json").read_text(encoding="utf8"))
    kind = data["_internal"]["page_type"]["primary"]
    truth = data["ground_truth"].get("main_content") or ""
    return Page(file.stem, file, data.get("url") or "", kind, fold_of[file.stem], truth)


def read_fixtures(folder: Path, fold: int) -> list[Page]:
    """The project's own test pages, which are labelled to the word: more pages to learn from, as a fold of their own."""
    return [fixture(file.parent, fold) for file in sorted(folder.glob("*/page.html"))]


def fixture(folder: Path, fold: int) -> Page:
    """A test page. Its story is what is expected of it in Markdown, less the title, addresses and marks."""
    story = (folder / "expected.md").read_text(encoding="utf8")
    story = re.sub(r"\A# .*", "", story)
    story = re.sub(r"\]\([^)]*\)", "] ", story).replace("\\", "")
    return Page(folder.name, folder / "page.html", FIXTURE_URL, FIXTURE_KINDS.get(folder.name, "article"), fold, story)


def disguised(page: Page) -> Page:
    """The same page without the names in it, as one more to learn from."""
    return replace(page, weight=0.3, is_disguised=True)


def names(program: Path) -> dict[str, list[str]]:
    """The names of all measurements."""
    return json.loads(subprocess.run([program, "features", "--names"], check=True, capture_output=True).stdout)


def measure(program: Path, jobs: Iterable[bytes], work: Path) -> Iterator[dict]:
    """What the program measures for each job, in order."""
    source, target = work / "jobs.jsonl", work / "features.jsonl"
    with open(source, "wb") as file:
        file.writelines(jobs)
    with open(source, "rb") as jobs_file, open(target, "wb") as features:
        subprocess.run([program, "features"], stdin=jobs_file, stdout=features, check=True)
    with open(target, "rb") as features:
        for line in features:
            row = orjson.loads(line)
            if row["error"]:
                raise ValueError(f"page {row['id']}: {row['error']}")
            yield row


def matrix(row: dict) -> Floats:
    """The measurements of a page's blocks (blocks, columns)."""
    return np.array(row["columns"], dtype=np.float32).reshape(len(row["columns"]), len(row["words"])).T


def read_blocks(program: Path, pages: list[Page], work: Path) -> Blocks:
    """Measure and label the blocks of all pages."""
    rows = list(slim(measure(program, (page.job() for page in pages), work)))
    with Pool() as pool:
        labels = pool.starmap(label_page, ((row[0], page.truth) for row, page in zip(rows, pages)), chunksize=8)
    return Blocks(
        page=np.concatenate([np.full(len(words), at) for at, (_, words, _) in enumerate(rows)]),
        words=np.concatenate([words for _, words, _ in rows]),
        labels=np.concatenate([np.array(one, dtype=np.float32) for one in labels]),
        measured=np.concatenate([measured for _, _, measured in rows]),
        texts=[text for texts, _, _ in rows for text in texts],
        truth_words=np.array([len(WORD.findall(page.truth)) for page in pages], dtype=np.float32),
        weights=np.array([page.weight for page in pages], dtype=np.float32),
    )


def slim(rows: Iterable[dict]) -> Iterator[tuple[list[str], Floats, Floats]]:
    """Texts, words (blocks,) and measurements (blocks, columns) of each page, without the lists they came in."""
    for row in rows:
        yield row["texts"], np.array(row["words"], dtype=np.float32), matrix(row)
