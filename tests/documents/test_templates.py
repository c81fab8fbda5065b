"""Templates: found on the rules shelf, filled in safely, and their mistakes told by the line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dpsctl.documents.templates import Templates
from dpsctl.errors import DocumentError, RefusedError
from dpsctl.shipped import RULES


def shelf(folder: Path, text: str, name: str = "note.md.j2") -> Templates:
    (folder / "letters").mkdir(exist_ok=True)
    (folder / "letters" / name).write_text(text, encoding="utf-8")
    return Templates([folder, RULES])


def complaint(folder: Path, text: str, **facts: object) -> str:
    with pytest.raises(DocumentError) as caught:
        shelf(folder, text).markdown("note", facts)
    assert caught.value.exit_code == 4
    return str(caught.value).removeprefix(f"{folder}/letters/")


def test_texts_are_escaped_days_written_out_and_money_in_pounds(tmp_path: Path) -> None:
    templates = shelf(tmp_path, "{{ name }}, {{ on }}, {{ pence | pounds }}, {{ count }}\n")

    facts = {"name": "*A* <b>", "on": date(2021, 4, 5), "pence": 165010, "count": 3}

    assert templates.markdown("note", facts) == r"\*A\* \<b\>, 5 April 2021, £1,650.10, 3" + "\n"


def test_what_is_put_together_in_a_template_is_escaped_too(tmp_path: Path) -> None:
    templates = shelf(tmp_path, "{{ names | join(', ') }} {{ 'a' ~ name }}\n")

    assert templates.markdown("note", {"names": ["*", "#"], "name": "_"}) == r"\*, \# a\_" + "\n"


def test_a_councils_own_template_comes_before_the_shipped_one(tmp_path: Path) -> None:
    own = shelf(tmp_path, "Ours.\n", "withdrawn.md.j2")

    assert own.markdown("withdrawn", {}) == "Ours.\n"


def test_a_councils_own_may_include_what_is_shipped(tmp_path: Path) -> None:
    own = shelf(tmp_path, 'Write to {% include "questions.md.j2" %}.\n')

    written = own.markdown("note", {"reply_to": None})

    assert written == "Write to us through the portal on which you applied.\n"


def test_a_template_that_nobody_has(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        Templates([tmp_path, RULES]).markdown("nothing", {})

    assert caught.value.what == "there is no template letters/nothing.md.j2 among the rules"
    assert str(tmp_path) in caught.value.todo


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One\n{% if %}\n", "note.md.j2:2:1: Expected an expression"),
        ("One\n\n{{ nobody }}\n", "note.md.j2:3:1: 'nobody' is undefined"),
        ("{{ none }}\n", "note.md.j2:1:1: None is put in, which is neither a text"),
        ("One\n{{ yes }}\n", "note.md.j2:2:1: True is put in, which is neither a text"),
        ("One\n{{ yes.__class__.mro() }}\n", "note.md.j2:2:1: access to attribute"),
        ('One\n{{ "x" | pounds }}\n', "note.md.j2:2:1: "),
        ("{{ 1 / 0 }}\n", "note.md.j2:1:1: division by zero"),
        ('One\n{% include "note.md.j2" %}\n', "note.md.j2:2:1: it puts itself in, without end"),
        ("{{ 'x' * 10**17 }}\n", "note.md.j2:1:1: it makes more than fits in memory"),
        ("One\n{% set _ = given.clear() %}\n", "note.md.j2:2:1: "),
        ("{# nothing #}\n\n", "note.md.j2:1:1: it makes a paper that says nothing"),
        ("One\x00\n", "note.md.j2:1:1: it puts in a control character"),
        (r"One {{ '\ud800' }}", "note.md.j2:1:1: it puts in a control character"),
        (
            'One\n{% include "nobody.md.j2" %}\n',
            "note.md.j2:2:1: there is no template letters/nobody.md.j2 to put in",
        ),
    ],
)
def test_a_mistake_is_told_by_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    assert complaint(tmp_path, text, none=None, yes=True, given={"a": 1}).startswith(told)


def test_a_mistake_in_what_is_included_is_told_where_it_stands(tmp_path: Path) -> None:
    shelf(tmp_path, "One\n{{ nobody }}\n", "part.md.j2")

    assert complaint(tmp_path, '{% include "part.md.j2" %}').startswith("part.md.j2:2:1: ")


@pytest.mark.parametrize("way", ["../secret.md.j2", "{folder}/secret.md.j2", "sub/../x.md.j2"])
def test_nothing_is_put_in_from_outside_the_letters(tmp_path: Path, way: str) -> None:
    (tmp_path / "secret.md.j2").write_text("The secret.\n", encoding="utf-8")
    outside = way.format(folder=tmp_path)

    assert "there is no template" in complaint(tmp_path, f'{{% include "{outside}" %}}')


def test_a_template_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "note.md.j2").write_bytes(b"Caf\xe9")

    with pytest.raises(DocumentError, match="not UTF-8"):
        Templates([tmp_path]).markdown("note", {})


def test_a_page_needs_nothing_but_itself_and_is_called_by_its_heading() -> None:
    page = Templates([RULES]).page("# Fish & *chips*\n\n<script>x</script> http://a.example\n")

    assert page.startswith('<!doctype html>\n<html lang="en-GB">\n')
    assert "<title>Fish &amp; chips</title>" in page
    assert "&lt;script&gt;" in page
    assert re.search(r"^body \{.*overflow-wrap: anywhere", page, re.MULTILINE)  # very long names
    for reaching_out in ("<script", "<link", "<img", "src=", "href=", "url(", "@import"):
        assert reaching_out not in page
