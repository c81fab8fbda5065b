"""The house: a module imports only its own floor and below, and outside packages have one door.

Imports inside functions count like any other: being lazy is no way round the walls.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "dpsctl"

FLOORS = [
    {"errors", "clock", "progress", "shipped", "stopping", "__init__"},
    {"domain"},
    {"ledger", "documents"},
    {"actions", "reports"},
    {"show"},
    {"cli", "__main__"},
]
# Rooms on one floor that may not lean on each other.
WALLS = [("ledger", "documents"), ("reports", "actions")]
DOORS = {
    "typer": "cli",
    "rich": "show",
    "sqlite3": "ledger",
    "sqlite_utils": "ledger",
    "yaml": "documents",
    "pydantic": "documents",
    "pydantic_core": "documents",
    "jinja2": "documents",
    "markupsafe": "documents",
    "markdown_it": "documents",
    "python_calamine": "documents",
    "dateutil": "domain",
    "matplotlib": "show",
}
PURE = {"os", "sys", "io", "pathlib", "sqlite3", "time", "random", "socket", "subprocess"}

# Shipped with the package and no part of it: it is held to be alone by ledger/test_tampering.
GUESTS = {"independent"}

MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in GUESTS
)


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out whole"
            yield node.module or ""


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def test_every_room_is_on_a_floor() -> None:
    assert {room(path) for path in MODULES} <= set().union(*FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_its_own_floor_and_below(path: Path) -> None:
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "dpsctl":
            continue
        target = parts[1] if len(parts) > 1 else "__init__"
        assert floor(target) <= floor(room(path)), f"{path} climbs up to {name}"
        assert (room(path), target) not in WALLS, f"{path} goes through a wall to {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_outside_packages_come_in_by_their_own_door(path: Path) -> None:
    for name in imports(path):
        package = name.split(".")[0]
        assert DOORS.get(package, room(path)) == room(path), f"{path} imports {name}"
        if room(path) == "domain":
            assert package not in PURE, f"{path} is pure and imports {name}"


def test_no_name_says_nothing() -> None:
    for path in MODULES:
        assert path.stem not in {"utils", "helpers", "common", "misc", "base"}, path


def test_one_clock_only() -> None:
    asking = {"now", "today", "utcnow", "time", "monotonic", "localtime"}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                asks = node.func.attr in asking and isinstance(node.func.value, ast.Name)
                of_machine = asks and node.func.value.id in {"datetime", "date", "time"}  # type: ignore[attr-defined]
                assert not of_machine or path.name == "clock.py", f"{path} reads the time itself"
