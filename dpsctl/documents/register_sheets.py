"""The register as a spreadsheet, .ods or .xlsx, where the extra for it is installed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO

from dpsctl.documents.register_records import Cells
from dpsctl.errors import Complaint, DocumentError

SHEET = "HSCA_Active_Locations"
BEGINS = b"PK\x03\x04"
LARGEST = 2**30
"""The most bytes that a spreadsheet may unpack to; the one of 2026 has about a third of that."""
MISSING = (
    "is a spreadsheet, and python-calamine, which reads those, is not installed: "
    f"pip install 'dpsctl[ods]', or save the sheet {SHEET} as CSV in UTF-8"
)


def sheet_records(file: BinaryIO, name: str) -> Iterator[tuple[int, Cells | str]]:
    """The rows of a spreadsheet's sheet of locations, each with its number.

    Raises:
        DocumentError: it cannot be read, has no such sheet, or nothing that reads it is installed.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise DocumentError([Complaint(name, 1, 1, MISSING)]) from None
    _see_that_it_unpacks(file, name)
    try:
        book = CalamineWorkbook.from_filelike(file)
        if SHEET not in book.sheet_names:
            raise _unreadable(name, f"has no sheet {SHEET}")
        rows = book.get_sheet_by_name(SHEET).iter_rows()
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(name, f"cannot be read: {str(error)[:200]}") from None
    return ((number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1))


def _see_that_it_unpacks(file: BinaryIO, name: str) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _unreadable(name, "cannot be read: it is damaged") from None
    if size > LARGEST:
        raise _unreadable(name, f"unpacks to more than {LARGEST >> 20} MiB")
    file.seek(0)


def _unreadable(name: str, what: str) -> DocumentError:
    told = f"the spreadsheet {what}; save the sheet {SHEET} as CSV in UTF-8"
    return DocumentError([Complaint(name, 1, 1, told)])


def _text(cell: object) -> str:
    """A cell as the CSV has it: days in ISO form, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
