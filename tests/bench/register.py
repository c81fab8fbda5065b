"""How long ``import-register`` takes for a directory of all England, beside Python's csv alone.

A file is made in the shape of the monthly "care directory with filters": 122 columns under the real
headings, as many locations as there are in 2026, Kent's invented homes among them, all but one.
The floor is a bare Python that takes the same file through ``csv.reader`` and throws it away. Both
run as whole processes, in turn.

    python -m tests.bench.register [LOCATIONS]
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..office import STORY, Office, furnish
from . import Measured, show
from .side_by_side import Measure, beside, ran

LOCATIONS = 57_000
SMALL = 200
RUNS = 3
GOAL = 10.0
DAY = "2026-10-05T09:00"
NAME = "01_October_2026_HSCA_Active_Locations.csv"
HEADINGS = (
    Path(__file__).parent.parent / "documents" / "cqc" / "hsca_active_locations_headers_2026-10.csv"
)
PLAIN = """
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for cells in csv.reader(file):
        pass
"""
_KENT = 19


def written(to: Path, count: int) -> Path:
    """A directory of so many locations, in a folder."""
    chance = random.Random(2026)
    with HEADINGS.open(encoding="utf-8-sig", newline="") as file:
        headings = next(csv.reader(file))
    with to.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, headings, restval="")
        table.writeheader()
        table.writerows(_row(number, headings, chance) for number in range(1, count + 1))
    return to


def _row(number: int, headings: list[str], chance: random.Random) -> dict[str, str]:
    day = (
        f"{chance.randrange(1, 29):02}/{chance.randrange(1, 13):02}/{chance.randrange(2011, 2026)}"
    )
    ours = number <= _KENT
    row = {each: "Y" for each in headings if each.startswith("Service") and chance.random() < 0.2}
    return row | {
        "Location ID": f"1-{number:08}" if ours else f"1-{1_000_000_000 + number}",
        "Location HSCA start date": day,
        "Dormant (Y/N)": "N",
        "Care home?": "Y" if ours or chance.random() < 0.3 else "N",
        "Location Name": f"Sample Home {number:02}" if ours else f"House number {number}",
        "Location Telephone Number": "01234567890",
        "Registered manager": "*",
        "Location Web Address": f"www.house-{number}.example",
        "Care homes beds": str(chance.randrange(3, 60)),
        "Location Type/Sector": "Social Care Org",
        "Location Latest Overall Rating": chance.choice(("Good", "Outstanding", "", "Inadequate")),
        "Publication Date": day,
        "Location Local Authority": "Kent" if ours else "Elsewhere",
        "Location Street Address": f"{number} Long Street, near the old church",
        "Location Postal Code": "ZZ1 1ZZ",
        "Location UPRN ID": f"{900_000_000_000 + number}",
        "Provider ID": f"1-{2_000_000_000 + number}",
        "Provider Name": f"Provider number {number} Limited",
        "Provider Companies House Number": f"{number % 99_999_999:08}",
        "Provider Ownership Type": "Organisation",
        "Provider Nominated Individual Name": "*",
    }


def measured(folder: Path, count: int) -> Iterator[tuple[Measure, Measure]]:
    """Each run's import and bare reading: seconds, and the most memory in MiB."""
    office = folder / "office"
    furnish(office)
    for stage in STORY:
        for typed in stage.typed:
            Office(office, stage.on, stage.by).types(typed)
    directory = written(folder / NAME, count)
    ours = [sys.executable, "-m", "dpsctl", "import-register", str(directory), "--now", DAY]
    plain = [sys.executable, "-c", PLAIN, str(directory)]
    for _ in range(RUNS):
        shutil.copyfile(office / "dps.db", folder / "ours.db")
        ours_took = ran([*ours, "--ledger", str(folder / "ours.db")], folder / "said.txt")
        assert f"{count:,} locations read, 0 not read" in (folder / "said.txt").read_text("utf-8")
        yield ours_took, ran(plain, folder / "nothing.txt")


def lines(size: int | None = None) -> Iterator[Measured]:
    """The import beside the bare reading, of so many locations."""
    count = size or LOCATIONS
    with tempfile.TemporaryDirectory() as name:
        pairs = list(measured(Path(name), count))
        size_of = (Path(name) / NAME).stat().st_size / 1e6
    yield beside(
        f"`register`: `import-register` of a directory of {count:,} locations, {size_of:.0f} MB",
        "the same file through Python's csv.reader",
        pairs,
        GOAL,
    )


if __name__ == "__main__":
    sys.exit(show(lines(*map(int, sys.argv[1:]))))
