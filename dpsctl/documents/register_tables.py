"""The register as a table: which shape it is, by its headings, and each of its rows typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from dpsctl.documents.document import did_you_mean
from dpsctl.documents.register_cells import Unread, Words, typed
from dpsctl.documents.register_records import Cells
from dpsctl.documents.register_rules import RegisterRules, Table, plain
from dpsctl.documents.register_values import location_id, tidy
from dpsctl.domain.register import Location
from dpsctl.domain.words import listed
from dpsctl.errors import Complaint, DocumentError

Records = Iterator[tuple[int, Cells | str]]
Row = Location | Unread

DEEPEST = 40
"""Among how many rows the headings are looked for: some files begin with a few words of their own.
"""


@dataclass(frozen=True)
class Headed:
    """A table whose headings were found: its shape, where each column stands, and on which line."""

    table: Table
    line: int
    width: int
    places: dict[str, int]
    categories: dict[str, list[int]]


def headed(found: Records, rules: RegisterRules, name: str) -> Headed:
    """The headings of a table, read from its records; what comes next are its rows.

    Raises:
        DocumentError: it is no table of the register, or lacks columns that are needed.
    """
    first: Complaint | None = None
    for count, (line, cells) in enumerate(found):
        if count == DEEPEST:
            break
        if isinstance(cells, list) and (table := _shape(cells, rules)):
            return _headed(table, line, cells, rules, name)
        first = first or Complaint(name, line, 1, _no_register(rules))
    what = "the file is empty" if first is None else first.what
    raise DocumentError([first or Complaint(name, 1, 1, what)])


def rows(found: Records, head: Headed, words: Words) -> Iterator[Row]:
    """Each row below the headings: a location, or why it cannot be read; blank ones left out."""
    read = _reader(head, words)
    for line, cells in found:
        if isinstance(cells, str):
            yield Unread(line, cells)
        elif any(map(str.strip, cells)):
            yield read(cells, line)


def _shape(cells: Cells, rules: RegisterRules) -> Table | None:
    """The table whose headings most of these are, if they name its locations."""
    named = set(map(plain, cells))
    known = [each for each in rules.tables.values() if each.columns["cqc_location"] in named]
    return max(known, key=lambda each: _fit(each, named), default=None)


def _fit(table: Table, named: set[str]) -> float:
    bands = any(each.startswith(table.bands) for each in named) if table.bands else False
    needed = [table.columns[key] in named for key in table.needed]
    return sum(needed) / len(needed) + bands


def _headed(table: Table, line: int, cells: Cells, rules: RegisterRules, name: str) -> Headed:
    headings = [plain(cell) for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    at = {heading: place for place, heading in reversed(list(enumerate(headings)))}
    bands = {code: _bands(table, each.bands) for code, each in rules.categories.items()}
    needed = [table.columns[key] for key in table.needed]
    needed += [heading for each in bands.values() for heading in each]
    if absent := [heading for heading in needed if heading not in at]:
        raise DocumentError([Complaint(name, line, 1, _absent(table, absent, at))])
    return Headed(
        table=table,
        line=line,
        width=len(headings),
        places={key: at[heading] for key, heading in table.columns.items() if heading in at},
        categories={code: [at[each] for each in columns] for code, columns in bands.items()},
    )


def _bands(table: Table, names: Sequence[str]) -> list[str]:
    return [f"{table.bands} {each}" for each in names] if table.bands else []


def _absent(table: Table, absent: list[str], at: dict[str, int]) -> str:
    told = [f"{each!r}{did_you_mean(each, at)}" for each in absent]
    columns = "a column" if len(told) == 1 else "columns"
    return (
        f"as a {table.title} it lacks {columns} that must be there: {listed(told)}; take the file "
        "as it was published, or put its headings into your own register.yaml"
    )


def _no_register(rules: RegisterRules) -> str:
    kinds = [f"the {each.title}" for each in rules.tables.values()]
    return (
        "this is no file of the register: none of its first rows names a column Location ID; "
        f"it should be {', '.join(kinds)} (as CSV), or JSON of the API"
    )


def _reader(head: Headed, words: Words) -> Callable[[Cells, int], Row]:
    places, width = list(head.places.items()), head.width
    categories, pick = _categories(head, words), itemgetter(*head.places.values())

    def read(cells: Cells, line: int) -> Row:
        if len(cells) < width or (len(cells) > width and any(map(str.strip, cells[width:]))):
            texts = {key: tidy(cells[place]) for key, place in places if place < len(cells)}
            return _unread(line, _uneven(len(cells), width), texts)
        said = list(map(str.strip, pick(cells)))
        if "-" in said or not "".join(said).isascii():
            said = list(map(tidy, said))
        texts = dict(zip(head.places, said, strict=True))
        if "registered_manager" in texts:  # who it is is nobody's business here
            texts["registered_manager"] = "Y" if texts["registered_manager"] else "N"
        if services := texts.get("services"):
            texts["care_home"] = "Y" if "care home" in services.casefold() else "N"
        try:
            return typed(texts, line, words, categories=categories(cells, texts))
        except ValueError as error:
            return _unread(line, str(error), texts)

    return read


def _categories(
    head: Headed, words: Words
) -> Callable[[Cells, dict[str, str]], tuple[str, ...] | None]:
    if "supported" in head.places:
        codes = {
            word: code for code, each in words.rules.categories.items() for word in each.supported
        }
        return lambda _, texts: _listed(texts["supported"], codes)
    bands = [(code, place) for code, each in sorted(head.categories.items()) for place in each]
    return lambda cells, _: tuple(
        dict.fromkeys(code for code, place in bands if cells[place] and _ticked(cells[place]))
    )


def _listed(supported: str, codes: dict[str, str]) -> tuple[str, ...] | None:
    if not supported:
        return None
    found = {codes.get(plain(word)) for word in supported.split(",")}
    return tuple(sorted(code for code in found if code))


def _ticked(cell: str) -> bool:
    return cell.strip().casefold() in ("y", "yes")


def _unread(line: int, what: str, texts: dict[str, str]) -> Unread:
    try:
        location = location_id(texts.get("cqc_location", ""))
    except ValueError:
        location = None
    return Unread(line, what, location, texts.get("name"))


def _uneven(cells: int, width: int) -> str:
    return f"has {cells} cells where the headings name {width} columns: a comma or a quote is wrong"
