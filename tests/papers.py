"""Documents for tests: Kent's own, with a few paths changed, and small rule sets.

A changed path is dotted (``home.cqc.rating``); ``None`` takes the key away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

import yaml

from .office import KENT

Changes = Mapping[str, Any]


def application(number: int, changed: Changes | None = None) -> str:
    """An application that qualifies for LD, by Sample Home ``number`` and a provider of its own."""
    own = {
        "reference": f"KBP-2021-{number:04}",
        "provider.name": f"Sample Provider {number:02} Ltd",
        "provider.company_number": f"{99900000 + number}",
        "home.name": f"Sample Home {number:02}",
        "home.cqc_location": f"1-{number:08}",
    }
    return changed_document("applications/KBP-2021-0001.yaml", {**own, **(changed or {})})


def system(changed: Changes | None = None) -> str:
    """Kent's system document."""
    return changed_document("system.yaml", changed or {})


def decision(changed: Changes | None = None) -> str:
    """Decision 20/00108, with the powers to open and to award."""
    return changed_document("decisions/20-00108.yaml", changed or {})


def changed_document(name: str, changed: Changes) -> str:
    """One of Kent's documents with some paths changed, as YAML."""
    document = deepcopy(_plain(name))
    for path, value in changed.items():
        _change(document, path.split("."), value)
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=1000)


@cache
def _plain(name: str) -> dict[str, Any]:
    text = (KENT / name).read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return read


def _change(document: dict[str, Any], path: list[str], value: Any) -> None:
    *groups, key = path
    for group in groups:
        document = document.setdefault(group, {})
    if value is None:
        document.pop(key, None)
    else:
        document[key] = value


def rule(id: str, require: str, otherwise: str = "fail", **more: Any) -> dict[str, Any]:
    """A rule of one sentence."""
    return {
        "id": id,
        "asks": f"Is it so that {require}?",
        "kind": "technical",
        **more,
        "cite": "PCR 2015 reg 58(15)",
        "proof": "the application",
        "require": require,
        "otherwise": otherwise,
    }


def rule_set(
    version: str, rules: Sequence[Mapping[str, Any]], changed: Changes | None = None
) -> str:
    """An illustrative rule set called ``small`` without exclusion grounds."""
    document: dict[str, Any] = {
        "rule_set": "small",
        "version": version,
        "title": "A few criteria",
        "regime": "pcr2015-light-touch",
        "illustrative": "yes",
        "rules": [dict(each) for each in rules],
    }
    for path, value in (changed or {}).items():
        _change(document, path.split("."), value)
    return yaml.safe_dump(document, sort_keys=False, width=1000)
