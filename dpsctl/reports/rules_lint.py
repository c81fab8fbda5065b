"""``rules lint``: rule sets and cost models read as a window would, with every mistake in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dpsctl.documents.cost_model_shelf import (
    cost_model_files,
    cost_model_on_shelf,
    cost_models_below,
    is_cost_model,
)
from dpsctl.documents.paths import is_file
from dpsctl.documents.rule_lint import lint
from dpsctl.documents.rule_shelf import rule_sets_below, version_files, versions_at
from dpsctl.documents.shelf import rules_on_shelf
from dpsctl.domain.words import listed, plural
from dpsctl.errors import Complaint, DocumentError


@dataclass(frozen=True)
class Linted:
    """The files of rule sets and of cost models that were read, and all that is wrong with them."""

    rule_sets: list[Path]
    cost_models: list[Path] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def files(self) -> list[Path]:
        """Every file that was read, in order."""
        return [*self.rule_sets, *self.cost_models]

    @property
    def errors(self) -> int:
        """How many complaints keep a window from opening."""
        return sum(not each.warning for each in self.complaints)

    @property
    def summary(self) -> str:
        """What was found, in a line."""
        read = ((self.rule_sets, "rule set file"), (self.cost_models, "cost model file"))
        files = [plural(len(each), word) for each, word in read if each]
        warnings = len(self.complaints) - self.errors
        counts = [
            plural(count, word)
            for count, word in ((self.errors, "error"), (warnings, "warning"))
            if count
        ]
        return f"{listed(files)}, {listed(counts) or 'no mistakes'}"


def linted(
    folders: Sequence[Path], path: Path | None, largest_contract_pence: int | None = None
) -> Linted:
    """Lint the rule sets and cost models at a path, or all that are on the shelf.

    ``largest_contract_pence`` is the largest contract to be expected under the system.

    Raises:
        UsageError: there is nothing at the path.
    """
    found = _files(folders, path)
    for file in found.files:
        try:
            if file in found.cost_models:
                cost_model_on_shelf(file)
            else:
                shelf = rules_on_shelf(folders, file)
                found.complaints.extend(lint(folders, shelf, largest_contract_pence))
        except DocumentError as error:
            found.complaints.extend(error.complaints)
    return found


def _files(folders: Sequence[Path], path: Path | None) -> Linted:
    if path is None:
        return Linted(version_files(folders), cost_model_files(folders))
    if is_file(path) and is_cost_model(path):
        return Linted([], [path])
    models = [] if is_file(path) else cost_models_below(path)
    rule_sets = rule_sets_below(path) if models else versions_at(path)
    return Linted(rule_sets, models)
