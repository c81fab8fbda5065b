"""A folder of as many application documents as are asked for: Kent's twenty, over and over."""

from __future__ import annotations

import re
from pathlib import Path

from ..office import KENT

HOMES_EACH = 3
"""How many homes a provider runs."""


def written(folder: Path, count: int) -> None:
    """Write the documents, one a file as a portal gives them, each of a home of its own."""
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(KENT.glob("applications/*.yaml"))]
    for number in range(count):
        text = _of_home(texts[number % len(texts)], number)
        (folder / f"KBP-2021-{number:06}.yaml").write_text(text, encoding="utf-8")


def _of_home(text: str, number: int) -> str:
    """One of Kent's documents as that of another home; its people are others too."""
    provider = number // HOMES_EACH
    named = f"name: Sample Provider {provider:06} Ltd\\n  company_number: {99900000 + provider}"
    for pattern, instead in (
        (r"KBP-2021-\d+", f"KBP-2021-{number:06}"),
        (r"(?<=provider:\n  )name: .*\n  \w+: .*", named),
        (r"Sample Home \d+", f"Sample Home {number:06}"),
        (r"1-0000\d{4}", f"1-{number:08}"),
        (r"ref: P-\d\d(\d\d)", rf"ref: P-{number:06}-\1"),
    ):
        text = re.sub(pattern, instead, text)
    return text
