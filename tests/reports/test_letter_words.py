"""What rules saw and wanted, in the words of a letter."""

from __future__ import annotations

import pytest

from dpsctl.domain.rules.facts import FACTS
from dpsctl.reports.letter_words import called, plain

ASKED = {"improvement_plan": "Is a plan agreed?"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("home.cqc.rating at least Good", "CQC rating at least Good"),
        ("answers.improvement_plan is yes", "“Is a plan agreed?” is yes"),
        (
            "provider.insurance.public_liability.expires on or after 2021-03-31 (window.closes)",
            "public liability cover, last day on or after 31 March 2021 "
            "(the last day for applications)",
        ),
        (
            "provider.policies.safeguarding on or after 2020-03-01 (window.opens - 12 months)",
            "safeguarding policy, day last reviewed on or after 1 March 2020 "
            "(12 months before the day on which applications opened)",
        ),
        (
            "declaration.exclusions.57(8)(c) is no, or spent (3 years from the event)",
            "answer on ground 57(8)(c) is no, or spent (3 years from the event)",
        ),
        ("provider.insurance.employers_liability.cover 1", "employers' liability cover 1"),
        ("not answered", "not answered"),
        ("A care home of the provider", "A care home of the provider"),
        ("yes; self-cleaning told", "yes; you told us how you put the matter right"),
        (
            "yes; self-cleaning told, which is not open here",
            "yes; you told us of steps, which the law does not weigh here",
        ),
        ("2021-02-30 is no day", "2021-02-30 is no day"),
    ],
)
def test_paths_and_days_are_told_in_words(text: str, told: str) -> None:
    assert plain(text, ASKED) == told


def test_a_value_is_not_taken_for_the_name_of_one() -> None:
    assert plain("Trust with a home and answers", ASKED, colon=":") == (
        "Trust with a home and answers"
    )


def test_what_was_seen_has_a_colon_between_name_and_value() -> None:
    assert plain("home.beds 7; answers.improvement_plan no", ASKED, colon=":") == (
        "number of beds: 7; “Is a plan agreed?”: no"
    )


TOLD = ("home.cqc.", "home.beds", "provider.insurance.", "provider.policies.", "window.")


@pytest.mark.parametrize("path", [path for path in FACTS if path.startswith(TOLD)])
def test_whatever_kents_rules_judge_by_has_a_name(path: str) -> None:
    assert called(path, {}) != path
