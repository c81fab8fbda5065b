"""Text made safe to print."""

from __future__ import annotations

from unicodedata import category

# Controls, formatting (bidirectional overrides among it), lone surrogates, line separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Zero-width joiners shape letters and emoji, and cannot move or hide their neighbours.
_JOINERS = "\u200c\u200d"


def safe(text: str) -> str:
    r"""The text with whatever a terminal would obey or not show as an escape: ``\x1b``, ``\n``."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    if category(char) not in _UNSEEN or char in _JOINERS:
        return char
    return char.encode("unicode_escape").decode("ascii")
