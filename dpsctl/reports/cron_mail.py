"""What a run of ``reopen`` tells: what came about since the last, and what is worth knowing now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dpsctl.ledger.heartbeat import Heartbeat
from dpsctl.reports.happened import happened
from dpsctl.reports.news import News, lines_of, news
from dpsctl.reports.view import View


@dataclass(frozen=True)
class CronMail:
    """The lines to tell, and the keys of all that there is to tell, told before or not."""

    lines: list[str]
    keys: frozenset[str]


def cron_mail(
    view: View, before: Heartbeat, made: Collection[str], passed_over: Mapping[str, str]
) -> CronMail:
    """What is new since the last run.

    ``made`` names the windows that this run recorded, each of which it has told of; ``passed_over``
    says of an opening, by name, why it makes no window.
    """
    pieces = [*_passed_over(passed_over), *news(view)]
    fresh = (each for each in pieces if each.key not in before.told and each.window not in made)
    lines = [*happened(view, before.since(view.now), made), *lines_of(fresh)]
    return CronMail(lines, frozenset(each.key for each in pieces))


def _passed_over(why: Mapping[str, str]) -> list[News]:
    return [
        News(f"passed over|{name}", f"the opening due on {name} makes no window: {because}", "")
        for name, because in why.items()
    ]
