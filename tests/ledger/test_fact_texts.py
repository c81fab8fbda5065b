"""Facts made to texts by SQLite are those that Python makes, byte for byte, whatever they hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from dpsctl.ledger.chain import fact_text
from dpsctl.ledger.fact_texts import AT_ONCE, FactTexts
from dpsctl.ledger.links import texts_as

TABLE = """
CREATE TABLE things (
  id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, "a" TEXT, "as" TEXT, "z" INTEGER, "é" TEXT
) STRICT
"""
NASTY = ['"', "\\", "\\u0041", ',"a":null', '{"a":null,', "\x00b", "\x7f\x80\u2028", "\U0001f3e0"]
TEXTS = st.one_of(
    st.none(),
    st.sampled_from(NASTY),
    st.text(st.characters(codec="utf-8"), max_size=9),
    st.binary(max_size=4).map(lambda raw: raw.decode("utf-8", "surrogateescape")),
)
WHOLE = st.integers(-(2**63), 2**63 - 1)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, st.none() | WHOLE, TEXTS), min_size=1, max_size=5)


@settings(max_examples=200, deadline=None)
@given(ROWS, st.sampled_from([1, AT_ONCE // 4]))
@example([(text, None, None, text) for text in NASTY], 1)
def test_sqlite_and_python_make_the_same_text(
    rows: list[tuple[str | None, str | None, int | None, str | None]], times: int
) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(TABLE)
        for row in rows * times:
            raw = [
                each.encode("utf-8", "surrogateescape") if isinstance(each, str) else each
                for each in row
            ]
            connection.execute(
                'INSERT INTO things (entry, a, "as", z, é) VALUES '
                "(1, CAST(? AS TEXT), CAST(? AS TEXT), ?, CAST(? AS TEXT))",
                raw,
            )
        with texts_as(connection, bytes):
            ours = b",".join(FactTexts(connection, "things").between(1, len(rows) * times))
        with texts_as(connection, lambda text: text.decode("utf-8", "surrogateescape")):
            facts = Database(connection, execute_plugins=False).query("SELECT * FROM things")
            theirs = ",".join(fact_text("things", fact) for fact in facts)

    assert ours == theirs.encode("utf-8", "surrogateescape")
