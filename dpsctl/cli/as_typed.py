"""Parameters taken as they were typed, where there is nothing about them to read.

Typer has pydantic read every parameter, even a text, and one that was not given. To load pydantic
takes longer than all that `dpsctl status` does.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

_TEXTS = (str, list[str])


class _Reader:
    """Stands in for what Typer would read a parameter with; it leaves to that what it must."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """A parameter's value as its command takes it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if param.type_descriptor.annotation in _TEXTS:
            return value
        return type(param).get_runtime_param(param).coerce(value, param=param, ctx=ctx)


_READER = _Reader()


def _as_typed(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        # Typer before 0.29 asks for no such reader, and needs no pydantic.
        parameter.get_runtime_param = lambda: _READER
    return parameters


class Command(TyperCommand):
    """A command that takes its texts, and what was not given, as they are."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its parameters, that of ``--help`` among them."""
        return _as_typed(super().get_params(ctx))


class Group(TyperGroup):
    """A group of commands, likewise."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its parameters, that of ``--help`` among them."""
        return _as_typed(super().get_params(ctx))
