"""``rules lint``: rule sets read as a window would read them, with every error and warning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dpsctl.documents.rule_lint import lint
from dpsctl.documents.rule_shelf import version_files, versions_at
from dpsctl.documents.shelf import rules_on_shelf
from dpsctl.domain.words import listed, plural
from dpsctl.errors import Complaint, DocumentError


@dataclass(frozen=True)
class Linted:
    """The rule set files that were read, and all that is wrong with them, in order."""

    files: list[Path]
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """How many complaints keep a window from opening."""
        return sum(not each.warning for each in self.complaints)

    @property
    def summary(self) -> str:
        """What was found, in a line."""
        warnings = len(self.complaints) - self.errors
        counts = [
            plural(count, word)
            for count, word in ((self.errors, "error"), (warnings, "warning"))
            if count
        ]
        return f"{plural(len(self.files), 'rule set file')}, {listed(counts) or 'no mistakes'}"


def linted(
    folders: Sequence[Path], path: Path | None, largest_contract_pence: int | None = None
) -> Linted:
    """Lint the rule sets at a path, or all that are on the shelf.

    ``largest_contract_pence`` is the largest contract to be expected under the system.

    Raises:
        UsageError: there is nothing at the path.
    """
    found = Linted(version_files(folders) if path is None else versions_at(path))
    for file in found.files:
        try:
            shelf = rules_on_shelf(folders, file)
        except DocumentError as error:
            found.complaints.extend(error.complaints)
        else:
            found.complaints.extend(lint(folders, shelf, largest_contract_pence))
    return found
