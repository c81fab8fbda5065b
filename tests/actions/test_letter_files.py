"""The files of letters: whole or not at all, written once, and never over anything else."""

from __future__ import annotations

import pytest

from dpsctl.shipped import RULES

from ..office import Office
from .post_room import letter, names

TOLD_18 = "application 18: told on 2021-04-21 that it was refused (0018-refused.md and .html)"


def test_a_dry_run_says_the_same_and_writes_nothing(awarded: Office) -> None:
    dry = awarded.types("letters 18 --dry-run")

    assert dry.lines == [TOLD_18]
    assert not (awarded.folder / "letters").exists()
    assert awarded.counts("letters") == 0
    assert awarded.types("letters 18").lines == dry.lines


def test_a_missing_file_is_written_again_as_it_was_sent(awarded: Office) -> None:
    awarded.types("letters 18")
    kept = {name: letter(awarded, name) for name in names(awarded)}
    (awarded.folder / "letters" / "0018-refused.md").unlink()
    (awarded.folder / "letters" / "0018-refused.html").unlink()
    entries = awarded.entries()

    later = awarded.on("2021-06-01")
    dry = later.types("letters 18 --dry-run")
    assert names(awarded) == []
    again = later.types("letters 18")

    assert (
        again.lines
        == dry.lines
        == ["nothing to do: 1 outcome was told before; 2 missing files written again"]
    )
    assert {name: letter(awarded, name) for name in names(awarded)} == kept
    assert awarded.entries() == entries


def test_it_is_written_again_from_the_ledger_whatever_the_templates_say_now(
    awarded: Office,
) -> None:
    awarded.types("letters 18 --into first")
    awarded.writes("own/letters/refused.md.j2", "# Another letter\n")

    again = awarded.types("letters 18 --into second --rules-dir own")

    assert again.err == ""
    assert letter(awarded, "0018-refused.md", "second") == letter(
        awarded, "0018-refused.md", "first"
    )


def test_a_page_laid_out_anew_is_remarked_on(awarded: Office) -> None:
    awarded.types("letters 18 --into first")
    awarded.writes("own/letters/page.html.j2", "<!doctype html>{{ title }} {{ body }}\n")

    again = awarded.types("letters 18 --into second --rules-dir own")

    assert "0018-refused.html has the words that were sent, and the layout of today" in again.err
    assert "No improvement plan" in letter(awarded, "0018-refused.html", "second")


@pytest.mark.parametrize("name", ["0018-refused.md", "0018-refused.html"])
def test_a_file_that_somebody_changed_is_left_alone(awarded: Office, name: str) -> None:
    awarded.types("letters 18")
    changed = letter(awarded, name).replace("not successful", "successful")
    (awarded.folder / "letters" / name).write_text(changed, "utf-8")

    refused = awarded.types("letters", exits=1)

    assert refused.err.splitlines() == [
        f"dpsctl: letters/{name} differs from what was sent",
        "  it is left alone, and nothing was written; move it away, or name another folder with "
        "--into DIR",
    ]
    assert letter(awarded, name) == changed
    assert awarded.counts("letters") == 1


def test_another_file_in_the_place_of_a_new_letter_is_left_alone(awarded: Office) -> None:
    awarded.writes("letters/0018-refused.md", "My notes")

    refused = awarded.types("letters", exits=1)

    assert "letters/0018-refused.md differs from what is to be sent" in refused.err
    assert names(awarded) == ["0018-refused.md"]
    assert letter(awarded, "0018-refused.md") == "My notes"
    assert awarded.counts("letters") == 0


@pytest.mark.parametrize("into", ["taken", "taken/letters"])
def test_a_folder_that_cannot_be_is_told_and_nothing_recorded(awarded: Office, into: str) -> None:
    awarded.writes("taken", "A file.")

    refused = awarded.types(f"letters --into {into}", exits=2)

    assert refused.err.splitlines() == [
        f"dpsctl: --into: {into} cannot be written: a file stands in its way",
        "  nothing was recorded; name a folder that can be",
    ]
    assert awarded.counts("letters") == 0


def test_a_folder_in_the_place_of_a_letter_is_left_alone(awarded: Office) -> None:
    (awarded.folder / "letters" / "0018-refused.md").mkdir(parents=True)

    refused = awarded.types("letters", exits=2)

    assert refused.err.splitlines() == [
        "dpsctl: letters/0018-refused.md cannot be read: Is a directory",
        "  nothing was written; move it away, or name another folder with --into DIR",
    ]
    assert awarded.counts("letters") == 0


def test_what_fails_half_way_leaves_nothing_behind(awarded: Office) -> None:
    (awarded.folder / "letters" / ".0018-refused.html.part").mkdir(parents=True)

    awarded.types("letters", exits=2)

    assert names(awarded) == [".0018-refused.html.part"]
    assert awarded.counts("letters") == 0


def test_a_councils_own_template_is_taken_and_its_mistake_told_by_the_line(
    awarded: Office,
) -> None:
    awarded.writes("own/letters/refused.md.j2", "# No\n\n{{ to.provider }}, {{ nobody }}\n")
    broken = awarded.types("letters --rules-dir own", exits=4)
    awarded.writes("own/letters/refused.md.j2", "# No\n\n{{ to.provider }}\n")
    awarded.types("letters 18 --rules-dir own")

    assert broken.err.splitlines() == [
        "own/letters/refused.md.j2:3:1: 'nobody' is undefined",
        "  mend the template",
    ]
    assert letter(awarded, "0018-refused.md") == "# No\n\nSample Provider 18 Ltd\n"
    assert awarded.counts("letters") == 1


def test_every_shipped_template_stands_on_the_shelf() -> None:
    shipped = {path.name for path in (RULES / "letters").iterdir()}

    assert {"awarded.md.j2", "refused.md.j2", "withdrawn.md.j2", "page.html.j2"} <= shipped
