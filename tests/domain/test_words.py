from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.words import (
    capital,
    day_words,
    in_words,
    length_words,
    listed,
    number_word,
    plural,
    runs,
    some_runs,
)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "no applications"),
        (1, "1 application"),
        (2, "2 applications"),
        (1200, "1,200 applications"),
    ],
)
def test_a_count_with_its_noun(count: int, words: str) -> None:
    assert plural(count, "application") == words


def test_a_noun_with_a_plural_of_its_own() -> None:
    assert plural(3, "entry", "entries") == "3 entries"
    assert plural(1, "entry", "entries") == "1 entry"


@pytest.mark.parametrize(
    ("count", "word"),
    [(0, "no"), (1, "one"), (16, "sixteen"), (20, "twenty"), (21, "21"), (1200, "1,200")],
)
def test_a_number_in_a_sentence(count: int, word: str) -> None:
    assert number_word(count) == word


def test_a_number_with_its_noun_in_a_sentence() -> None:
    assert in_words(0, "contract") == "no contracts"
    assert in_words(1, "person", "people") == "one person"
    assert in_words(16, "person", "people") == "sixteen people"


def test_a_sentence_begins_with_a_capital_and_keeps_the_others() -> None:
    assert capital("no home of Kent's") == "No home of Kent's"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_in_a_sentence(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([7], "7"),
        ([1, 2], "1 and 2"),
        ([1, 2, 3], "1 to 3"),
        ([1, 2, 3, 5, 8, 9], "1 to 3, 5, 8 and 9"),
    ],
)
def test_numbers_in_a_row_are_told_together(numbers: list[int], words: str) -> None:
    assert runs(numbers) == words


@given(st.sets(st.integers(1, 60)))
def test_runs_tell_every_number_and_no_other(numbers: set[int]) -> None:
    told: set[int] = set()
    for part in runs(sorted(numbers)).replace(" and ", ", ").split(", "):
        first, _, last = part.partition(" to ")
        told |= set(range(int(first), int(last or first) + 1)) if part else set()
    assert told == numbers


def test_of_very_many_numbers_the_first_are_told_and_how_many_more() -> None:
    odd = range(1, 20_000, 2)
    told = some_runs(odd)
    assert told.startswith("1, 3, 5, ")
    assert told.endswith(", 45, 47 and 9,976 more")
    assert some_runs(range(1, 20_000)) == "1 to 19999"
    assert some_runs(odd[:24]) == runs(odd[:24])


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(), "no time"),
        (timedelta(seconds=1), "1 second"),
        (timedelta(minutes=5), "5 minutes"),
        (timedelta(hours=9, minutes=1, seconds=30), "9 hours and 1 minute"),
        (timedelta(days=2, hours=9, minutes=59), "2 days and 9 hours"),
        (timedelta(days=1, minutes=5), "1 day"),
    ],
)
def test_a_length_of_time_by_its_two_greatest_units(length: timedelta, words: str) -> None:
    assert length_words(length) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2021, 1, 1), "1 January 2021"), (date(2026, 12, 31), "31 December 2026")],
)
def test_a_day_as_a_letter_writes_it(day: date, words: str) -> None:
    assert day_words(day) == words
