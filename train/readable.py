#!/usr/bin/env python3
"""Fit the weights of `is_probably_readable` and say how good the guess is.

usage: train/readable.py CORPUS [--program target/release/clearstory] [--folds ../shared/corpus/folds.json]
  CORPUS  a folder with html/ID.html and truth/ID.json

Needs numpy and scikit-learn. Prints the lines that stand in src/readable.rs and www/shim/readable.ts, and a table of
precision and recall, each page judged by weights that have not seen its fold.
"""

import argparse
import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

# As in src/readable.rs.
NAMES = ("paragraphs", "images", "fields", "article", "product")
FEWEST_WORDS = 80
# A page is called readable from this probability on. Hiding the button where there is a story is worse than showing it
# where there is none; from 0.4 to 0.5 F1 is the same.
THRESHOLD = 0.4
STORIES = {"article", "documentation"}
PERHAPS = {"forum", "service"}
# Words of a story; words of a thread or a page about a service that take a minute to read.
STORY_WORDS, MINUTE_WORDS = 100, 238
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Page:
    """What the program counts on a page, and what is true of it."""

    counts: dict[str, int]
    kind: str
    words: int
    fold: int

    @property
    def has_story(self) -> bool:
        """Whether a reader would want the page's text set clear."""
        return self.words >= (MINUTE_WORDS if self.kind in PERHAPS else STORY_WORDS) and self.kind in STORIES | PERHAPS

    @property
    def is_plain(self) -> bool:
        """Whether nobody would doubt which of the two the page is."""
        return self.words == 0 or (self.words >= STORY_WORDS if self.kind in STORIES else self.kind not in PERHAPS)


def main() -> None:
    arguments = read_arguments()
    pages = read_pages(arguments.corpus, arguments.program, arguments.folds)
    features = np.array([features_of(page.counts) for page in pages])
    label = np.array([page.has_story for page in pages])
    is_judged = np.array([page.counts["words"] >= FEWEST_WORDS for page in pages])
    guess = is_judged & out_of_fold(features, label, is_judged, np.array([page.fold for page in pages]))
    print_weights(fit(features[is_judged], label[is_judged]))
    print_scores(pages, label, guess)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fit the weights of is_probably_readable.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--program", type=Path, default=Path("target/release/clearstory"))
    parser.add_argument("--folds", type=Path, default=Path("../shared/corpus/folds.json"))
    return parser.parse_args()


def read_pages(corpus: Path, program: Path, folds: Path) -> list[Page]:
    fold = json.loads(folds.read_text())
    rows = count(program, sorted((corpus / "html").glob("*.html")))
    return [page_of(row, corpus / "truth" / f"{row['id']}.json", fold[row["id"]]) for row in rows]


def count(program: Path, files: Iterable[Path]) -> Iterable[dict]:
    """Have the program count, one page at a time."""
    with subprocess.Popen([program, "counts"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for file in files:
            json.dump({"id": file.stem, "html": file.read_text("utf-8", "replace")}, process.stdin)
            process.stdin.write("\n")
            process.stdin.flush()
            yield json.loads(process.stdout.readline())
        process.stdin.close()


def page_of(row: dict, truth_file: Path, fold: int) -> Page:
    truth = json.loads(truth_file.read_text("utf-8"))
    text = truth["ground_truth"].get("main_content") or ""
    return Page(counts=row, kind=truth["_internal"]["page_type"]["primary"], words=count_words(text), fold=fold)


def count_words(text: str) -> int:
    return len(re.findall(r"\w+", UNSPACED.sub(" ", text))) + (len(UNSPACED.findall(text)) + 1) // 2


def features_of(counts: dict[str, int]) -> list[float]:
    """As `evidence` in src/readable.rs."""
    paragraphs, images, fields = counts["paragraphs"], counts["images"], counts["fields"]
    return [
        paragraphs / (paragraphs + 5),
        images / (images + counts["words"] / 20 + 5),
        fields / (fields + 10),
        counts["articleMarks"],
        counts["productMarks"],
    ]


def fit(features: Floats, label: Bools) -> LogisticRegression:
    return LogisticRegression(C=10, max_iter=2000).fit(features, label)


def out_of_fold(features: Floats, label: Bools, is_judged: Bools, fold: NDArray[np.int_]) -> Bools:
    guess = np.zeros(len(label), dtype=bool)
    for number in np.unique(fold):
        seen = is_judged & (fold != number)
        model = fit(features[seen], label[seen])
        guess[fold == number] = model.predict_proba(features[fold == number])[:, 1] > THRESHOLD
    return guess


def print_weights(model: LogisticRegression) -> None:
    """Print them with the threshold in the first, so that the guess is whether the sum is above zero."""
    start = model.intercept_[0] - np.log(THRESHOLD / (1 - THRESHOLD))
    for name, weight in zip(("start", *NAMES), (start, *model.coef_[0]), strict=True):
        print(f"    {name}: {weight:.2f},")


def print_scores(pages: list[Page], label: Bools, guess: Bools) -> None:
    print(f"{'pages':24} {'stories':>8} {'others':>8} {'precision':>10} {'recall':>8} {'F1':>7} {'refused':>8}")
    print_row("plain", np.array([page.is_plain for page in pages]), label, guess)
    print_row("all", np.ones(len(pages), dtype=bool), label, guess)
    for kind in sorted({page.kind for page in pages}):
        print_row(f"  {kind}", np.array([page.kind == kind for page in pages]), label, guess)


def print_row(name: str, chosen: Bools, label: Bools, guess: Bools) -> None:
    stories, others = label & chosen, ~label & chosen
    found = (stories & guess).sum()
    precision, recall = found / max(1, (guess & chosen).sum()), found / max(1, stories.sum())
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    refused = (others & ~guess).sum() / max(1, others.sum())
    row = f"{precision:10.3f} {recall:8.3f} {f1:7.3f} {refused:8.3f}"
    print(f"{name:24} {stories.sum():8} {others.sum():8} {row}")


if __name__ == "__main__":
    main()
