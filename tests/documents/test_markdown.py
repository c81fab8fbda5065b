"""Markdown made of text from outside: it shows the text, and nothing in it does anything."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.documents.markdown import as_html, escaped, titled_html

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip)
HOSTILE = [
    "*Bold* Homes & __Sons__ Ltd",
    "[Click](javascript:alert(1)) ![x](http://a.example/x.png)",
    "<script>alert(1)</script>",
    "# A heading",
    "1. A list",
    "2) Another",
    "- dashes",
    "+ pluses",
    "=====",
    "---",
    "> quoted",
    "| a | b |",
    "`code` ~~~ $x$",
    "&lt;b&gt; &copy;",
    r"C:\homes\*",
    "http://a.example/ www.a.example a@a.example",
    "one\n\n# two\n    three",
    "ends with a backslash \\",
    "[1]: http://a.example",
]


def words_of(page: str) -> str:
    """What a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", page)).strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_paragraph_of_itself(text: str) -> None:
    page = as_html(escaped(text))

    assert re.findall(r"<[^>]*>", page) == ["<p>", "</p>"]
    assert words_of(page) == " ".join(text.split())


@given(TEXTS)
def test_any_text_is_a_paragraph_of_itself(text: str) -> None:
    page = as_html(escaped(text))

    assert re.findall(r"<[^>]*>", page) == ["<p>", "</p>"]
    assert words_of(page) == " ".join(text.split())


@given(TEXTS)
def test_any_text_is_one_cell_of_a_table(text: str) -> None:
    page = as_html(f"| Name | Other |\n|---|---|\n| {escaped(text)} | end |\n")

    cells = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
    assert [html.unescape(cell) for cell in cells] == [" ".join(text.split()), "end"]


@pytest.mark.parametrize("before", ["- ", "1. ", "> ", "# ", "**Bold** "])
@pytest.mark.parametrize("text", HOSTILE)
def test_and_so_it_is_wherever_a_template_puts_it(before: str, text: str) -> None:
    plain = as_html(f"{before}word")
    page = as_html(f"{before}{escaped(text)}")

    assert re.findall(r"<[^>]*>", page) == re.findall(r"<[^>]*>", plain)
    assert " ".join(text.split()) in words_of(page)


@pytest.mark.parametrize(
    "text", ["Sample Home 07", "PCR 2015 reg 57(8)(c)", "1-00000007", "20/00108", "3.5 beds; “so”"]
)
def test_what_means_nothing_in_markdown_stays_as_it_reads(text: str) -> None:
    assert escaped(text) == text


def test_addresses_are_broken_for_readers_that_would_link_them() -> None:
    assert escaped("http://a.example") == r"http:\//a.example"
    assert escaped("WWW.a.example") == r"WWW\.a.example"
    assert escaped("a@b.example") == r"a\@b.example"


def test_html_is_shown_and_not_obeyed() -> None:
    assert as_html("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"


def test_a_paper_is_called_by_its_first_heading() -> None:
    assert titled_html("> quoted\n\n# The *first* one\n\n# Another\n")[0] == "The first one"
    assert titled_html("No *heading*.\n\nMore.\n")[0] == "No heading."
