"""A report's page: what it says, in which order, and that whatever comes from outside is text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.reports.report import Chart, Report
from dpsctl.shipped import RULES
from dpsctl.show.pages import render_page

from .samples import BRIDGE, COSTS, NASTY, OAK, homes

WHOLE = replace(
    COSTS,
    sections=(BRIDGE,),
    notes=["Annual figures are at 52 weeks", "Two contracts cost £1,650."],
    charts=(
        Chart("bars", "What each costs", "home", ("offered_weekly_pence",)),
        Chart("steps", "How it moved", "step", ("annual_pence",), of="bridge"),
    ),
)
VOID = {"meta", "link", "br", "img", "hr", "input"}


def page(report: Report) -> str:
    return render_page(report, [RULES])


class Reader(HTMLParser):
    """Reads a page: its tags in order with their attributes, its texts, and that tags close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())

    def named(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.tags if name == tag)


def in_order(text: str, *parts: str) -> bool:
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_a_page_tells_what_it_is_sums_up_draws_lists_and_ends_with_the_head() -> None:
    assert in_order(
        page(WHOLE),
        "<title>Costs: kent-ldpdmh, as of 30 June 2021</title>",
        "This is a rehearsal: it binds nobody.",
        "<h1>Costs</h1>",
        "kent-ldpdmh · as of 30 June 2021 · a year is 52 weeks",
        '<p class="summary">Two contracts cost £1,650.</p>',
        "<figcaption>What each costs",
        "<figcaption>How it moved",
        "<caption",
        "<h2>Step by step</h2>",
        "<li>Annual figures are at 52 weeks</li>",
        "<footer>",
        "Ledger head: <code>0f3c</code>",
    )
    assert page(WHOLE).count("This is a rehearsal: it binds nobody.") == 2
    assert page(WHOLE).count("Two contracts cost") == 1


def test_every_table_says_on_which_weeks_its_money_rests() -> None:
    assert page(WHOLE).count("<small>(a year is 52 weeks)</small></caption>") == 2
    assert "a year is" not in page(replace(WHOLE, weeks_per_year=None))


def test_a_table_has_its_heads_rows_and_totals() -> None:
    text = page(WHOLE)

    assert '<th scope="col" class="n">Offered weekly</th>' in text
    assert '<tr><th scope="row" class="n">1</th><td class="t">Oak [/Lodge] :house:</td>' in text
    assert '<tfoot><tr><th scope="row" class="n">total</th>' in text
    assert "<dt>up</dt><dd>£1,234.00</dd>" in text
    assert '<td class="n">[c]</td>' in text
    assert "<dt>open</dt><dd>£3.00</dd>" in text


def test_a_page_can_be_read_by_whoever_cannot_see_it() -> None:
    read = Reader(page(WHOLE))

    assert next(read.named("html"))["lang"] == "en-GB"
    assert len(list(read.named("h1"))) == 1
    assert len(list(read.named("table"))) == len(list(read.named("caption"))) == 2
    assert all(head["scope"] in ("row", "col") for head in read.named("th"))
    assert all(svg["role"] == "img" for svg in read.named("svg"))
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    labels = [each["aria-labelledby"] or "" for _, each in read.tags if "aria-labelledby" in each]
    assert labels and {name for label in labels for name in label.split()} <= set(ids)


def test_a_page_needs_nothing_but_itself() -> None:
    read = Reader(page(WHOLE))

    policy = next(meta for meta in read.named("meta") if "http-equiv" in meta)
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    used = [tag for tag, _ in read.tags]
    assert not {"script", "link", "img", "image", "iframe", "object"} & set(used)
    for _, attributes in read.tags:
        assert "src" not in attributes
        for key in ("href", "xlink:href"):
            assert (attributes.get(key) or "#").startswith("#")
    assert "@import" not in page(WHOLE) and not re.search(r"url\((?!#)", page(WHOLE))


def test_a_report_of_nothing_says_so() -> None:
    text = page(replace(WHOLE, rows=[], sections=(replace(BRIDGE, rows=[]),)))

    assert text.count("<p>There is nothing to list.</p>") == 2
    assert "<table" not in text and "<svg" not in text


def test_a_wide_table_is_printed_on_its_side() -> None:
    assert "<body>" in page(homes("Oak"))
    assert '<body class="wide">' in page(homes("Oak " * 30))


def test_a_published_page_says_so() -> None:
    assert "52 weeks · as published" in page(replace(WHOLE, published=True))


EVIL = ("<script>alert(1)</script>", "\"><img src=x onerror='1'>", "a & b &lt;", "{{ 7 * 7 }}")


def test_whatever_comes_from_outside_is_text() -> None:
    notes = [*EVIL, "A <b>sentence</b>."]
    report = replace(homes(*EVIL, *NASTY), title="<i>T</i>", system="<u>", notes=notes)
    read = Reader(page(report))

    for text in (*EVIL, "<i>T</i>", "A <b>sentence</b>.", "Oak [/Lodge] :house:", "山田ホーム"):
        assert text in read.texts
    assert not {"script", "img", "i", "b", "u"} & {tag for tag, _ in read.tags}


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.text(max_size=20))
def test_no_text_breaks_a_page(names: list[str], note: str) -> None:
    plain = replace(homes(*["x"] * len(names)), notes=["x"])
    other = replace(homes(*names), notes=[f"{note}x"])

    assert tags(page(other)) == tags(page(plain))


def tags(text: str) -> list[str]:
    return [tag for tag, _ in Reader(text).tags]


def test_without_the_library_the_page_is_whole_and_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    text = page(WHOLE)

    assert "<svg" not in text and "<table>" in text
    assert "matplotlib is not installed: pip install &#x27;dpsctl[charts]&#x27;</p>" in text
    assert "matplotlib" not in page(replace(WHOLE, charts=()))


def test_the_same_report_makes_the_same_bytes() -> None:
    assert page(WHOLE) == page(replace(WHOLE))


def test_ten_thousand_rows_are_all_there() -> None:
    rows = [{**OAK, "contract": number} for number in range(10_000)]

    assert page(replace(COSTS, rows=rows)).count("<tr>") == 10_002


def test_a_councils_own_page_goes_before(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "report.html.j2").write_text("<p>Ours: {{ title }}</p>{{ body }}")

    assert render_page(COSTS, [tmp_path, RULES]).startswith("<p>Ours: Costs: kent-ldpdmh")
