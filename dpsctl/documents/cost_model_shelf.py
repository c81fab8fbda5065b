"""Cost models on the rules shelf: a council's own folder before the shipped one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dpsctl.documents.cost_models import read_cost_model
from dpsctl.documents.document import Document
from dpsctl.documents.paths import check_place, versions
from dpsctl.documents.reading import read_one
from dpsctl.domain.cost_model import CostModel
from dpsctl.errors import RefusedError

FOLDER = "cost-models"
"""The folder under ``rules/`` that holds a folder for each model."""


@dataclass(frozen=True)
class CostModelOnShelf:
    """A cost model version with the document it was read from."""

    model: CostModel
    document: Document

    @property
    def name(self) -> str:
        """``MODEL/VERSION``."""
        return self.model.named


def cost_model_named(folders: Sequence[Path], name: str, day: date) -> CostModelOnShelf:
    """``MODEL/VERSION``, or of ``MODEL`` alone the version in force on a London day.

    Raises:
        DocumentError: the version has mistakes.
        RefusedError: there is no such model or version, or none is in force yet.
    """
    model, _, version = name.partition("/")
    known = versions(folders, f"{FOLDER}/{model}")
    if not known:
        names = ", ".join(cost_model_names(folders)) or "none"
        looked = f"looked in {', '.join(str(each / FOLDER) for each in folders)}; known: {names}"
        raise RefusedError(f"there is no cost model {model}", looked)
    dated = [each for each in known if each <= day.isoformat()]
    if version and version not in known:
        raise RefusedError(
            f"there is no version {version} of cost model {model}", f"known: {', '.join(known)}"
        )
    if not version and not dated:
        raise RefusedError(
            f"no version of cost model {model} is in force on {day}",
            f"the first is {min(known)}; name it in the system document, {model}/{min(known)}, "
            "if it prices from before its day",
        )
    return cost_model_on_shelf(known[version or max(dated)])


def cost_model_on_shelf(path: Path) -> CostModelOnShelf:
    """One cost model file, which stands where its name and version say: ``NAME/VERSION.yaml``.

    Raises:
        DocumentError: with every mistake of the file.
    """
    document = read_one(path)
    model = read_cost_model(document)
    check_place(document, "cost_model", model.version, path)
    return CostModelOnShelf(model, document)


def cost_model_names(folders: Sequence[Path]) -> list[str]:
    """Every cost model on the shelf, by name."""
    found = {
        each.name for folder in folders for each in (folder / FOLDER).glob("*") if each.is_dir()
    }
    return sorted(found)


def is_cost_model(path: Path) -> bool:
    """Whether a file is a version of a cost model, by its place."""
    return path.suffix == ".yaml" and path.resolve().parent.parent.name == FOLDER


def cost_models_below(folder: Path) -> list[Path]:
    """The versions of cost models below a folder, by their places."""
    return [each for each in sorted(folder.rglob("*.yaml")) if is_cost_model(each)]


def cost_model_files(folders: Sequence[Path]) -> list[Path]:
    """The file of every version of every cost model on the shelf."""
    names = cost_model_names(folders)
    return [path for name in names for path in versions(folders, f"{FOLDER}/{name}").values()]
