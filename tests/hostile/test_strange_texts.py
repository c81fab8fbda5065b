"""Strange texts in every text field: kept as they are, shown as they are, and obeyed by nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from html import unescape
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from dpsctl.documents.characters import composed
from dpsctl.reports.catalogue import REPORTS

from ..ledger.full import verified
from ..office import HEAD_OF_QUALITY, Office
from ..papers import application, decision, rule, rule_set, system
from .desk import Desk
from .strange import MARKUP, UNSEEN

KEPT = [
    text
    for text in dict.fromkeys(map(composed, MARKUP))
    if len(text) <= 2_000 and text not in ("", "null", "~")
]
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
ON = {"read": "2021-04-06T09:00", "judged": "2021-04-08T11:00", "told": "2021-04-21T09:30"}


@pytest.fixture(scope="module")
def office(desk: Desk) -> Office:
    """An office where every home, provider, district and reason is a strange text.

    Those with an even number are refused for a strange reason by somebody of a strange name, the
    others are admitted and awarded contracts; all have been told by letter.
    """
    office = desk.at("open").on(ON["read"])
    documents = [application(n, _strange(n, text)) for n, text in enumerate(KEPT, 1)]
    told = office.imports(*documents)
    assert len(told.lines) == len(KEPT)
    office.types("check")
    judging = office.on(ON["judged"]).under(HEAD_OF_QUALITY)
    for number, text in enumerate(KEPT, 1):
        if number % 2 == 0:
            reason = f"--reason={shlex.quote(text)} --by={shlex.quote(text)}"
            judging.types(f"determine {number} refuse {reason}")
    judging.types("determine --all-qualified admit --reason 'Meets every criterion'")
    judging.types("award --decision 20/00108 --starts 2021-05-04 --yes")
    office.on(ON["told"]).types("letters --into letters")
    return office.on(ON["told"])


def _strange(number: int, text: str) -> dict[str, object]:
    names = ("home.name", "home.district", "provider.name", "provider.legal_form", "reference")
    return {
        **dict.fromkeys(names, text),
        "attachments": [{"name": text, "sha256": f"{number:064x}"}],
        "placements": [],
    }


def test_they_are_in_the_ledger_as_they_are(office: Office) -> None:
    rows = office.report("applications")["rows"]
    assert [row["home"] for row in rows] == KEPT
    assert [row["provider"] for row in rows] == KEPT
    assert {row["reason"] for row in office.report("history")["rows"]} >= set(KEPT[1::2])
    assert verified(office.ledger).intact


@pytest.mark.parametrize("name", REPORTS)
def test_no_report_obeys_them(office: Office, name: str) -> None:
    json.loads(office.types(f"report {name} --format json").out)
    for row in csv.reader(io.StringIO(office.types(f"report {name} --format csv").out)):
        harmful = [cell for cell in row if cell.startswith(FORMULAS)]
        assert all(re.fullmatch(r"-[\d.]+%?", cell) for cell in harmful), harmful
    page = office.types(f"report {name} --format html").out
    markdown = office.types(f"report {name} --format md").out
    assert harmless(page) and harmless(MarkdownIt("gfm-like", {"linkify": False}).render(markdown))


def test_tables_of_markdown_keep_their_columns(office: Office) -> None:
    lines = office.types("report applications --format md").out.splitlines()
    head, _, *rows = [line for line in lines if line.startswith("|")]
    assert len(rows) in (len(KEPT), len(KEPT) + 1)  # with what they come to
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in (head, *rows)}) == 1


def test_letters_say_them_and_are_called_by_numbers(office: Office) -> None:
    letters = office.folder / "letters"
    names = sorted(each.name for each in letters.iterdir())
    assert len(names) == 2 * len(KEPT)
    assert all(re.fullmatch(r"\d{4}-(awarded|refused)\.(md|html)", name) for name in names)
    for number, text in enumerate(KEPT, 1):
        outcome = "awarded" if number % 2 else "refused"
        page = (letters / f"{number:04}-{outcome}.html").read_text("utf-8")
        assert harmless(page)
        assert " ".join(text.split()) in " ".join(words(page).split())


def test_each_is_explained_by_its_own_reference(office: Office) -> None:
    for number, text in enumerate(KEPT, 1):
        named = shlex.quote(text) if text.isprintable() else number
        told = office.types(f"explain -- {named}").out
        assert text in told and f"1-{number:08}" in told


@pytest.mark.parametrize("text", UNSEEN, ids=lambda text: text.encode("unicode_escape").decode())
def test_what_cannot_be_seen_is_refused_wherever_it_stands(desk: Desk, text: str) -> None:
    office = desk.at("open")
    for path in ("home.name", "reference", "home.district", "answers.improvement_plan"):
        told = office.imports(application(1, {path: text}), exits=4)
        assert "remove it" in told.err and text not in told.err
    for option in ("--reason", "--by"):
        typed = f"close-window --reason Enough {option}={shlex.quote(text)}"
        if "\0" not in text:
            assert "control character" in office.types(typed, exits=2).err
    assert office.ledger.read_bytes() == desk.stages["open"][0].read_bytes()


def harmless(html: str) -> bool:
    """Whether a page has no tag, attribute or link but those of our own templates."""
    reader = _Reader()
    reader.feed(html)
    return not reader.harm


def words(html: str) -> str:
    """What a page says."""
    return unescape(re.sub(r"<[^>]*>", "", html))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.harm += [tag] if tag in ("script", "img", "iframe", "a", "form", "object") else []
        self.harm += [name for name, _ in attrs if name.startswith("on")]


PATHS = [
    *("../../../../../../../etc/passwd", "/etc/passwd", "..", ".", "x" * 300, "own/../own"),
    *("nul", "..\\..\\windows", "kent-specialist/../../secret", "~", "*"),
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:20])
def test_a_name_in_a_document_leads_to_no_file_outside_the_rules(desk: Desk, path: str) -> None:
    office = desk.at("empty")
    for secret in ("secret", "secret/2020-06-15"):
        office.writes(f"{secret}.yaml", "secret: hunter2")
    amended = {"agreements.dps.rules": path, "gates": None}
    office.writes("x.yaml", system(amended))
    office.types("init x.yaml --reason Amended")
    office.writes("d.yaml", decision())
    office = office.on("2021-02-16")
    office.types("record-decision d.yaml")
    told = office.types("open-window --opens 2021-03-01 --closes 2021-03-31", exits=1)
    assert told.err.startswith("dpsctl: there is no") and "hunter2" not in told.err

    grounds = rule_set("2021-01-01", [rule("beds", "home.beds at least 3")], {"grounds": path})
    name = office.writes("own/small/2021-01-01.yaml", grounds)
    linted = office.types(f"rules lint {name} --rules-dir own", exits=3)
    assert "there is no rules/grounds/" in linted.out + linted.err


def test_two_spellings_that_look_alike_are_one(desk: Desk) -> None:
    office, one, two = desk.at("open"), "Café Renée", "Cafe\u0301 Rene\u0301e"
    names = ("home.name", "provider.name")
    office.imports(application(18, {**dict.fromkeys(names, one), "home.cqc.rating": "Good"}))
    again = {**dict.fromkeys(names, two), "home.cqc_location": "1-00000099"}
    office.imports(application(18, again))  # of the same provider, and no other name of it
    assert office.report("applications")["rows"][1]["provider"] == one

    office = office.on("2021-04-06").under("Renée")
    office.types("check")
    office.under("Rene\u0301e").on("2021-04-08").types("determine 1 refuse --reason x")
    rows = office.on("2021-04-09").report("history")["rows"]
    assert [row["by"] for row in rows[-2:]] == ["Renée", "Renée"]
