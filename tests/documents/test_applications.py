"""The application of FORMATS section 3, its facts, its answers and its declaration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from dpsctl.documents.applications import (
    ApplicationDocument,
    check_exclusions,
    facts,
    typed_answers,
)
from dpsctl.documents.document import Document
from dpsctl.documents.validating import judged, read_as_model

WHOLE = """\
reference: KBP-2021-0007
received_at: 2021-07-10T14:05
provider:
  name: Sample Provider 07 Ltd
  company_number: 99900007
  insurance:
    public_liability: {cover: 10000000, expires: 2021-12-31}
    employers_liability: {will_obtain: "10,000,000"}
  policies: {safeguarding: 2020-09-01}
home:
  name: Sample Home 07
  cqc_location: 1-00000007
  postcode: tn231aa
  beds: 5
  cqc: {registration: registered, dormant: no, rating: requires improvement, rated_on: 2020-02-11}
categories: [LD, MH]
agreement: dps
band: Specialist
answers: {improvement_plan: no, towns: [Ashford, Deal], fee: 1650.10, reviewed: 2021-02-01}
remodels: 1-00000007
declaration:
  signed_on: 2021-03-08
  exclusions:
    57(1)(a): no
    57(4): {answer: yes, paid_on: 2020-05-02}
    57(8)(c): {answer: yes, on: 2017-05-02, self_cleaning: Board replaced.}
placements:
  - {ref: P-0001, need: LD, band: Specialist, current_weekly_fee: 1622.50, offered_weekly_fee: 900}
"""


@dataclass(frozen=True)
class Question:
    id: str
    type: str
    choices: tuple[str, ...] = ()


QUESTIONS = (
    Question("improvement_plan", "yes/no"),
    Question("towns", "list", ("Ashford", "Deal")),
    Question("fee", "money"),
    Question("reviewed", "day"),
)


def read(text: str) -> tuple[Document, ApplicationDocument]:
    ((document, application),) = read_as_model(text.encode(), "f", ApplicationDocument)
    return document, application


def test_the_facts_of_a_whole_application() -> None:
    document, application = read(WHOLE)
    answers, complaints = typed_answers(document, application.answers, QUESTIONS)
    assert complaints == []
    assert facts(application, answers, ["57(1)(a)", "57(2)"]) == {
        "reference": "KBP-2021-0007",
        "received_at": "2021-07-10T13:05:00Z",
        "provider.name": "Sample Provider 07 Ltd",
        "provider.company_number": "99900007",
        "provider.insurance.public_liability.cover": 1_000_000_000,
        "provider.insurance.public_liability.expires": "2021-12-31",
        "provider.insurance.employers_liability.will_obtain": 1_000_000_000,
        "provider.policies.safeguarding": "2020-09-01",
        "home.name": "Sample Home 07",
        "home.cqc_location": "1-00000007",
        "home.postcode": "TN23 1AA",
        "home.beds": 5,
        "home.cqc.registration": "Registered",
        "home.cqc.dormant": False,
        "home.cqc.rating": "Requires improvement",
        "home.cqc.rated_on": "2020-02-11",
        "categories": ["LD", "MH"],
        "agreement": "dps",
        "band": "Specialist",
        "remodels": "1-00000007",
        "answers.improvement_plan": False,
        "answers.towns": ["Ashford", "Deal"],
        "answers.fee": 165010,
        "answers.reviewed": "2021-02-01",
        "declaration.signed_on": "2021-03-08",
        "declaration.exclusions.57(1)(a)": False,
        "declaration.exclusions.57(4)": True,
        "declaration.exclusions.57(4).paid_on": "2020-05-02",
        "declaration.exclusions.57(8)(c)": True,
        "declaration.exclusions.57(8)(c).on": "2017-05-02",
        "declaration.exclusions.57(8)(c).self_cleaning": "Board replaced.",
    }
    assert application.placements[0].current_weekly_fee == 162250


def declaring(exclusions: str) -> dict[str, Any]:
    head, _, _ = WHOLE.partition("declaration:")
    _, application = read(f"{head}declaration: {{exclusions: {exclusions}}}\n")
    every = facts(application, {}, ["57(1)(a)", "57(4)"])
    return {path: fact for path, fact in every.items() if path.startswith("declaration")}


def test_none_declared_answers_no_to_every_ground() -> None:
    assert declaring("None declared") == {
        "declaration.exclusions.57(1)(a)": False,
        "declaration.exclusions.57(4)": False,
    }


def test_every_day_that_can_be_told_with_a_yes_is_a_fact() -> None:
    told = "{answer: yes, on: 2019-05-02, known_on: 2019-06-01, arranged_on: 2020-05-02}"
    path = "declaration.exclusions.57(4)"
    assert declaring(f"{{57(4): {told}}}") == {
        path: True,
        f"{path}.on": "2019-05-02",
        f"{path}.known_on": "2019-06-01",
        f"{path}.arranged_on": "2020-05-02",
    }


@pytest.mark.parametrize("blank", ["", "{}", "{57(4): }"])
def test_a_declaration_left_blank_answers_nothing(blank: str) -> None:
    assert declaring(blank) == {}


def test_an_answer_to_no_known_ground() -> None:
    document, application = read(WHOLE)
    (complaint,) = check_exclusions(
        document, application.declaration, ["57(1)(a)", "57(4)", "57(8)(d)"]
    )
    assert str(complaint) == (
        "f:26:5: declaration.exclusions.57(8)(c): "
        "there is no such ground under this regime; did you mean 57(8)(d)?"
    )


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (Question("improvement_plans", "yes/no"), "there is no such question; did you mean"),
        (Question("improvement_plan", "money"), "'no' is not an amount of money"),
        (Question("improvement_plan", "list"), "is one text; write a list"),
        (Question("improvement_plan", "text", ("none", "soon")), "is not one of none, soon"),
        (Question("improvement_plan", "whole number"), "is not a whole number"),
    ],
)
def test_an_answer_that_does_not_suit_its_question(question: Question, why: str) -> None:
    document, application = read(WHOLE)
    answers, complaints = typed_answers(document, application.answers, [question, *QUESTIONS[1:]])
    assert "improvement_plan" not in answers
    assert [why in complaint.what for complaint in complaints] == [True]
    assert (complaints[0].line, complaints[0].what.split(":")[0]) == (
        19,
        "answers.improvement_plan",
    )


def test_what_the_reader_complained_of_is_not_complained_of_again() -> None:
    text = WHOLE.replace("99900007", "!!int 12").replace("band: Specialist\n", "band: *band\n")
    with pytest.raises(Exception) as caught:
        read(text)
    assert len(str(caught.value).splitlines()) == 2


def test_a_model_is_frozen() -> None:
    document, application = read(WHOLE)
    typed, complaints = judged(document, ApplicationDocument)
    assert (typed, complaints) == (application, [])
    with pytest.raises(ValueError, match="frozen"):
        application.band = "Mid"  # type: ignore[misc]
