"""Files of the register for tests: the directory's shape, with the columns that are read."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from dpsctl.documents.register_files import Location, RegisterFile, Unread, register_file
from dpsctl.documents.shelf import register_rules
from dpsctl.shipped import RULES

REAL = Path(__file__).parent / "cqc"
SAMPLE = REAL / "cqc_locations_2026_sample.csv"
API = REAL / "cqc_api_locations_2025_care_homes.jsonl"
HEADINGS = REAL / "hsca_active_locations_headers_2026-10.csv"
BAND = "Service user band - "
LD, PD, MH = (
    f"{BAND}Learning disabilities or autistic spectrum disorder",
    f"{BAND}Physical Disability",
    f"{BAND}Mental Health",
)
HOME = {
    "Location ID": "1-00000001",
    "Location HSCA start date": "01/10/2010",
    "Dormant (Y/N)": "N",
    "Care home?": "Y",
    "Location Name": "Sample Home 01",
    "Registered manager": "*",
    "Care homes beds": "4",
    "Location Latest Overall Rating": "Good",
    "Publication Date": "17/09/2019",
    "Inherited Rating (Y/N)": "N",
    "Location Local Authority": "Kent",
    "Location Postal Code": "ZZ1 2ZZ",
    "Location UPRN ID": "999900000001",
    "Provider Companies House Number": "99900001",
    "Provider ID": "1-00009001",
    "Provider Name": "Sample Provider 01 Ltd",
    "Provider Ownership Type": "Organisation",
    LD: "Y",
    PD: "",
    MH: "",
}


def home(number: int = 1, **changed: str) -> dict[str, str]:
    """A row for Sample Home ``number``; a change names its column by the words it begins with."""
    own = {
        "Location ID": f"1-{number:08}",
        "Location Name": f"Sample Home {number:02}",
        "Location UPRN ID": f"{999900000000 + number}",
        "Provider ID": f"1-{9000 + number:08}",
        "Provider Name": f"Sample Provider {number:02} Ltd",
        "Provider Companies House Number": f"{99900000 + number}",
    }
    row = {**HOME, **own}
    for words, text in changed.items():
        row[_column(words)] = text
    return row


def _column(words: str) -> str:
    plain = words.replace("_", " ")
    return next(each for each in HOME if each.casefold().startswith(plain))


def directory(*rows: dict[str, str], headings: list[str] | None = None, before: str = "") -> str:
    """A directory of these rows, as CSV."""
    text = io.StringIO()
    table = csv.DictWriter(text, headings or list(HOME), lineterminator="\n", extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    return before + text.getvalue()


def opened(path: Path) -> RegisterFile:
    """A file of the register, by the shipped rules."""
    return register_file(path, register_rules([RULES]))


def read(folder: Path, content: str | bytes, name: str = "register.csv") -> list[Any]:
    """Every row of a file with this content: locations, and what is said of the others."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(opened(path).rows())


def good(rows: list[Any]) -> list[Location]:
    """The locations among rows."""
    return [row for row in rows if isinstance(row, Location)]


def bad(rows: list[Any]) -> list[tuple[int, str]]:
    """The lines that could not be read, and why."""
    return [(row.line, row.what) for row in rows if isinstance(row, Unread)]
