"""The story that ``demo`` plays: scenes, each on its day, told and then typed."""

from __future__ import annotations

from pathlib import Path

from dpsctl.documents.reading import read_one
from dpsctl.documents.types import Instant, Part, Prose, Text, WholeNumber
from dpsctl.documents.validating import validate


class Typed(Part):
    """A command as a person types it, and the exit code that it ends with."""

    run: Text
    exit: WholeNumber = 0


class Scene(Part):
    """What happens at one instant (UTC), by one person."""

    told: Prose | None = None
    on: Instant
    by: Text
    typed: list[Typed]


class StoryDocument(Part):
    """A story, scene by scene."""

    title: Text
    scenes: list[Scene]


def read_story(path: Path) -> StoryDocument:
    """Read a story.

    Raises:
        DocumentError: with every complaint, in file order.
    """
    return validate(read_one(path), StoryDocument)
