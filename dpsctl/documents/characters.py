"""Characters that no document may hold: they hide or alter what a reader sees."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NO_TEXT = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
# What no font shows: Unicode's default ignorable code points, annotations, and blanks of a width.
_UNSEEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Joiners and variation selectors shape letters of some scripts, and emoji; after any other
# character they only make a second spelling that looks like the first.
_SHAPING = "\u200c\u200d\ufe00-\ufe0f"
_SHAPED = "\u0370-\u200a\u2010-\U0010ffff"
# Bytes that are not UTF-8 are decoded to lone surrogates, so that one search finds everything.
FORBIDDEN = re.compile(
    f"[{_NO_TEXT}{_TURNING}{_UNSEEN}\ud800-\udfff]|\r(?!\n)|[{_SHAPING}](?<![{_SHAPED}].)",
    re.DOTALL,
)
_KINDS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a spreadsheet, a Word file or a zip",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"SQLite format 3\0": "a database",
}
"""How files begin that are no text, and that people send for one; no text begins so."""
STAND_IN = "\ufffd"
_NAMES = {
    "\0": "nul",
    "\x1b": "escape",
    "\r": "carriage return without line feed",
    "\ufeff": "byte-order mark",
}


def not_utf8(source: bytes) -> str | None:
    """What is wrong with a file as a whole, by how it begins: it is no text, or a wide one."""
    for begins, kind in _KINDS.items():
        if source.startswith(begins):
            return f"the file is {kind}, and no text; save what it says as text in UTF-8"
    if _is_wide(source):
        return "the file is UTF-16 or UTF-32, not UTF-8; save it as UTF-8"
    return None


def _is_wide(source: bytes) -> bool:
    # As UTF-16 or UTF-32 is saved, its mark or none.
    marked = source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return marked or source[:4].count(0) in (2, 3)


def is_clean(text: str) -> bool:
    """Whether a text holds no forbidden character."""
    # Below the first mark that is printable and unseen, nothing forbidden can be printed; and this
    # is ten times as fast as the search.
    plain = text.replace("\n", "").isprintable() and (text.isascii() or max(text) < "\u034f")
    return plain or not FORBIDDEN.search(text)


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
    return f"{named} {_kind(character)}; remove it"


def _kind(character: str) -> str:
    if re.match(f"[{_TURNING}]", character):
        return "turns the direction of writing"
    unseen = re.match(f"[{_UNSEEN}{_SHAPING}]", character)
    return "cannot be seen" if unseen else "is a control character"


def composed(text: str) -> str:
    """The text as Unicode composes it (NFC): some keyboards write é as two characters, some as one,
    and nobody sees which.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def replace_forbidden(text: str) -> str:
    """The text with a stand-in for each forbidden character, so that positions stay."""
    return FORBIDDEN.sub(STAND_IN, text)
