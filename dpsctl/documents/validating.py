"""Typing a document by its pydantic model; every mistake becomes a complaint at its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from dpsctl.documents.across import Mistake
from dpsctl.documents.document import Document, Where, complain, did_you_mean
from dpsctl.documents.kinds import taken_for
from dpsctl.documents.mistakes import MOST_MISTAKES, as_many_as_are_read
from dpsctl.documents.reading import fetch, only, readings
from dpsctl.errors import Complaint, DocumentError

M = TypeVar("M", bound=BaseModel)

_GROUP = "it should be a group of keys, each `key: value`"
_LIST = "it should be a list, such as [A, B]"


def validate(document: Document, model: type[M]) -> M:
    """The document as its model.

    Raises:
        DocumentError: with every complaint, in file order.
    """
    typed, complaints = judged(document, model)
    if typed is None or complaints:
        raise DocumentError(complaints)
    return typed


def read_as_model(source: bytes, file: str, model: type[M]) -> list[tuple[Document, M]]:
    """Read and type every document of a file, so that all their mistakes are told at once.

    Raises:
        DocumentError: with every complaint of the reader and of the model, in file order.
    """
    typed: list[tuple[Document, M]] = []
    complaints: list[Complaint] = []
    for document, found in readings(source, file):
        content, more = judged(document, model) if document else (None, [])
        complaints += [*found, *more]
        typed += [(document, content)] if document and content else []
        if len(complaints) > MOST_MISTAKES:
            break
    if complaints:
        raise DocumentError(as_many_as_are_read(sorted(complaints)))
    return typed


def read_one_as_model(path: Path, model: type[M]) -> tuple[Document, M]:
    """Read and type a file that holds exactly one document, all mistakes at once.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    typed = read_as_model(fetch(path), str(path), model)
    only([document for document, _ in typed])
    return typed[0]


def judged(document: Document, model: type[M]) -> tuple[M | None, list[Complaint]]:
    """The document as its model, or None; and every complaint, in file order.

    A model may have ``across(content)``, which yields mistakes between several values, and a
    ``marker``, the key by which its kind of document is known.
    """
    if mixed_up := taken_for(document.content, getattr(model, "marker", None)):
        # One line, where every key would be told as unknown and every other as missing.
        return None, [complain(document, (), mixed_up)]
    typed: M | None = None
    complaints: list[Complaint] = []
    try:
        typed = model.model_validate(document.content)
    except ValidationError as error:
        complaints += _complaints(document, model, error)
    mistakes: Iterator[Mistake] = getattr(model, "across", _nothing)(document.content)
    complaints += [
        complain(document, *told)
        for told in islice(mistakes, MOST_MISTAKES + 1)
        if not document.is_spoilt(told[0])
    ]
    return typed, sorted(complaints)


def _nothing(content: dict[str, Any]) -> Iterator[Mistake]:
    yield from ()


def _complaints(
    document: Document, model: type[BaseModel], error: ValidationError
) -> list[Complaint]:
    return [
        _complaint(document, model, details)
        for details in error.errors(include_url=False)[: MOST_MISTAKES + 1]
        if not document.is_spoilt(details["loc"])
    ]


def _complaint(document: Document, model: type[BaseModel], details: ErrorDetails) -> Complaint:
    path = details["loc"]
    match details["type"]:
        case "wrong":
            return complain(document, _as_written(document, path), details["msg"])
        case "extra_forbidden":
            near = did_you_mean(str(path[-1]), known_keys(model, path[:-1]))
            return complain(document, path, f"there is no such key{near}", at_key=True)
        case "missing":
            return complain(document, path, "is missing")
        case "model_type" | "dict_type":
            return complain(document, path, f"is {_kind(details['input'])}; {_GROUP}")
        case "list_type":
            return complain(document, path, f"is {_kind(details['input'])}; {_LIST}")
    return complain(document, path, details["msg"])


def _as_written(document: Document, path: Where) -> Where:
    """The path without the steps that a short form leaves out: ``57(4): no`` has no ``answer``."""
    while path and path not in document.marks:
        path = path[:-1]
    return path


def _kind(value: object) -> str:
    kinds: dict[type, str] = {str: "plain text", list: "a list", dict: "a group of keys"}
    return kinds[type(value)]


def known_keys(model: type[BaseModel], path: Where) -> list[str]:
    """The keys that a document of this model may have in the mapping at ``path``."""
    return [field.alias or name for name, field in _fields(model, path)]


def needed_keys(model: type[BaseModel], path: Where) -> list[str]:
    """Those of the keys at ``path`` that may not be left out."""
    fields = _fields(model, path)
    return [field.alias or name for name, field in fields if field.is_required()]


def _fields(model: type[BaseModel], path: Where) -> list[tuple[str, FieldInfo]]:
    kind: Any = model
    for step in path:
        kind = _kind_below(kind, step)
    inner = next(_models(kind), None)
    return list(inner.model_fields.items()) if inner else []


def _kind_below(kind: Any, step: str | int) -> Any:
    """The type of what a step leads to: a field's, or that of a list's or mapping's values."""
    if get_origin(kind) in (list, dict):
        return get_args(kind)[-1]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        return next(
            (field.annotation for name, field in fields if step in (field.alias, name)), None
        )
    return next((below for part in get_args(kind) if (below := _kind_below(part, step))), None)


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        return
    for part in get_args(kind):
        yield from _models(part)
