"""``rules/register.yaml``: what CQC's words mean, as they stand in its real files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dpsctl.documents.register_rules import RegisterRules, plain, read_register_rules
from dpsctl.errors import DocumentError
from dpsctl.shipped import RULES

from .register_papers import API, HEADINGS, SAMPLE

SHIPPED = RULES / "register.yaml"


@pytest.fixture(scope="module")
def rules() -> RegisterRules:
    return read_register_rules(SHIPPED)


def test_the_headings_stand_in_the_real_files(rules: RegisterRules) -> None:
    for shape, path in (("directory", HEADINGS), ("list", SAMPLE)):
        with path.open(encoding="utf-8-sig", newline="") as file:
            real = set(map(plain, next(csv.reader(file))))
        assert set(rules.tables[shape].columns.values()) <= real
    with HEADINGS.open(encoding="utf-8-sig", newline="") as file:
        real = set(map(plain, next(csv.reader(file))))
    begins = rules.tables["directory"].bands
    assert {f"{begins} {each}" for one in rules.categories.values() for each in one.bands} <= real


def test_each_category_has_a_word_that_the_real_files_use(rules: RegisterRules) -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        supported = {
            plain(word)
            for row in csv.DictReader(file)
            for word in row["Service users supported"].split(",")
        }
    bodies = map(json.loads, API.read_text(encoding="utf-8").splitlines())
    specialisms = {plain(each["name"]) for body in bodies for each in body["specialisms"]}

    assert set(rules.categories) == {"LD", "PD", "MH"}
    for each in rules.categories.values():
        assert supported & set(each.supported)
        assert specialisms & set(each.specialisms)


def test_no_word_means_two_categories(rules: RegisterRules) -> None:
    for kind in ("bands", "supported", "specialisms"):
        words = [word for each in rules.categories.values() for word in getattr(each, kind)]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("at_least: 20000", "at_least: many", "whole.at_least: 'many' is not a whole number"),
        ("cqc_location: Location ID", "name_of: X", "there is no such key"),
        ("needed: [cqc_location, name", "needed: [postcod, name", "is none of the columns above"),
        ("    bands: [Physical disability]\n", "", "categories.PD.bands: is missing"),
        ("  cite: the API of 2025, relationships\n", "", "relations.cite: is missing"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path: Path, old: str, new: str, what: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "register.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(DocumentError) as caught:
        read_register_rules(path)

    assert what in str(caught.value)
