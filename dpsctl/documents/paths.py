"""Finding rule files, a council's own folder before the shipped one; and where they may stand."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from dpsctl.documents.document import Document, complain
from dpsctl.errors import DocumentError, RefusedError


def find_rules_file(folders: Sequence[Path], *parts: str) -> Path | None:
    """The file in the first of the folders that has it, or None.

    A name that leads out of the folders, as ``../../etc`` in a document would, names nothing.
    """
    if not all(map(_is_name, parts)):
        return None
    candidates = (folder.joinpath(*parts) for folder in folders)
    return next((path for path in candidates if is_file(path)), None)


def is_file(path: Path) -> bool:
    """Whether a path leads to a file; one that is too long for any leads to none."""
    return os.path.isfile(path)


def _is_name(part: str) -> bool:
    return part not in ("", ".", "..") and not re.search(r"[/\\]", part) and len(part) <= 200


def versions(folders: Sequence[Path], rule_set: str) -> dict[str, Path]:
    """The versions of a rule set (ISO days) over all folders, oldest first.

    Where two folders have the same version, the first folder's stands.
    """
    found: dict[str, Path] = {}
    for folder in folders if all(map(_is_name, rule_set.split("/"))) else ():
        for path in (folder / rule_set).glob("*.yaml"):
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", path.stem, re.ASCII):
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def check_place(document: Document, key: str, version: str, path: Path) -> None:
    """See that a document stands where it says: ``NAME/VERSION.yaml``, its name under ``key``.

    Raises:
        DocumentError: it does not.
    """
    folder, complaints = path.absolute().parent.name, []
    if document.content[key] != folder:
        what = f"is not the name of its folder, {folder}"
        complaints.append(complain(document, (key,), what))
    if version != path.stem:
        what = f"is not the name of its file, {path.stem}; the version is the day it begins"
        complaints.append(complain(document, ("version",), what))
    if complaints:
        raise DocumentError(sorted(complaints))


def rules_file(folders: Sequence[Path], *parts: str) -> Path:
    """The same, of a file that has to be there.

    Raises:
        RefusedError: it is not on the shelf.
    """
    path = find_rules_file(folders, *parts)
    if path is None:
        raise RefusedError(
            f"there is no {'/'.join(parts)} among the rules",
            f"looked in {', '.join(map(str, folders))}",
        )
    return path
