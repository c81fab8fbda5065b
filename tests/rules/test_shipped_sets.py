"""Every rule set that comes with dpsctl: it lints clean, and its examples reach all it can find."""

from __future__ import annotations

from pathlib import Path

import pytest

from dpsctl.reports.rules_examples import examples_tried
from dpsctl.reports.rules_lint import linted
from dpsctl.shipped import FIXTURES

from .mutating import shipped

SETS = [pytest.param(*each, id=f"{each[0].parent.name}/{each[0].stem}") for each in shipped()]


def test_every_regime_has_a_set_to_begin_with() -> None:
    names = {path.parent.name for path, _ in shipped()}

    assert names == {
        "classic",
        "kent-specialist",
        "pa2023-dynamic-market",
        "pa2023-open-framework",
        "pcr2015-light-touch",
    }


@pytest.mark.parametrize(("path", "folders"), SETS)
def test_a_shipped_set_has_neither_errors_nor_warnings(path: Path, folders: list[Path]) -> None:
    assert linted(folders, path).complaints == []


@pytest.mark.parametrize(("path", "folders"), SETS)
def test_its_examples_come_out_as_they_say_and_reach_every_outcome(
    path: Path, folders: list[Path]
) -> None:
    (found,) = examples_tried(folders, path)

    assert found.examples > 0
    assert found.differences == []
    assert found.unreached == {}


def test_the_eight_classic_suppliers_are_among_the_examples() -> None:
    text = (FIXTURES / "classic" / "rules" / "classic" / "2021-01-01.examples.yaml").read_text()
    eight = [
        "one discretionary answer wrong",
        "a strict answer wrong",
        "a strict answer null",
        "nothing answered but the required one",
        "spaces around a right answer",
        "declaration not complete",
        "no category offered",
        "all right",
    ]

    assert all(f"- name: {name}\n" in text for name in eight)
