"""What letters say: as their receivers read them, and by no person's name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest

from dpsctl.documents.markdown import as_html

from ..cli.snapshots import SNAPSHOTS, masked
from ..office import HEAD_OF_QUALITY, Office
from ..papers import application, changed_document, rule_set
from ..small_system import OPEN_MARCH, RATED_GOOD, small_system
from .post_room import ALONE, POOR, REFUSE, letter, names

Stage = Callable[[str], Office]


def agreed_letter(name: str, text: str) -> str:
    path = SNAPSHOTS / f"{name}.md"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(masked(text), encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("number", "name"), [(9, "awarded"), (18, "refused")])
def test_a_letter_reads_as_it_was_agreed(awarded: Office, number: int, name: str) -> None:
    awarded.types(f"letters {number}")

    text = letter(awarded, f"{number:04}-{name}.md")

    assert masked(text) == agreed_letter(f"letter-{name}", text)


def test_the_letter_of_a_withdrawal_reads_as_it_was_agreed(awarded: Office) -> None:
    awarded.types("withdraw 19 --reason 'Telephone call with the owner'")
    awarded.types("letters 19")

    text = letter(awarded, "0019-withdrawn.md")

    assert masked(text) == agreed_letter("letter-withdrawn", text)
    assert "Telephone call" not in text


def test_the_page_says_what_the_markdown_says(awarded: Office) -> None:
    awarded.types("letters 9")

    page = letter(awarded, "0009-awarded.html")

    assert as_html(letter(awarded, "0009-awarded.md")) in page
    assert "<title>Your application was successful</title>" in page


# In a rehearsal, and in earnest


def test_in_earnest_nothing_speaks_of_a_rehearsal(new_office: Office) -> None:
    adopted = rule_set(
        "2021-01-01", [RATED_GOOD], {"illustrative": None, "adopted": {"decision": "20/00108"}}
    )
    office = small_system(new_office, adopted, {"rehearsal": "no", **ALONE})
    office.types(OPEN_MARCH)
    office.imports(application(1, POOR))
    for command in ("check", REFUSE, "letters"):
        office.types(command)

    assert "rehearsal" not in letter(office, "0001-refused.md").lower()
    assert "rehearsal" not in letter(office, "0001-refused.html").lower()


def test_in_a_rehearsal_each_says_so_before_anything_else(awarded: Office) -> None:
    awarded.types("withdraw 19 --reason 'Closed'")
    awarded.types("letters")

    texts = [letter(awarded, name) for name in names(awarded) if name.endswith(".md")]
    assert len(texts) == 18
    assert all(text.startswith("> **This is a rehearsal: it binds nobody.**") for text in texts)


# What was awarded


def test_one_admitted_for_all_is_told_of_no_challenge(awarded: Office) -> None:
    awarded.types("letters 1")

    assert "in court" not in letter(awarded, "0001-awarded.md")


def test_a_deed_is_spoken_of_where_its_value_asks_for_the_seal(kent_at: Stage) -> None:
    office = kent_at("determined")
    told = office.on("2021-04-20").types("award --decision 20/00108 --ends 2022-06-14 --yes")
    office.on("2021-04-20").types("letters")

    to_seal = [
        number
        for number, line in enumerate(told.lines, 1)
        if line.endswith("awaiting signature and seal")
    ]
    deeds = [
        number
        for number in range(1, 17)
        if "made as a deed" in letter(office, f"{number:04}-awarded.md")
    ]
    assert deeds == to_seal


def test_a_home_that_re_models_is_told_what_becomes_of_its_old_contract(kent_at: Stage) -> None:
    office = kent_at("checked").under(HEAD_OF_QUALITY)
    office.types("determine KBP-2021-0020 admit --reason 'Late, and good'")
    old = office.writes("old.yaml", changed_document("contracts/SC19012-L2-0020.yaml", {}))
    office.on("2021-04-20").types(f"import-contracts {old}")
    office.on("2021-04-20").types(
        "award KBP-2021-0020 --decision 20/00108 --starts 2021-06-01 --yes"
    )
    office.on("2021-04-21").types("letters 20")

    text = letter(office, "0020-awarded.md")

    assert "- Contract number: 2\n" in text
    assert "Contract 1 of this home ends on the day before this one is in force." in text


# No person, and nothing from outside that does anything


def test_no_letter_names_a_person(kent_at: Stage) -> None:
    office = kent_at("imported").under("Ermintrude Example")
    office.types("check")
    office.types("determine --all-qualified admit --reason 'Meets every criterion'")
    office.under("Zebedee Example").types("determine 18 refuse --reason 'No plan'")
    office.under("Florence Example").types("award --decision 20/00108 --yes")
    office.types("withdraw 19 --reason 'Closed'")
    office.types("letters")

    login = office.report("history")["rows"][0]["login"]
    everything = "\n".join(letter(office, name) for name in names(office))
    for name in ("Ermintrude", "Zebedee", "Florence", "Example", re.escape(login)):
        assert not re.search(rf"\b{name}\b", everything), name


HOSTILE = "*Bold* [x](http://a.example) <script>alert(1)</script> # | & Co"


def test_hostile_names_and_reasons_are_only_shown(new_office: Office) -> None:
    office = small_system(new_office, None, ALONE)
    office.types(OPEN_MARCH)
    named = {"home.name": HOSTILE, "provider.name": HOSTILE, "reference": "# [a](b) <i>"}
    office.imports(application(1, {**POOR, **named}))
    office.types("check")
    office.types(f"determine 1 refuse --reason '{HOSTILE}'")
    office.types("letters")

    page = letter(office, "0001-refused.html")

    assert "<script>alert" not in page and "<a " not in page and "<em>" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
    assert page.count("<h1>") == 1
