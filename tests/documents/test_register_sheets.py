"""The register as a spreadsheet: the rows of its sheet are those of the CSV."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from dpsctl.errors import DocumentError

from .register_papers import HOME, bad, directory, good, home, opened, read

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
    '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    f'manifest:full-path="/" manifest:media-type="{MIME}"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def sheet(path: Path, rows: list[list[str]], name: str = "HSCA_Active_Locations") -> Path:
    """An .ods file with a sheet README and one of these rows; days and beds as a spreadsheet's."""
    tables = f'<table:table table:name="README"/><table:table table:name="{name}">'
    tables += "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:body>'
        f"<office:spreadsheet>{tables}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", MIME)
        packed.writestr("META-INF/manifest.xml", MANIFEST)
        packed.writestr("content.xml", content)
    return path


def _cell(text: str) -> str:
    if text.isdecimal() and len(text) < 5:
        kind = f'office:value-type="float" office:value="{text}"'
    elif text.count("/") == 2:
        day, month, year = text.split("/")
        kind = f'office:value-type="date" office:date-value="{year}-{month}-{day}"'
    else:
        kind = 'office:value-type="string"'
    shown = f"<text:p>{escape(text)}</text:p>" if text else ""
    return f"<table:table-cell {kind}>{shown}</table:table-cell>" if text else "<table:table-cell/>"


def cells(*rows: dict[str, str]) -> list[list[str]]:
    return [list(HOME), *(list(row.values()) for row in rows)]


def test_a_sheets_rows_are_those_of_the_csv(tmp_path: Path) -> None:
    rows = [home(1), home(2, care_homes="12", publication="03/02/2020"), home(3, dormant="Y")]

    found = list(opened(sheet(tmp_path / "register.ods", cells(*rows))).rows())

    assert found == read(tmp_path, directory(*rows))
    assert [row.beds for row in good(found)] == [4, 12, 4]


def test_a_sheets_rows_that_cannot_be_read(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "register.ods", [["A title"], [], *cells(home(1), home(2, dormant="?"))]
    )

    found = list(opened(path).rows())

    assert [row.line for row in good(found)] == [4]
    assert bad(found) == [(5, "dormant: '?' is neither Y nor N")]


def test_a_spreadsheet_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        opened(sheet(tmp_path / "other.ods", cells(home()), name="Rota"))

    assert "has no sheet HSCA_Active_Locations" in str(caught.value)


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sheet(tmp_path / "register.ods", cells(home()))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(DocumentError) as caught:
        opened(path)

    assert "pip install 'dpsctl[ods]'" in str(caught.value)
    assert caught.value.exit_code == 4
