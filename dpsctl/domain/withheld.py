"""What stands where a figure was, in a report that is published."""

from __future__ import annotations

from typing import Final


class Withheld:
    """A figure that is not published. Absent is something else: there, no figure was.

    It is written ``[c]``, for confidential, as official statistics in the United Kingdom mark it.
    """

    def __str__(self) -> str:
        return "[c]"

    def __repr__(self) -> str:
        return "WITHHELD"

    def __reduce__(self) -> str:
        return "WITHHELD"  # copied or not, there is only one


WITHHELD: Final = Withheld()
"""The only one there is: compare it with ``is``."""
