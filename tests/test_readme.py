"""README's commands do what README says: every ``console`` block is typed, in order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dpsctl import __version__

from .console import Console, blocks, disagreement, steps
from .office import CHECKOUT, KENT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def console(tmp_path: Path) -> Console:
    """A console in a copy of Kent's documents."""
    shutil.copytree(KENT, tmp_path / "kent")
    console = Console(tmp_path / "kent")
    console.install(tmp_path / "bin")
    return console


def test_every_console_block_prints_what_it_says(console: Console) -> None:
    shown = blocks(README, "console")

    assert shown
    if told := disagreement(console, shown):
        pytest.fail(told, pytrace=False)


def test_what_must_pass_before_anything_lands_holds_the_test_command_word_for_word() -> None:
    _, test_command = blocks(README, "sh")[:2]
    introduced_by = README.partition(test_command)[0].splitlines()[-3]

    assert "tests" in introduced_by
    must_pass = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    assert test_command.strip() in must_pass.splitlines()


def test_the_lines_that_recompute_an_export_are_those_that_are_tested() -> None:
    tested = (CHECKOUT / "tests" / "ledger" / "recompute.py").read_text(encoding="utf-8")
    shown = next(block for block in blocks(README, "python") if "texts" in block)

    assert shown in tested.replace("  # noqa: SIM115", "")


# The harness itself, on a page of its own

PAGE = """
```console
$ export GREETING="good morning" NAME=Anna
$ echo "$GREETING, $NAME"
good morning, Anna
$ mkdir letters
$ cd letters
$ printf 'one\\ntwo\\nthree\\n' | tee list; ls
one
...
list
```

```sh
this is not typed
```

```console
$ ls
list
$ echo 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210
```
"""


def test_a_page_that_is_right(console: Console) -> None:
    assert disagreement(console, blocks(PAGE, "console")) is None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("good morning, Anna", "good evening, Anna"),
        ("one\n...\nlist", "one\n...\nlists"),
        ("one\n...\nlist", "one\nlist"),
        ("$ ls\nlist\n", "$ ls\n"),
        ("fedcba9876543210fedcba", "sha256:"),
    ],
)
def test_a_page_that_is_wrong(console: Console, right: str, wrong: str) -> None:
    assert right in PAGE

    told = disagreement(console, blocks(PAGE.replace(right, wrong), "console"))

    assert told and "the page says:" in told and "it prints:" in told


def test_the_programme_is_this_checkouts_and_its_remarks_are_part_of_what_it_prints(
    console: Console,
) -> None:
    for shell in ("", " | cat", " 2>&1"):
        assert console.types(f"dpsctl --version{shell}") == f"dpsctl {__version__}\n"
        assert console.types(f"dpsctl status{shell}").startswith("dpsctl: there is no ledger here")


def test_a_block_begins_with_a_command() -> None:
    with pytest.raises(AssertionError, match="begins with a command"):
        list(steps("good morning\n$ echo good morning\n"))
