#!/usr/bin/env python3
"""Train the model that src/model/ reads, from labelled pages as the program measures them.

usage: train.py CORPUS FOLDS FIXTURES PROGRAM WORK [--model FILE --report FILE]
  CORPUS   a folder with html/ID.html and truth/ID.json
  FOLDS    {"ID": fold}; no site is in two folds
  FIXTURES the folder of the project's test pages, which are one fold more
  PROGRAM  clearstory
  WORK     a folder for what is made on the way; the models that have not seen a fold go to WORK/folds/FOLD.model

Without --model only the five models for the folds are made, with it the one that ships as well.
"""

import argparse
from functools import partial
from pathlib import Path

import forest
import numpy as np
from corpus import Blocks, Floats, Page, disguised, matrix, measure, names, read_blocks, read_fixtures, read_pages
from numpy.typing import NDArray
from pages import PageForests, train_pages
from report import report, word_f1
from stages import KEPT, Stages, Trained

MAGIC = b"clrstry1"  # as in src/model/mod.rs


def main() -> None:
    arguments = read_arguments()
    pages = read_pages(arguments.corpus, arguments.folds)
    pages += read_fixtures(arguments.fixtures, 1 + max(page.fold for page in pages))
    pages += [disguised(page) for page in pages]
    folds = np.array([page.fold for page in pages])
    blocks = read_blocks(arguments.program, pages, arguments.work)
    stages = Stages(blocks, folds, partial(smooth, arguments.program, pages, blocks, arguments.work))
    trained = {int(fold): stages.without(int(fold)) for fold in np.unique(folds)}
    scores = out_of_fold(blocks, folds, trained)
    _, measured = stages.smooth(scores)
    quality = word_f1(blocks, pages, scores >= KEPT)
    kinds = names(arguments.program)["types"]
    types = np.array([kinds.index(page.kind) for page in pages])
    heads = {fold: train_pages(measured, types, quality, folds != fold) for fold in trained}
    (arguments.work / "folds").mkdir(parents=True, exist_ok=True)
    for fold, both in trained.items():
        (arguments.work / "folds" / f"{fold}.model").write_bytes(model_bytes(both, heads[fold], len(kinds)))
    if arguments.model:
        head = train_pages(measured, types, quality, np.ones_like(folds, dtype=bool))
        model = model_bytes(stages.without(None), head, len(kinds))
        arguments.model.write_bytes(model)
        arguments.report.write_text(report(pages, blocks, trained, folds, scores, heads, measured, kinds, len(model)))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(usage=__doc__)
    for name in ("corpus", "folds", "fixtures", "program", "work"):
        parser.add_argument(name, type=Path)
    for name in ("--model", "--report"):
        parser.add_argument(name, type=Path)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    return arguments


def smooth(program: Path, pages: list[Page], blocks: Blocks, work: Path, scores: Floats) -> tuple[Floats, Floats]:
    """The second stage's measurements (blocks, columns) and those of pages (pages, columns), by scores (blocks,)."""
    jobs = (page.job(scores[blocks.of_page(at)]) for at, page in enumerate(pages))
    rows = [(matrix(row), row["page"]) for row in measure(program, jobs, work)]
    return np.concatenate([row for row, _ in rows]), np.array([page for _, page in rows], dtype=np.float32)


def out_of_fold(blocks: Blocks, folds: NDArray[np.int64], trained: dict[int, Trained]) -> Floats:
    """Each block's score (blocks,) by the model that has not seen its page's fold."""
    of_block = folds[blocks.page]
    return np.choose(of_block, [trained[fold].scores for fold in sorted(trained)])


def model_bytes(both: Trained, pages: PageForests, types: int) -> bytes:
    """A model in the bytes that src/model/mod.rs reads."""
    first, second = both.first, both.second
    forests = [
        forest.to_bytes(first.booster, first.columns),
        forest.to_bytes(second.booster, second.columns),
        forest.to_bytes(pages.quality, pages.quality_columns),
        *(forest.to_bytes(pages.types, pages.type_columns, kind, types) for kind in range(types)),
    ]
    return MAGIC + b"".join(forests)


if __name__ == "__main__":
    main()
