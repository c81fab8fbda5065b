"""Rule sets on the shelf, taken as if a window had pinned them: to be tried, linted, compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dpsctl.documents.grounds import GroundsDocument
from dpsctl.documents.paths import is_file, versions
from dpsctl.documents.pinned import Pinned
from dpsctl.documents.shelf import RulesOnShelf, rules_on_shelf
from dpsctl.documents.validating import validate
from dpsctl.errors import RefusedError, UsageError

NOT_RULE_SETS = ("grounds", "calendars", "cost-models", "letters")
"""The folders under ``rules/`` that hold other things."""

UNPINNED = 0
"""The number of rules that are on no ledger."""


def as_pinned(shelf: RulesOnShelf) -> Pinned:
    """A rule set with its grounds, ready to judge."""
    grounds = validate(shelf.grounds, GroundsDocument) if shelf.grounds else None
    return Pinned(UNPINNED, shelf.rule_set, shelf.document.sha256, grounds)


def rule_set_names(folders: Sequence[Path]) -> list[str]:
    """Every rule set on the shelf, by name."""
    found = {
        each.name
        for folder in folders
        for each in folder.iterdir()
        if each.is_dir() and each.name not in NOT_RULE_SETS
    }
    return sorted(found)


def version_files(folders: Sequence[Path]) -> list[Path]:
    """The file of every version of every rule set on the shelf."""
    names = rule_set_names(folders)
    return [path for name in names for path in versions(folders, name).values()]


def version_named(folders: Sequence[Path], name: str) -> Path:
    """The file of ``RULESET/VERSION``; of ``RULESET`` alone, that of its newest version.

    Raises:
        RefusedError: there is no such rule set, or no such version.
    """
    rule_set, _, version = name.partition("/")
    known = versions(folders, rule_set)
    if not known:
        known_names = ", ".join(rule_set_names(folders))
        raise RefusedError(f"there is no rule set {rule_set}", f"known: {known_names}")
    path = known.get(version or max(known))
    if path is None:
        raise RefusedError(
            f"there is no version {version} of rule set {rule_set}", f"known: {', '.join(known)}"
        )
    return path


def rules_at(folders: Sequence[Path], name: str) -> RulesOnShelf:
    """A version by its file or by ``RULESET[/VERSION]``.

    Raises:
        RefusedError: there is no such rule set, or no such version.
        DocumentError: it has mistakes.
    """
    file = Path(name)
    return rules_on_shelf(folders, file if is_file(file) else version_named(folders, name))


def versions_at(path: Path) -> list[Path]:
    """The versions of rule sets at a path: a file itself, or all that stand below a folder.

    Raises:
        UsageError: there are none.
    """
    files = [path] if is_file(path) else rule_sets_below(path)
    if not files:
        raise UsageError(f"there are no rule sets in {path}", "name a file or a rules folder")
    return files


def rule_sets_below(folder: Path) -> list[Path]:
    """The versions of rule sets below a folder, by their places."""
    return [each for each in sorted(folder.rglob("*.yaml")) if _is_version(each)]


def _is_version(path: Path) -> bool:
    """Whether a YAML file below a rules folder is a version of a rule set, by its place."""
    above = {parent.name for parent in path.resolve().parents[:2]}
    return "." not in path.stem and not above & set(NOT_RULE_SETS)
