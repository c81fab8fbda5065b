"""The command line: commands found by name and imported one at a time, errors printed plainly."""

from __future__ import annotations

import io
import os
import sys
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.exceptions import TyperException

from dpsctl import __version__
from dpsctl.cli.as_typed import Group
from dpsctl.cli.command_list import COMMANDS
from dpsctl.cli.unwritten import flushed, nobody_reads, not_written, opened_nowhere
from dpsctl.errors import DpsctlError
from dpsctl.stopping import STOPPED, is_stop, stoppable, stopped_words


class LazyGroup(Group):
    """The group of all commands; one is imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command's name, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command, from its module; none if there is no such name."""
        if cmd_name not in COMMANDS:
            return None
        group = _group(COMMANDS[cmd_name])
        return group if group.name == cmd_name else group.commands[cmd_name]

    def invoke(self, ctx: Any) -> Any:
        """Carry out what was typed; who stops it with Ctrl-C is told what stands."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, Exception) as error:
            if is_stop(error):  # typer would make an exit code of it, and leave in silence
                raise typer.Abort from None
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """A command by what was typed, with the nearest name told where there is none."""
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names, for the hint
        return super().resolve_command(ctx, args)


@cache  # a demo types many commands in one process
def _group(module: str) -> Any:
    """The commands of a module of this package."""
    return typer.main.get_group(import_module(f"dpsctl.cli.{module}").app)


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"dpsctl {__version__}\n")
        raise typer.Exit


@app.callback()
def dpsctl(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    """Run a council's Dynamic Purchasing System: windows, applications, rules, contracts, costs.

    Every command works on one ledger, a local SQLite file, and leaves a chained entry in it.
    See `dpsctl COMMAND --help`, or begin with `dpsctl demo`.
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    opened_nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # The same bytes whatever the locale: UTF-8, and no newline made into another.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    code = run(sys.argv[1:] if args is None else args)
    sys.exit(flushed(code))


def run(args: list[str]) -> int:
    """Run one command line; its exit code. Whatever goes wrong with the output is told here."""
    try:
        return carry_out(args)
    except (BrokenPipeError, SystemExit):  # typer makes the one into the other
        return nobody_reads()
    except OSError as error:
        return not_written(error)


def carry_out(args: list[str]) -> int:
    """Carry out one command line; its exit code. Errors that people cause are printed."""
    with stoppable():
        return _told(args)


def _told(args: list[str]) -> int:
    from dpsctl.show.errors import print_error
    from dpsctl.show.progress import progress_on

    try:
        with progress_on(sys.stderr, os.environ):
            return _programme()(args, prog_name="dpsctl", standalone_mode=False) or 0
    except DpsctlError as error:
        try:
            sys.stdout.flush()
            print_error(error)
        except BrokenPipeError:
            # Whoever read the complaints has seen enough of them; what they mean stands.
            nobody_reads(sys.stdout, sys.stderr)
        return error.exit_code
    except TyperException as error:
        return _misused(error)
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write(stopped_words())
        return STOPPED


@cache
def _programme() -> Any:
    return typer.main.get_command(app)


def _misused(error: TyperException) -> int:
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if not message or type(error).__name__ == "NoArgsIsHelpError":
        if message:
            sys.stdout.write(message + "\n")
        return error.exit_code
    message = message.replace(": Value error, ", ": ")  # which typer lets pydantic say
    path = context.command_path if context else "dpsctl"
    lost = type(error).__name__ == "NoSuchOption" and not getattr(error, "possibilities", None)
    if lost and isinstance(context and context.command, Group):
        message += "; the options of a command stand after its name"
    sys.stderr.write(f"dpsctl: {message}\n  see `{path} --help`\n")
    return error.exit_code
