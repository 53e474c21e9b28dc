"""Score a learned model on pages that it has not seen."""

import json
from collections.abc import Iterator
from pathlib import Path

from corpus import Page
from extractor import Prediction, predict


def predict_out_of_fold(
    command: list[str], pages: list[Page], folds: Path, models: Path, log: Path
) -> Iterator[Prediction]:
    """Give each page to `command` with the model trained without its fold: models/0.model for fold 0.

    `folds` is a JSON file {"0001": 3, ...} from page to fold.
    """
    fold_of = json.loads(folds.read_text(encoding="utf8"))
    for fold in sorted(set(fold_of.values())):
        unseen = [page for page in pages if fold_of[page.id] == fold]
        model = models / f"{fold}.model"
        yield from predict([*command, "--model", str(model)], unseen, log.with_suffix(f".{fold}.log"))
