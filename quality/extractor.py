"""Run an extractor, a program that answers each line of JSON with one, so that no page can stop the others."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import BinaryIO

from corpus import Page

# Seconds, far more than any page needs where nothing else keeps the machine busy.
PAGE_LIMIT = 60


@dataclass(frozen=True)
class Prediction:
    """What an extractor found in a page: no text where it failed."""

    id: str
    text: str
    error: str | None = None


def predict(command: list[str], pages: list[Page], log: Path) -> Iterator[Prediction]:
    """Give each page to one process of `command`, and to a new one after each that crashed or had to be killed."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as errors:
        process = None
        for page in pages:
            process = process or launch(command, errors)
            answer = ask(process, page.request())
            if answer is None:
                stop(process)
                process = None
                # An extractor that fails from the start is badly installed rather than beaten by a page.
                if page is pages[0]:
                    sys.exit(f"{' '.join(command)} does not answer: see {log}")
            yield prediction(page, answer)
        if process:
            stop(process)


def launch(command: list[str], errors: BinaryIO) -> subprocess.Popen[bytes]:
    """Start the process, for as many pages as it stands."""
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)


def ask(process: subprocess.Popen[bytes], request: bytes) -> bytes | None:
    """The answer to one line, or None from a process that dies over it or is killed at the limit."""
    limit = Timer(PAGE_LIMIT, process.kill)
    limit.start()
    try:
        process.stdin.write(request)
        process.stdin.flush()
        answer = process.stdout.readline()
    except BrokenPipeError:
        return None
    finally:
        limit.cancel()
    return answer if answer.endswith(b"\n") else None


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the process, whether or not it still lives, and wait for it, so that its time is counted."""
    process.kill()
    process.communicate()


def prediction(page: Page, answer: bytes | None) -> Prediction:
    """What an answer says."""
    if answer is None:
        return Prediction(page.id, "", f"crashed, or had no answer after {PAGE_LIMIT} s")
    found = json.loads(answer)
    return Prediction(page.id, found["text"] or "", found.get("error"))
