"""A daily command as schedulers want it: a crontab line, a systemd service and its timer."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import time


def crontab_line(command: Sequence[str], at: time) -> str:
    """A crontab line that runs a command daily; the hour is that of the machine's own clock."""
    # To cron a per cent sign ends the command, quoted or not.
    typed = " ".join(shlex.quote(word).replace("%", r"\%") for word in command)
    return f"{at.minute} {at.hour} * * * {typed}"


def service(command: Sequence[str], folder: str, description: str) -> str:
    """A systemd service that runs a command once, in a folder."""
    typed = " ".join(_for_systemd(word) for word in command)
    return (
        f"[Unit]\nDescription={description.replace('%', '%%')}\n\n[Service]\nType=oneshot\n"
        f"WorkingDirectory={folder.replace('%', '%%')}\nExecStart={typed}\n"
    )


def timer(at: time, description: str) -> str:
    """A systemd timer that starts the service daily in London time, and once more if it missed."""
    return (
        f"[Unit]\nDescription={description.replace('%', '%%')}\n\n[Timer]\n"
        f"OnCalendar=*-*-* {at:%H:%M}:00 Europe/London\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def _for_systemd(word: str) -> str:
    """A word of ExecStart: quoted, with what systemd would expand doubled."""
    literal = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    plain = literal == word and not any(letter.isspace() or letter == "'" for letter in word)
    return word if plain and word else f'"{literal}"'
