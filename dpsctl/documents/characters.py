"""Characters that no document may hold: they hide or alter what a reader sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NO_TEXT = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
# Bytes that are not UTF-8 are decoded to lone surrogates, so that one search finds everything.
FORBIDDEN = re.compile(f"[{_NO_TEXT}{_TURNING}\ud800-\udfff]|\r(?!\n)")
STAND_IN = "\ufffd"
_NAMES = {
    "\0": "nul",
    "\x1b": "escape",
    "\r": "carriage return without line feed",
    "\ufeff": "byte-order mark",
}


def is_clean(text: str) -> bool:
    """Whether a text holds no forbidden character."""
    # No forbidden character can be printed, and this is ten times as fast as the search.
    return text.replace("\n", "").isprintable() or not FORBIDDEN.search(text)


def forbidden_characters(text: str) -> Iterator[tuple[int, int, str]]:
    """Every forbidden character: its line and column, from 0, and what is wrong with it."""
    line, line_start, seen = 0, 0, 0
    for match in FORBIDDEN.finditer(text):
        line += text.count("\n", seen, match.start())
        line_start = max(line_start, text.rfind("\n", seen, match.start()) + 1)
        seen = match.start()
        yield line, seen - line_start, wrong_with(match[0])


def wrong_with(character: str) -> str:
    """What is wrong with a forbidden character, and what to do about it."""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"byte 0x{code - 0xDC00:02X} is not UTF-8; save the file as UTF-8"
    name = _NAMES.get(character) or unicodedata.name(character, "").lower()
    named = f"U+{code:04X} ({name})" if name else f"U+{code:04X}"
    turns = re.match(f"[{_TURNING}]", character)
    kind = "turns the direction of writing" if turns else "is a control character"
    return f"{named} {kind}; remove it"


def replace_forbidden(text: str) -> str:
    """The text with a stand-in for each forbidden character, so that positions stay."""
    return FORBIDDEN.sub(STAND_IN, text)
