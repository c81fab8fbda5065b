"""Words for messages: counts with their nouns, small numbers, lists, days, lengths of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby, islice

# fmt: off
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]
_SMALL = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
]
# fmt: on


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``no applications``, ``1 application``, ``1,200 applications``.

    ``many`` is the plural where it is not ``one`` with an s.
    """
    noun = one if count == 1 else many or f"{one}s"
    return f"{count:,} {noun}" if count else f"no {noun}"


def number_word(count: int) -> str:
    """A count as a sentence has it: ``no``, ``one`` … ``twenty``, then in figures."""
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def in_words(count: int, one: str, many: str = "") -> str:
    """A count with its noun as a sentence has it: ``no contracts``, ``one contract``."""
    return f"{number_word(count)} {one if count == 1 else many or f'{one}s'}"


def capital(text: str) -> str:
    """Words as a sentence begins with them; what follows the first letter stays as it is."""
    return text[:1].upper() + text[1:]


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: ``a``, ``a and b``, ``a, b and c``; nothing of none."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def runs(numbers: Iterable[int]) -> str:
    """Ascending numbers, those in a row together: ``1 to 5, 8 and 9``."""
    rows = groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0])
    return listed([text for _, row in rows for text in _run([number for _, number in row])])


def numbered(noun: str, numbers: Sequence[int]) -> str:
    """Ascending numbers after what they are of: ``contract 3``, ``contracts 1 to 5 and 8``."""
    return f"{noun if len(numbers) == 1 else f'{noun}s'} {runs(numbers)}"


_MOST_RUNS = 24


def some_runs(numbers: Iterable[int]) -> str:
    """The same in a line that stays one, however many: ``1, 3, 5 and 9,976 more``."""
    each = list(numbers)
    rows = groupby(enumerate(each), key=lambda placed: placed[1] - placed[0])
    told = [number for _, row in islice(rows, _MOST_RUNS) for _, number in row]
    left = len(each) - len(told)
    return f"{runs(told).replace(' and ', ', ')} and {left:,} more" if left else runs(told)


def length_words(length: timedelta) -> str:
    """A length of time by its two greatest units: ``2 days and 9 hours``, ``1 second``."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = [(days, "day"), (hours, "hour"), (minutes, "minute"), (seconds, "second")]
    first = next((at for at, (count, _) in enumerate(units) if count), len(units) - 1)
    told = [plural(count, unit) for count, unit in units[first : first + 2] if count]
    return listed(told) or "no time"


def day_words(day: date) -> str:
    """A London day as a letter writes it, whatever the machine's language: ``20 April 2021``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_words(day: date) -> str:
    """The month of a London day, whatever the machine's language: ``April 2021``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _run(numbers: list[int]) -> list[str]:
    return [f"{numbers[0]} to {numbers[-1]}"] if len(numbers) > 2 else list(map(str, numbers))
