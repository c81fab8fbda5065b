"""Letters on their way out: their facts into the ledger, their files into a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from dpsctl.actions.desk import Desk, Outcome
from dpsctl.actions.letter_files import digest_of, stands
from dpsctl.documents.templates import Templates
from dpsctl.ledger.facts import Letter
from dpsctl.ledger.file import Row
from dpsctl.ledger.recording import Recording
from dpsctl.progress import along
from dpsctl.reports.letter_facts import LetterFacts
from dpsctl.reports.to_tell import ToTell
from dpsctl.reports.view import View

Files = dict[str, bytes]
"""The content of files by their names."""


class Post:
    """The letters of one command, all of one London day, for one folder."""

    def __init__(self, desk: Desk, to: Recording, view: View, into: Path, sent_on: date) -> None:
        self._to = to
        self._into = into
        self._sent_on = sent_on
        self._templates = Templates(desk.rules)
        self._view = view

    def tell(self, fresh: Sequence[ToTell], rows: Mapping[int, Row], outcome: Outcome) -> Files:
        """Record the letters of outcomes that nobody was told of; the files that they are.

        ``rows`` are the applications and where they stand, by number.

        Raises:
            RefusedError: a file stands in the folder that is not this letter.
            DocumentError: a template has a mistake.
        """
        if not fresh:
            return {}
        facts = LetterFacts(self._view, self._sent_on)
        files: Files = {}
        for each in along(fresh, "writing letters"):
            told = facts.of(rows[each.application], each)
            text = self._templates.markdown(each.outcome, told)
            page = self._templates.page(text)
            name = self._name(self._record(each, text, page))
            made = {f"{name}.md": text.encode("utf-8"), f"{name}.html": page.encode("utf-8")}
            files |= {
                file: content
                for file, content in made.items()
                if not stands(self._into / file, digest_of(content), sent=False)
            }
            outcome.say(
                f"application {each.application}: told on {self._sent_on} that it was "
                f"{each.outcome} ({name}.md and .html)"
            )
        return files

    def again(self, sent: Sequence[Row], outcome: Outcome) -> Files:
        """The files of letters sent before that are missing from the folder, as they were sent.

        Raises:
            RefusedError: a file stands in the folder that is not the letter sent.
        """
        files: Files = {}
        for letter in sent:
            name = self._name(letter["id"])
            digests = {f"{name}.md": letter["document"], f"{name}.html": letter["page_sha256"]}
            missing = [
                file
                for file, digest in digests.items()
                if not stands(self._into / file, digest, sent=True)
            ]
            if missing:
                kept = self._kept(letter, name)
                files |= {file: kept[file] for file in missing if file in kept}
                outcome.remarks += _remarks(letter, name, missing, kept)
        return files

    def _record(self, each: ToTell, text: str, page: str) -> int:
        return self._to.add(
            Letter(
                application=each.application,
                outcome=each.outcome,
                tells_of=each.tells_of,
                sent_on=self._sent_on.isoformat(),
                document=self._to.keep_text(text),
                page_sha256=digest_of(page.encode("utf-8")),
            )
        )

    def _name(self, letter: int) -> str:
        """``0007-awarded``; where an outcome is told for the second time, ``0007-awarded-2``."""
        row = self._to.ledger.row(
            "SELECT l.application, l.outcome, COUNT(*) AS count FROM letters l "
            "JOIN letters y ON y.application = l.application AND y.outcome = l.outcome "
            "AND y.id <= l.id WHERE l.id = ? GROUP BY l.id",
            [letter],
        )
        assert row is not None, "the letter is on the ledger"
        again = f"-{row['count']}" if row["count"] > 1 else ""
        return f"{row['application']:04}-{row['outcome']}{again}"

    def _kept(self, letter: Row, name: str) -> Files:
        """A letter's files from the ledger's own text, none of a text that was redacted.

        The page is laid out anew.
        """
        text: str | None = self._to.ledger.value(
            "SELECT text FROM documents WHERE sha256 = ?", [letter["document"]]
        )
        if text is None:
            return {}
        page = self._templates.page(text)
        return {f"{name}.md": text.encode("utf-8"), f"{name}.html": page.encode("utf-8")}


def _remarks(letter: Row, name: str, missing: Sequence[str], kept: Files) -> Iterator[str]:
    if not kept:
        yield f"{name} cannot be written again: its text was redacted"
        return
    page = f"{name}.html"
    if page in missing and digest_of(kept[page]) != letter["page_sha256"]:
        yield (
            f"{page} has the words that were sent, and the layout of today: "
            "the template of pages has changed since"
        )
