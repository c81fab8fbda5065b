"""Seaside's dynamic market under the Procurement Act 2023, from the decision to the contracts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dpsctl.shipped import FIXTURES
from tests.office import Office

SEASIDE = FIXTURES / "seaside"
STORY = (
    ("2025-07-22T09:00", "init system.yaml"),
    ("2025-07-22T09:10", "record-decision decisions/25-00031.yaml"),
    ("2025-08-20T09:00", "open-window"),
    ("2026-02-03T09:00", "import applications"),
    ("2026-02-03T09:10", "check"),
    ("2026-02-03T10:00", "determine --all-qualified admit --reason 'Meets every condition'"),
)


@pytest.fixture
def seaside(tmp_path: Path) -> Office:
    """Seaside's office once those that qualify are members."""
    for name in ("system.yaml", "decisions", "applications"):
        (tmp_path / name).symlink_to(SEASIDE / name)
    office = Office(tmp_path, STORY[0][0], "director of adult services")
    for now, command in STORY:
        office.on(now).types(command)
    return office.on("2026-02-04T10:00")


def test_each_application_comes_to_what_the_readme_says(seaside: Office) -> None:
    rows = seaside.report("applications")["rows"]

    assert {row["reference"][-3:]: row["standing"] for row in rows} == {
        "001": "admitted",
        "002": "admitted",
        "003": "referred",
        "004": "incomplete",
        "005": "failed",
    }


def test_members_get_contracts_only_on_a_basis(seaside: Office) -> None:
    award = "award --decision 25/00031 --ends 2027-01-31 --yes"
    refused = seaside.types(award, exits=1)
    assert "membership" in refused.err

    seen = "record-evidence 2 public-liability --until 2027-01-31 --cover 5000000 --application"
    unseen = seaside.types(f"{award} --basis 'user choice'", exits=1)
    assert "public liability cover of £5,000,000 was promised and is not certified" in unseen.err
    seaside.types(seen)
    seaside.types(f"{award} --basis 'user choice'")
    assert [row["contract"] for row in seaside.report("roster")["rows"]] == [1, 2]


def test_the_readme_tells_the_commands_as_they_are_typed() -> None:
    page = (SEASIDE / "README.md").read_text(encoding="utf-8").replace('"', "'")

    assert all(f"dpsctl {command} --now {now}" in page for now, command in STORY)
