"""Bombs: the process that reads them neither crashes nor hangs nor fills the memory."""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys

import pytest

from dpsctl.errors import DocumentError

from ..documents.reading_as import READERS
from ..office import bare_environment
from .bombs import BOMBS
from .desk import Desk

SECONDS, MIBS = 60, 600
"""Of the processor and of address space, for all bombs one after another in one process."""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MIBS << 20, MIBS << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def test_none_of_them_goes_off(desk: Desk) -> None:
    office, (kept, now) = desk.office, desk.stages["open"]
    shutil.copyfile(kept, office.ledger)
    folder = office.folder / "bombs"
    folder.mkdir()
    for number, source in enumerate(BOMBS.values()):
        (folder / f"{number:02}.yaml").write_bytes(source)
    done = subprocess.run(
        [sys.executable, "-m", "dpsctl", "import", "bombs", "--partial", "--now", now],
        cwd=office.folder,
        env=bare_environment(),
        capture_output=True,
        preexec_fn=limited,
        timeout=300,
        check=False,
    )
    told = done.stderr.decode()
    assert done.returncode == 4, (done.returncode, told[-2_000:])
    assert "Traceback" not in told and len(told.splitlines()) <= 1_002
    assert office.ledger.read_bytes() == kept.read_bytes()
    assert not (office.folder / "was-here").exists()


@pytest.mark.parametrize("name", BOMBS)
def test_each_is_refused_where_it_stands(name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        READERS["application"](BOMBS[name], "f")
    wanted = next((what for names, what in TOLD.items() if name in names), "")
    assert any(re.match(r"f:\d+:\d+: ", line) and wanted in line for line in caught.value.lines())


DEEP = "the document is nested deeper than 20 levels"
TOLD = {
    ("aliases", "merge keys"): "anchors (&a) are not read",
    ("brackets", "brackets closed", "braces", "dashes", "questions"): DEEP,
    ("mappings", "brackets in a key"): DEEP,
    ("one key without end", "one text nearly without end"): "this key stands twice, first on",
    ("values without end",): "the document holds more than 250,000 values; split it",
    ("documents without end", "mistakes without end"): "there are more mistakes",
    ("one text without end",): "the document is larger than 8 MiB",
    ("directives",): "directives (%) are not read; remove the line",
    ("objects", "a tag without end"): "tags (!...) are not read",
    ("a comment without end", "blank lines"): "the document is empty",
}
