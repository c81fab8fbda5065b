"""Reading the conditions of a rule set document; each fault at its own character."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from dpsctl.documents.document import Document, Mark, Where, complain, did_you_mean, shown
from dpsctl.documents.rule_words import Words
from dpsctl.domain.rules.conditions import AllOf, AnyOf, Condition, Not
from dpsctl.domain.rules.sentences import Sentence, parse_sentence
from dpsctl.domain.rules.vocabulary import SentenceError, Vocabulary
from dpsctl.errors import Complaint

_MOST_LINES = 20
"""The most lines that a sentence is followed over to where its fault is."""
LONGEST_SENTENCE = 5_000
"""The most characters of one sentence."""
MOST_SENTENCES = 100
"""The most sentences of one condition: what is proved of them takes time by their number."""
_JOINS = ("all of", "any of", "not")
_EXPECTED = "write a sentence, or one of `all of`, `any of` (with a list) and `not`"

# The line breaks that YAML counts.
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
# A line that holds no content: blank, a comment, or the mark of a document's beginning.
_HOLLOW = re.compile(r"\ufeff?(---)?\s*(#.*)?")


def _sentences_in(written: Any) -> int:
    if isinstance(written, str):
        return 1
    inner = written.values() if isinstance(written, dict) else written
    return sum(map(_sentences_in, inner))


@dataclass
class ConditionReader:
    """Reads the conditions of one document, keeping every complaint and reading on."""

    document: Document
    words: Words
    vocabulary: Vocabulary
    complaints: list[Complaint] = field(default_factory=list)

    def read_whole(self, written: Any, path: Where) -> Condition | None:
        """The whole condition of a rule, as :meth:`read`; it may not be endless."""
        if (many := _sentences_in(written)) > MOST_SENTENCES:
            what = f"holds {many:,} sentences, and more than {MOST_SENTENCES} cannot be followed"
            self._complain(path, what)
            return None
        return self.read(written, path)

    def read(self, written: Any, path: Where) -> Condition | None:
        """The condition that stands at a path; None if anything in it was complained of."""
        if self.document.is_spoilt(path):
            return None
        if isinstance(written, str):
            return self._sentence(written, path)
        if isinstance(written, dict) and len(written) == 1:
            ((join, inner),) = written.items()
            return self._joined(join, inner, (*path, join))
        many = f"holds {len(written) or 'no'} conditions"
        self._complain(path, f"{many if isinstance(written, dict) else 'is a list'}; {_EXPECTED}")
        return None

    def _joined(self, join: str, written: Any, path: Where) -> Condition | None:
        if join == "not":
            part = self.read(written, path)
            return Not(part) if part else None
        if join in _JOINS:
            return self._several(join, written, path)
        near = did_you_mean(join, _JOINS)
        self._complain(path, f"no condition begins so{near}; {_EXPECTED}", at_key=True)
        return None

    def _several(self, join: str, written: Any, path: Where) -> Condition | None:
        if not isinstance(written, list) or not written:
            self._complain(path, f"{join} takes a list of one condition or more")
            return None
        parts = [self.read(each, (*path, place)) for place, each in enumerate(written)]
        whole = tuple(part for part in parts if part is not None)
        if len(whole) < len(parts):
            return None
        return AllOf(whole) if join == "all of" else AnyOf(whole)

    def _sentence(self, text: str, path: Where) -> Sentence | None:
        if any(self.words.doubts(word) for word in re.split(r"[\s,]+", text)):
            return None
        if len(text) > LONGEST_SENTENCE:
            what = f"is {len(text):,} characters long; write a sentence, or several of them"
            self._complain(path, what)
            return None
        try:
            return parse_sentence(text, self.vocabulary)
        except SentenceError as error:
            mark = self._fault_mark(path, text[: error.offset])
            complaint = complain(self.document, path, f"{error.what} (in {shown(text)})")
            self.complaints.append(replace(complaint, line=mark.line, column=mark.column))
            return None

    def _fault_mark(self, path: Where, before: str) -> Mark:
        """Where in the file the text goes on after ``before``, in the scalar at a path.

        Its beginning, where the scalar is written with escapes and cannot be followed.
        """
        mark = self.document.marks[path]
        place = mark.line - 1 - self._line_before
        # A scalar that is longer than this is no sentence.
        rest = "\n".join(self._lines[place : place + _MOST_LINES])[mark.column - 1 :]
        # A quote or block sign may stand before it; a break in the file is a space in the text.
        spaced = r"\s+".join(map(re.escape, re.split(r"\s+", before)))
        match = re.match(rf"(?:[\"']|[|>][-+\d]*\s+)?{spaced}", rest)
        if not match:
            return mark
        breaks, last = match[0].count("\n"), match[0].rpartition("\n")[2]
        column = len(last) + (1 if breaks else mark.column)
        return Mark(mark.line + breaks, column)

    @cached_property
    def _lines(self) -> list[str]:
        return _BREAK.split(self.document.text)

    @cached_property
    def _line_before(self) -> int:
        """How many lines of the file stand before the document's text: its content is later."""
        lines = enumerate(self._lines, 1)
        return self.document.start.line - next(
            n for n, line in lines if not _HOLLOW.fullmatch(line)
        )

    def _complain(self, path: Where, what: str, *, at_key: bool = False) -> None:
        self.complaints.append(complain(self.document, path, what, at_key=at_key))
