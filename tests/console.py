"""Console blocks of a Markdown page: read, typed one after another, and their output compared.

A line that begins ``$ `` is a command; what follows it, until the next or the end of the block, is
what it prints, on stdout and stderr together. A line of ``...`` stands for any number of lines. Any
64 hex digits equal any others. ``export NAME=VALUE`` and ``cd DIR`` last for the commands after.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from dpsctl.cli.main import run

from .office import bare_environment, desk_of_its_own

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FOR_A_SHELL = frozenset("|&;<>()$`*?~#")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Step:
    """A command as it stands on the page, and what the page says it prints."""

    command: str
    expected: str

    def agrees(self, printed: str) -> bool:
        """Whether this is what the page says."""
        return bool(re.fullmatch(_pattern(self.expected), printed))


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a language, in order, without their fences."""
    return [text for named, text in _BLOCK.findall(page) if named == language]


def steps(block: str) -> Iterator[Step]:
    """The commands of a console block."""
    before, *typed = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert not before, f"a console block begins with a command, and not with {before!r}"
    for each in typed:
        command, _, expected = each.partition("\n")
        yield Step(command, expected)


def _pattern(expected: str) -> str:
    lines = expected.splitlines(keepends=True)
    return "".join(r"(?:.*\n)*?" if line == "...\n" else _line_pattern(line) for line in lines)


def _line_pattern(line: str) -> str:
    return "[0-9a-f]{64}".join(re.escape(part) for part in _DIGEST.split(line))


@dataclass
class Console:
    """A shell in a folder, in which ``dpsctl`` is this checkout's.

    Where a command is dpsctl's alone, with nothing for a shell to do, it is run in this process:
    starting one takes longer than most commands.
    """

    folder: Path
    environment: dict[str, str] = field(default_factory=bare_environment)

    def install(self, bin: Path) -> None:
        """Put a small ``dpsctl`` into a folder, and that folder first on the path."""
        bin.mkdir()
        shim = bin / "dpsctl"
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dpsctl "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
        self.environment["PATH"] = f"{bin}{os.pathsep}{self.environment['PATH']}"
        # Unbuffered, so that results and remarks come in the order in which they were printed.
        self.environment["PYTHONUNBUFFERED"] = "1"

    def types(self, command: str) -> str:
        """Type a command; everything that it prints."""
        word, *rest = shlex.split(command) or [""]
        if word == "export":
            self.environment |= dict(each.split("=", 1) for each in rest)
            return ""
        if word == "cd":
            self.folder = (self.folder / rest[0]).resolve(strict=True)
            return ""
        if word == "dpsctl" and not _FOR_A_SHELL.intersection(command):
            return self._here(rest)
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        return done.stdout.decode("utf-8")

    def _here(self, words: list[str]) -> str:
        printed = io.StringIO()
        with (
            desk_of_its_own(self.folder, self.environment),
            redirect_stdout(printed),
            redirect_stderr(printed),
        ):
            run(words)
        return printed.getvalue()


def disagreement(console: Console, page_blocks: Sequence[str]) -> str | None:
    """Type every command of every block, in order; the first that prints something else, told.

    No further than the first: what comes after it would mostly differ because of it.
    """
    for block in page_blocks:
        for step in steps(block):
            printed = console.types(step.command)
            if not step.agrees(printed):
                said = f"the page says:\n{step.expected}it prints:\n{printed}"
                return f"$ {step.command}\n{said}"
    return None
