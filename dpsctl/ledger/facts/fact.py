"""What every kind of fact has."""

from __future__ import annotations

from typing import ClassVar


class Fact:
    """What every kind of fact has: the table it stands in."""

    table: ClassVar[str]
