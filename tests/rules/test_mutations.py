"""Whatever is changed in a shipped rule set, one of its examples notices.

The suite tries a sample; with DPSCTL_ALL_MUTANTS set, or by ``python -m tests.rules.mutating``,
every mutant is tried.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .mutating import Bench, shipped

EVERY = 1 if os.environ.get("DPSCTL_ALL_MUTANTS") else 9


SETS = [pytest.param(*each, id=f"{each[0].parent.name}/{each[0].stem}") for each in shipped()]


@pytest.mark.parametrize(("path", "folders"), SETS)
def test_an_example_notices_each_change(path: Path, folders: list[Path]) -> None:
    bench = Bench.of(path, folders)
    tried = bench.mutants()[::EVERY]

    assert tried
    assert [str(mutant) for mutant in tried if not bench.notices(mutant)] == []


def test_a_change_that_no_example_looks_at_would_be_told(tmp_path: Path) -> None:
    path, folders = next(each for each in shipped() if each[0].parent.name == "classic")
    copy = tmp_path / "classic"
    copy.mkdir()
    for name in (path.name, f"{path.stem}.examples.yaml"):
        text = path.with_name(name).read_text(encoding="utf-8")
        kept = text.replace("  - name: a strict answer wrong\n", "  - name: all right too\n")
        kept = kept.replace(
            "given: {answers.safeguarding: no}", "given: {answers.safeguarding: yes}"
        )
        kept = kept.replace(
            "expect: {verdict: failed, findings: {safeguarding: unmet}}",
            "expect: {verdict: qualified}",
        )
        (copy / name).write_text(kept, encoding="utf-8")
    bench = Bench.of(copy / path.name, [tmp_path, *folders])

    unnoticed = [str(mutant) for mutant in bench.mutants() if not bench.notices(mutant)]
    assert "rules[3].otherwise: fail -> refer" in unnoticed
