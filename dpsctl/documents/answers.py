"""The answers to a rule set's own questions, typed as the questions say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from dpsctl.documents.document import Document, Where, complain, did_you_mean
from dpsctl.documents.scalars import one_of, parse_whole_number, parse_yes_no
from dpsctl.domain.days import parse_day
from dpsctl.domain.decimals import parse_hundredths
from dpsctl.domain.money import parse_pence
from dpsctl.errors import Complaint


class Asked(Protocol):
    """A question, as far as its answers need it. ``choices`` may be empty: any answer will do."""

    @property
    def id(self) -> str:
        """The key under ``answers``."""

    @property
    def type(self) -> str:
        """One of yes/no, whole number, money, percentage, day, text and list."""

    @property
    def choices(self) -> Sequence[str]:
        """The texts that may be chosen from."""


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "yes/no": parse_yes_no,
    "whole number": parse_whole_number,
    "money": parse_pence,
    "percentage": parse_hundredths,
    "day": lambda text: parse_day(text).isoformat(),
}
_LONGEST = 200


def typed_answers(
    document: Document, written: Mapping[str, Any] | None, questions: Sequence[Asked]
) -> tuple[dict[str, Any], list[Complaint]]:
    """The answers by question id, as JSON values (money in pence, days ISO), and the complaints."""
    by_id = {question.id: question for question in questions}
    answers: dict[str, Any] = {}
    complaints: list[Complaint] = []
    for name, given in (written or {}).items():
        path: Where = ("answers", name)
        if name not in by_id:
            what = f"there is no such question{did_you_mean(name, by_id)}"
            complaints.append(complain(document, path, what, at_key=True))
            continue
        try:
            answers[name] = parse_answer(by_id[name], given)
        except ValueError as error:
            complaints.append(complain(document, path, str(error)))
    return answers, complaints


def parse_answer(question: Asked, given: str | Sequence[str]) -> Any:
    """One answer as a JSON value.

    Raises:
        ValueError: not of the question's type, or not one of its choices.
    """
    if question.type == "list":
        if isinstance(given, str):
            raise ValueError("is one text; write a list, such as [A, B], or [] for none")
        return [_chosen(question, text) for text in given]
    if not isinstance(given, str):
        raise ValueError(f"is a list; give one answer ({question.type})")
    if question.type == "text":
        return _chosen(question, given)
    if len(given) > _LONGEST:
        raise ValueError(f"is far too long for an answer that is {question.type}")
    return _PARSERS[question.type](given)


def _chosen(question: Asked, text: str) -> str:
    return one_of(question.choices)(text) if question.choices else text
