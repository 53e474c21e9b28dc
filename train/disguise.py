"""Take from a page what its author called things, for a model that also reads pages whose names say nothing."""

import re
from zlib import crc32

TAG = re.compile(r"<[a-zA-Z][^<>]*>")
CALLED = re.compile(r"""(\s)(class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
SAID = re.compile(
    r"""\s(?:role|aria-label|itemprop|itemtype|data-(?:testid|test|component|module|type))"""
    r"""\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)""",
    re.IGNORECASE,
)
LANDMARK = re.compile(r"(</?)(?:article|main|nav|footer|aside|header|section)(?=[\s>/])", re.IGNORECASE)


def disguise(html: str) -> str:
    """The page with divs for its landmarks, without roles, and with other names for the same things.

    What was called the same still is, as where a build step writes the names: that is what a page repeats by.
    """
    return LANDMARK.sub(r"\1div", TAG.sub(lambda tag: CALLED.sub(renamed, SAID.sub("", tag[0])), html))


def renamed(attribute: re.Match[str]) -> str:
    names = attribute[3].strip("\"'").split()
    return f'{attribute[1]}{attribute[2]}="{" ".join(f"c{crc32(name.encode()):08x}" for name in names)}"'
