"""Documents as trees to which anything can be done, and which are then written as YAML again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import strategies as st

from .strange import TEXTS


class Group(list[tuple[str, Any]]):
    """The keys of a mapping with their trees: pairs, so that a key can stand twice."""


Tree = Any
"""A text, None (nothing is written), a list of trees, or a group."""

Place = tuple[int, ...]
"""The steps to a value, by its position in lists and in groups alike."""


def tree_of(text: str) -> Tree:
    """A YAML text's first document as a tree."""
    return _grouped(next(iter(yaml.load_all(text, Loader=yaml.BaseLoader))))


def _grouped(content: Any) -> Tree:
    if isinstance(content, dict):
        return Group((key, _grouped(value)) for key, value in content.items())
    if isinstance(content, list):
        return [_grouped(each) for each in content]
    return None if content in ("", "~", "null") else content


def as_yaml(tree: Tree) -> str:
    """A tree as YAML, every text in quotes."""
    if isinstance(tree, Group):
        return f"{{{', '.join(f'{_quoted(key)}: {as_yaml(each)}' for key, each in tree)}}}"
    if isinstance(tree, list):
        return f"[{', '.join(map(as_yaml, tree))}]"
    return "" if tree is None else _quoted(tree)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def table_of(text: str) -> Tree:
    """A CSV text as a tree: a list of its lines, each a list of cells."""
    return list(csv.reader(text.splitlines()))


def as_csv(tree: Tree) -> str:
    """A tree as CSV, whatever has become of its lines and cells."""
    out = io.StringIO(newline="")
    lines = [line if isinstance(line, list) else [line] for line in tree]
    csv.writer(out).writerows([[_cell(each) for each in line] for line in lines])
    return out.getvalue()


def _cell(tree: Tree) -> str:
    return "" if tree is None else tree if isinstance(tree, str) else as_yaml(tree)


def places(tree: Tree, here: Place = ()) -> Iterator[Place]:
    """Every place in a tree, its root first."""
    yield here
    for place, each in enumerate(tree if isinstance(tree, list) else ()):
        yield from places(each[1] if isinstance(tree, Group) else each, (*here, place))


def at(tree: Tree, place: Place) -> Tree:
    """What stands at a place."""
    for step in place:
        tree = tree[step][1] if isinstance(tree, Group) else tree[step]
    return tree


def put(tree: Tree, place: Place, value: Tree) -> None:
    """Put a value where another stands."""
    holder, last = at(tree, place[:-1]), place[-1]
    holder[last] = (holder[last][0], value) if isinstance(holder, Group) else value


@st.composite
def harmed(draw: st.DrawFn, good: Tree) -> Tree:
    """A good tree to which one to three things are done that nobody would do in earnest."""
    tree = deepcopy(good)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        where = [place for place in places(tree) if place]
        if where:
            draw(st.sampled_from(_HARMS))(draw, tree, draw(st.sampled_from(where)))
    return tree


def _replace(draw: st.DrawFn, tree: Tree, place: Place) -> None:
    put(tree, place, draw(TEXTS))


def _reshape(draw: st.DrawFn, tree: Tree, place: Place) -> None:
    put(tree, place, draw(_TREES))


def _graft(draw: st.DrawFn, tree: Tree, place: Place) -> None:
    put(tree, place, deepcopy(at(tree, draw(st.sampled_from(list(places(tree)))))))


def _remove(draw: st.DrawFn, tree: Tree, place: Place) -> None:
    del at(tree, place[:-1])[place[-1]]


def _double(draw: st.DrawFn, tree: Tree, place: Place) -> None:
    holder = at(tree, place[:-1])
    holder.insert(place[-1], deepcopy(holder[place[-1]]))


def _rename(draw: st.DrawFn, tree: Tree, place: Place) -> None:
    holder = at(tree, place[:-1])
    if isinstance(holder, Group):
        holder[place[-1]] = draw(TEXTS), holder[place[-1]][1]


def _bury(draw: st.DrawFn, tree: Tree, place: Place) -> None:
    value = at(tree, place)
    for _ in range(draw(st.integers(1, 22))):
        value = [value]
    put(tree, place, value)


# Texts most often: they alone come as far as the rules of a model and of the ledger.
_HARMS: list[Callable[[st.DrawFn, Tree, Place], None]] = [
    *(_replace, _replace, _replace, _reshape, _graft, _remove, _double, _rename, _bury)
]
_TREES = st.recursive(
    TEXTS | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(st.tuples(TEXTS, inner), max_size=4).map(Group)
    ),
    max_leaves=8,
)
