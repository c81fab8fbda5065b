"""The words a rule set brings to its sentences: questions, dated parameters, exclusion grounds.

They are read one by one, so that a mistake in one leaves the rest to type the sentences by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from dpsctl.documents.across import found, text_at
from dpsctl.documents.document import Document, complain
from dpsctl.documents.rule_shape import ParameterPart, QuestionPart
from dpsctl.domain.days import parse_day
from dpsctl.domain.rules.fact_types import FactType, Value
from dpsctl.domain.rules.facts import Question, catalogue
from dpsctl.domain.rules.rule_set import Parameter
from dpsctl.domain.rules.vocabulary import Vocabulary
from dpsctl.errors import Complaint

P = TypeVar("P", bound=BaseModel)


@dataclass
class Words:
    """The questions and parameters that could be read, and all complaints of their values.

    ``doubtful`` are the names of those that could not: what a sentence says of them is not judged,
    for it would be wrong only because they are. A name that ends in a dot stands for all below it.
    """

    questions: list[Question] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    complaints: list[Complaint] = field(default_factory=list)

    def vocabulary(self, ground_codes: Iterable[str]) -> Vocabulary:
        """What the sentences of this rule set may name."""
        types = {parameter.id: parameter.type for parameter in self.parameters}
        return Vocabulary(catalogue(self.questions, ground_codes), types)

    def doubts(self, name: str) -> bool:
        """Whether a word of a sentence is one that could not be read."""
        steps = accumulate(name.split("."), "{}.{}".format)
        return name in self.doubtful or any(f"{above}." in self.doubtful for above in steps)


def read_words(document: Document) -> Words:
    """The questions and parameters of a rule set document, as far as they can be read.

    Only the parameters' values are complained of here; the rest is for the document's model.
    """
    words = Words()
    for _, written in found(document.content, "questions", "*"):
        question = _typed(QuestionPart, written)
        if question and _complete(question.fact_type):
            words.questions.append(Question(question.id, question.fact_type, question.ask))
        else:
            words.doubtful.add(f"answers.{text_at(written, 'id') or ''}")
    for path, written in found(document.content, "parameters", "*"):
        name, part = str(path[-1]), _typed(ParameterPart, written)
        if part and _complete(part.fact_type):
            values = dict(_values(document, name, part, words.complaints))
            words.parameters.append(Parameter(name, part.fact_type, part.law, values))
        else:
            words.doubtful.add(f"${name}")
    return words


def _typed(model: type[P], written: object) -> P | None:
    try:
        return model.model_validate(written)
    except ValidationError:
        return None


def _complete(type_: FactType) -> bool:
    return type_.kind != "choice" or bool(type_.choices)


def _values(
    document: Document, name: str, part: ParameterPart, complaints: list[Complaint]
) -> Iterator[tuple[str, Value]]:
    for day, text in part.values.items():
        path = ("parameters", name, "values", day)
        try:
            parse_day(day)
        except ValueError as error:
            complaints.append(complain(document, path, str(error), at_key=True))
        try:
            yield day, part.fact_type.read(text)
        except ValueError as error:
            complaints.append(complain(document, path, str(error)))
