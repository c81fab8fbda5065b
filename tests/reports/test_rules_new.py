"""``rules new``: a rule set that is loud about what is left to write, and that lint refuses."""

from __future__ import annotations

from tests.office import Office

WRITTEN = "own/our-homes/2020-11-16.yaml"


def test_every_placeholder_is_named_and_nothing_else(new_office: Office) -> None:
    assert WRITTEN in new_office.types("rules new our-homes --rules-dir own").out
    text = (new_office.folder / WRITTEN).read_text(encoding="utf-8")
    told = new_office.types("rules lint own --rules-dir own", exits=3).lines

    assert len(told) - 1 == text.count("FILL IN") == 17
    assert all(": is still to be filled in: FILL IN" in line for line in told[:-1])


def test_it_lints_clean_once_it_is_filled_in(new_office: Office) -> None:
    new_office.types("rules new our-homes --rules-dir own")
    path = new_office.folder / WRITTEN
    lines = path.read_text(encoding="utf-8").splitlines()
    written = {
        "title:": "Our criteria",
        "regime:": "pcr2015-light-touch",
        "grounds:": "pcr2015-2020-12-31",
        "asks:": "Is it so?",
        "kind:": "suitability",
        "cite:": "PCR 2015 reg 58(6)",
        "proof:": "the register, looked up",
        "otherwise:": "fail",
        "require:": "answers.a_question is yes",
    }
    for place, line in enumerate(lines):
        head, mark, _ = line.partition("FILL IN")
        if mark and head.split()[-1] in written:
            lines[place] = head + written[head.split()[-1]]
    text = "\n".join(lines)
    text = text.replace("ask: FILL IN what applicants are asked beside the form", "ask: Is it?")
    text = text.replace("law: FILL IN whose figure it is", "law: ours").replace(
        ": FILL IN}", ": 5}"
    )
    path.write_text(text, encoding="utf-8")

    told = new_office.types("rules lint own --rules-dir own").lines
    assert told[-1] == "1 rule set file, 1 warning"  # the figure is not used yet


def test_it_needs_a_folder_a_name_and_room(new_office: Office) -> None:
    new_office.types("rules new our-homes", exits=2)
    new_office.types("rules new 'Our Homes' --rules-dir own", exits=2)
    new_office.types("rules new our-homes --rules-dir own")
    again = new_office.types("rules new our-homes --rules-dir own", exits=1)
    assert "a change to it is a new version" in again.err
