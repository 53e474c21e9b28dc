"""Score predictions by the corpus's own measure."""

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor import Prediction


@dataclass(frozen=True)
class Scores:
    """How a system did: by kind of page ("all", "article", ...), then by measure ("F1", "with", "without", ...)."""

    name: str
    kinds: dict[str, dict[str, float]]
    seconds: float
    empty: int


def score(name: str, predictions: Iterable[Prediction], scorer: Path, corpus: Path, file: Path) -> Scores:
    """Make the predictions, write them to `file` and score them."""
    start = children_seconds()
    empty = write(predictions, file)
    seconds = children_seconds() - start
    return Scores(name, measure(scorer, corpus, file), seconds, empty)


def children_seconds() -> float:
    """The processor time of the processes that we started and that have ended: other work does not lengthen it."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def write(predictions: Iterable[Prediction], file: Path) -> int:
    """Write predictions as they come, in the form that the scorer reads, and count those without text."""
    file.parent.mkdir(parents=True, exist_ok=True)
    empty = 0
    with file.open("w", encoding="utf8") as lines:
        for prediction in predictions:
            lines.write(json.dumps(vars(prediction)) + "\n")
            empty += not prediction.text.strip()
    return empty


def measure(scorer: Path, corpus: Path, file: Path) -> dict[str, dict[str, float]]:
    """What the scorer prints: a line "article n= 782 F1=0.9000 ..." for each kind of page."""
    command = [sys.executable, str(scorer), str(corpus), str(file)]
    run = subprocess.run(command, capture_output=True, text=True)
    kinds = {}
    for line in run.stdout.splitlines():
        kind, rest = line.split(maxsplit=1)
        if measures := re.findall(r"(\w+)= *([\d.]+)", rest):
            kinds[kind] = {measure: float(value) for measure, value in measures}
    # Its exit code says nothing: below the scores it may stumble over two pages that scored alike.
    return kinds or sys.exit(f"{scorer} printed no scores:\n{run.stderr}")
