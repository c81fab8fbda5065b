"""The facts that a command recorded, kept to be printed when it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

_IN_MEMORY = 2**20


class KeptFacts:
    """Facts as the chain hashes them, a line each; in a file where they are many.

    Only if they are ``wanted``: a dry run's are gone from the ledger when it is over, and an
    import may record more than fits in memory.
    """

    def __init__(self, wanted: bool = False) -> None:
        self.wanted = wanted
        self._lines: SpooledTemporaryFile[bytes] | None = None

    def keep(self, facts: Iterable[str]) -> None:
        """Keep these."""
        self._lines = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it is read
        self._lines.writelines(fact.encode("utf-8") + b"\n" for fact in facts)

    def __iter__(self) -> Iterator[str]:
        """Each fact, once: then they are gone."""
        if self._lines is None:
            return
        with self._lines as lines:
            lines.seek(0)
            yield from (line.decode("utf-8").rstrip("\n") for line in lines)
