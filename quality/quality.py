"""Score Clearstory, and the extractors that it is compared with, on the labelled corpus.

usage: quality.py SHARED WORK PROGRAM MODELS [PEER ...]
  SHARED   the folder of the corpus, its folds and its scorer
  WORK     the folder below which the corpus is unpacked and the peers are installed; predictions and logs go there
  PROGRAM  clearstory
  MODELS   the folder of its models that have not seen a fold, 0.model to 4.model (train/train.py makes them)
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import peers
from corpus import Page, pages_of
from extractor import Prediction, predict
from folds import predict_out_of_fold
from score import score
from tables import tables


def main(shared: Path, work: Path, program: Path, models: Path, names: list[str]) -> None:
    """Run every system over every page, one system at a time, then print the tables."""
    corpus = work / "corpus"
    systems = []
    for name, predictions in runs(shared, work, program, models, names, pages_of(corpus)):
        file = work / "predictions" / f"{name.replace(' ', '-')}.jsonl"
        print(f"Running {name}", file=sys.stderr, flush=True)
        systems.append(score(name, predictions, shared / "score.py", corpus, file))
    print(tables(systems))


def runs(
    shared: Path, work: Path, program: Path, models: Path, names: list[str], pages: list[Page]
) -> Iterator[tuple[str, Iterator[Prediction]]]:
    """Each system's name and its predictions, which are made as they are read."""
    logs = work / "logs"
    ours = [str(program), "batch"]
    yield "clearstory", predict_out_of_fold(ours, pages, shared / "folds.json", models, logs / "clearstory.log")
    commands = peers.commands(work)
    for name in names:
        yield f"{name} {peers.version(name)}", predict(commands[name], pages, logs / f"{name}.log")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:5]), names=sys.argv[5:])
