"""Answer each line of JSON {"id", "url", "html"} with a line {"id", "text"} by trafilatura.

usage: trafilatura_peer.py < pages.jsonl > predictions.jsonl
"""

import json
import sys

import trafilatura


def predict(page: dict[str, str | None]) -> dict[str, str]:
    """The main text of one page; a page that trafilatura fails on has none."""
    try:
        text = trafilatura.extract(page["html"], url=page["url"], include_comments=False)
    except Exception as error:
        return {"id": page["id"], "text": "", "error": repr(error)}
    return {"id": page["id"], "text": text or ""}


for line in sys.stdin:
    # Whoever feeds us one page at a time waits for its answer.
    print(json.dumps(predict(json.loads(line))), flush=True)
