"""Names come from outside: they appear as themselves, and do nothing to terminals or sheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from ..office import HEAD_OF_QUALITY, Office
from ..papers import application

Stage = Callable[[str], Office]

MARKUP = "Oak [/Lodge] :house:"
FORMULA = "=cmd|'/c'!A1"
WITH_HOMES = pytest.mark.parametrize("name", ["roster", "costs", "applications", "findings"])


@pytest.fixture
def awarded(kent_at: Stage) -> Office:
    """Two homes by odd names with contracts, and one of them with an application besides."""
    office = kent_at("open")
    office.imports(
        application(1, {"home.name": MARKUP}),
        application(2, {"home.name": FORMULA, "provider.name": "@SUM(A1:A9)"}),
    )
    office = office.on("2021-04-06")
    office.types("check")
    office.types("determine --all-qualified admit --reason 'Meets every criterion'")
    office.types("award --decision 20/00108 --yes")
    return office


@WITH_HOMES
def test_they_appear_as_themselves_in_json_and_in_tables(awarded: Office, name: str) -> None:
    homes = {row["home"] for row in awarded.report(name)["rows"]}
    table = awarded.types(f"report {name}").out

    assert homes == {MARKUP, FORMULA}
    assert MARKUP in table and FORMULA in table


@WITH_HOMES
def test_a_formula_is_neutralised_in_csv_and_nothing_else_is(awarded: Office, name: str) -> None:
    text = awarded.types(f"report {name} --format csv").out
    rows = list(csv.DictReader(io.StringIO(text)))

    assert {row["home"] for row in rows} == {MARKUP, "'" + FORMULA}
    if "provider" in rows[0]:
        assert "'@SUM(A1:A9)" in {row["provider"] for row in rows}


def test_our_own_negative_numbers_are_numbers_in_csv(kent_at: Stage) -> None:
    text = kent_at("awarded").types("report costs --format csv").out

    assert next(csv.DictReader(io.StringIO(text)))["change_gbp"] == "-498.16"


@pytest.mark.parametrize(
    "command", ["explain 1", "explain 2", "status", "explain 1 --format json", "form"]
)
def test_what_is_told_rather_than_tabulated_prints_them_too(awarded: Office, command: str) -> None:
    told = awarded.types(command)

    if "explain 1" in command:
        assert MARKUP in told.out
    if "explain 2" in command:
        assert FORMULA in told.out


def test_recording_commands_print_them_as_they_are(kent_at: Stage) -> None:
    told = kent_at("open").imports(application(1, {"home.name": MARKUP}))

    assert told.out == f"application 1: {MARKUP} (LD), window 2021-03-01\n"


def test_reasons_are_text_from_outside_too(kent_at: Stage) -> None:
    office = kent_at("checked").under(HEAD_OF_QUALITY)
    office.types("determine 18 refuse --reason '=HYPERLINK(\"http://x\") [b]now[/b]'")

    rows = list(csv.DictReader(io.StringIO(office.types("report history -f csv").out)))

    assert rows[-1]["reason"] == '\'=HYPERLINK("http://x") [b]now[/b]'
    assert '=HYPERLINK("http://x") [b]now[/b]' in office.types("explain 18").out


@pytest.mark.parametrize("name", ["Oak \x1b[31m Lodge", "Oak\u202e Lodge", "Oak\x07 Lodge"])
def test_a_name_with_a_control_character_is_refused_at_import(kent_at: Stage, name: str) -> None:
    office = kent_at("open")
    office.writes("plain.yaml", application(1).replace("Sample Home 01", name))

    escaped = office.imports(application(1, {"home.name": name}), exits=4)
    plain = office.types("import plain.yaml", exits=4)

    for refused in (escaped, plain):
        assert not set(refused.err) & {"\x1b", "\u202e", "\x07"}
    assert office.counts("applications") == 0


@pytest.mark.parametrize(
    "option", ["--reason 'Enough \x1b[31m beds'", "--reason Enough --by 'A\x1b[31mnna'"]
)
def test_nor_does_one_come_in_by_an_option(kent_at: Stage, option: str) -> None:
    told = kent_at("open").types(f"close-window {option}", exits=2)

    assert "has a control character in it" in told.err
    assert "\x1b" not in told.err


@pytest.mark.parametrize("name", ["nowhere\x1b[31m.yaml", "Oak\u202e.yaml"])
def test_a_file_name_is_not_printed_raw_either(kent_at: Stage, name: str) -> None:
    office = kent_at("open")

    missing = office.types(f"import '{name}'", exits=2)
    office.writes(name, "slip: yes\n")
    unreadable = office.types(f"import '{name}'", exits=4)

    for told in (missing, unreadable):
        assert not set(told.err) & {"\x1b", "\u202e"}


@pytest.mark.parametrize(
    "command",
    [
        "explain '\x1b[31m9'",
        "report '\x1b[31mcosts'",
        "'\x1b[31mstatus'",
        "status --'\x1b[31mx'",
        "rules show '\x1b[31mx'",
        "open-window --for '\x1b[31m'",
        "report windows --window '\x1b[31m'",
        "status --ledger '\x1b[31m.db'",
        "status --rules-dir '\x1b[31m'",
        "form --agreement '\x1b[31m'",
        "award --decision '\x1b[31m' --yes",
    ],
)
def test_nothing_that_is_typed_reaches_the_terminal_raw(kent_at: Stage, command: str) -> None:
    told = kent_at("determined").tries(command)

    assert told.code in (1, 2, 5)
    assert "\x1b" not in told.out + told.err


@pytest.mark.parametrize("command", ["explain", "check", "withdraw --reason Letter", "import"])
def test_bytes_that_are_no_text_name_nothing(kent_at: Stage, command: str) -> None:
    told = kent_at("determined").tries(f"{command} '\udcff'")

    assert told.code in (1, 2)
    assert told.err.startswith("dpsctl: ")
