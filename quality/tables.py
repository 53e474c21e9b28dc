"""Set scores out in tables, a row for each system."""

from collections.abc import Callable

from score import Scores

KINDS = ["all", "article", "documentation", "service", "forum", "collection", "listing", "product"]

Columns = dict[str, Callable[[Scores], str]]


def tables(systems: list[Scores]) -> str:
    """The word F1 by kind of page, and below it what else there is to say."""
    f1 = {kind: share("F1", kind) for kind in KINDS}
    rest = {
        "with": share("with", "all"),
        "without": share("without", "all"),
        "with, articles": share("with", "article"),
        "without, articles": share("without", "article"),
        "seconds": lambda scores: f"{scores.seconds:.0f}",
        "no text": lambda scores: str(scores.empty),
    }
    return f"""\
Word F1 by kind of page:

{table(f1, systems)}

Must-have snippets found (with), must-not-have snippets left out (without), seconds of processor time for all pages,
and pages that gave no text:

{table(rest, systems)}"""


def share(measure: str, kind: str) -> Callable[[Scores], str]:
    """A column of one measure over one kind of page."""
    return lambda scores: f"{scores.kinds[kind][measure]:.3f}"


def table(columns: Columns, systems: list[Scores]) -> str:
    """A head and the rows, each column as wide as its head."""
    first = max(len(scores.name) for scores in systems)
    rows = [["", *columns]] + [[scores.name, *(cell(scores) for cell in columns.values())] for scores in systems]
    widths = [first, *(max(len(head), 5) for head in columns)]
    return "\n".join("  ".join([f"{row[0]:{first}}", *map(str.rjust, row[1:], widths[1:])]) for row in rows)
