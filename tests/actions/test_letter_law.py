"""Until when a refusal is challenged and answered, by each law, and when one may apply again."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..office import Office
from .post_room import letter, market_office, refused_office


@pytest.mark.parametrize(
    ("sent", "last_day"),
    [
        ("2021-04-21", "20 May 2021"),  # a Wednesday; the 30th day is a Thursday
        ("2021-05-01", "1 June 2021"),  # the 30th day a Sunday, and Monday a bank holiday
        ("2021-04-02", "4 May 2021"),  # the 30th day a Saturday, and Monday a bank holiday
    ],
)
def test_until_when_a_refusal_is_challenged_under_pcr_2015(
    new_office: Office, sent: str, last_day: str
) -> None:
    office = refused_office(new_office)
    office.on(sent).types("letters")

    text = letter(office, "0001-refused.md")

    assert "must be started within 30 days, beginning with the day on which you first" in text
    assert "the grounds for them (PCR 2015 reg 92(2)). Counted from the day of this letter" in text
    assert f"the last day is **{last_day}**." in text
    assert "the court may allow more time, but never beyond three months" in text
    assert "within 15 days of the day on which we receive your request (PCR 2015 reg 55(2))" in text


@pytest.mark.parametrize(
    ("sent", "last_day"),
    [("2026-02-04", "5 March 2026"), ("2026-02-06", "7 March 2026")],  # a Thursday; a Saturday
)
def test_and_under_the_act_of_2023_where_nothing_rolls(
    tmp_path: Path, sent: str, last_day: str
) -> None:
    office = market_office(tmp_path)
    office.types("determine SBC-LIVING-005 refuse --reason 'It is rated Inadequate'")
    office.on(sent).types("letters")

    text = letter(office, "0005-refused.md")

    assert "(Procurement Act 2023 s 106). Counted from the day of this letter" in text
    assert f"the last day is **{last_day}**." in text
    assert "PCR 2015" not in text
    assert "the court may" not in text
    assert "You may make representations" in text
    assert "You may apply again at any time while the dynamic market lasts." in text


# What the system says


def test_the_letter_is_signed_by_a_post_and_answered_where_the_system_says(
    new_office: Office,
) -> None:
    terms = {
        "signed_by": "Head of Strategic Commissioning",
        "reply_to": "dps@council.example",
        "representations": "10 working days",
    }
    office = refused_office(new_office, {"letters": terms})
    office.on("2021-03-26").types("letters")

    text = letter(office, "0001-refused.md")

    assert "**Head of Strategic Commissioning**" in text
    # Ten working days from a Friday, over Good Friday and Easter Monday.
    assert "Please do so by 13 April 2021." in text
    assert r"For either, please write to dps\@council.example. We will consider" in text
    assert "portal" not in text


def test_without_a_period_one_may_write_at_any_time_before_the_last_day_to_challenge(
    new_office: Office,
) -> None:
    office = refused_office(new_office)
    office.on("2021-04-21").types("letters")

    text = letter(office, "0001-refused.md")
    assert "You may do so at any time before 20 May 2021." in text
    assert "please write to us through the portal on which you applied." in text


def test_from_when_a_home_may_apply_again(new_office: Office) -> None:
    policy = {"refusals": "1", "wait": "6 months", "cite": "notice, section VI"}
    limited = refused_office(new_office, {"reapplication": policy})
    limited.types("letters")

    assert (
        "You may apply again from 10 September 2021, whenever the dynamic purchasing system is "
        "then open to applications (notice, section VI)." in letter(limited, "0001-refused.md")
    )


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("2021-03-10", "You may apply again from 1 April 2021, whenever the dynamic"),
        ("2021-04-01", "You may apply again whenever the dynamic purchasing system is open"),
    ],
)
def test_while_the_window_is_open_that_a_home_was_refused_in_it_waits_for_the_next(
    new_office: Office, sent: str, told: str
) -> None:
    office = refused_office(new_office)
    office.on(sent).types("letters")

    assert told in letter(office, "0001-refused.md")
