"""The strict loader: texts as they stand, exact places, and bounds on what hostile input costs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.documents import closely, faultless, reading
from dpsctl.documents.characters import composed, is_clean
from dpsctl.documents.document import Mark, complain
from dpsctl.documents.reading import fetch, read_documents, read_one
from dpsctl.errors import DocumentError, UsageError


def content(text: str) -> dict[str, object]:
    (document,) = read_documents(text.encode(), "sample.yaml")
    return document.content


def complaints(source: bytes) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        read_documents(source, "f")
    return caught.value.lines()


def test_every_scalar_is_the_text_that_stands_there() -> None:
    text = "number: 01234567\ntime: 12:30\nname: No\nhex: 0x1F\nday: 2021-02-10\nquoted: ' x '\n"
    assert content(text) == {
        "number": "01234567",
        "time": "12:30",
        "name": "No",
        "hex": "0x1F",
        "day": "2021-02-10",
        "quoted": "x",
    }


def test_missing_values_are_left_out_but_their_keys_are_known() -> None:
    source = b"a:\nb: ~\nc: null\nd: ''\ne: Null\nf: '~'\ng: []\n"
    (document,) = read_documents(source, "f")
    assert document.content == {"e": "Null", "f": "~", "g": []}
    assert document.key_marks[("b",)] == Mark(2, 1)


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    source = b"\xef\xbb\xbf---\r\na: b\r\nc:\r\n  - d\r\n"
    (document,) = read_documents(source, "f")
    assert document.content == {"a": "b", "c": ["d"]}
    assert document.sha256 == hashlib.sha256(source).hexdigest()
    assert document.marks[("c", 0)] == Mark(4, 5)


def test_one_document_is_the_whole_text_of_its_file() -> None:
    source = "# before\n---\nhome: Café\n# after\n".encode()
    (document,) = read_documents(source, "f")
    assert document.text.encode() == source
    assert document.sha256 == hashlib.sha256(source).hexdigest()


def test_several_documents_are_cut_at_the_lines_between_them() -> None:
    source = b"# before\n---\na: b\n--- {c: d}\n--- # note\ne:\n  f: g\n"
    documents = read_documents(source, "f")
    assert [document.text for document in documents] == [
        "a: b\n",
        " {c: d}\n",
        " # note\ne:\n  f: g\n",
    ]
    assert [document.content for document in documents] == [
        {"a": "b"},
        {"c": "d"},
        {"e": {"f": "g"}},
    ]
    assert documents[1].marks[("c",)] == Mark(4, 9)
    assert documents[2].marks[("e", "f")] == Mark(7, 6)


def test_a_document_says_the_same_alone_and_among_others() -> None:
    alone = read_documents(b"a: b\n", "f")[0]
    among = read_documents(b"x: y\n---\na: b\n", "f")[1]
    assert alone.sha256 == among.sha256


def test_a_broken_document_leaves_the_others_to_be_read() -> None:
    assert complaints(b"a: b\n---\nc: 'd\n---\ne: f\ne: g\n") == [
        "f:3:4: this quotation mark is never closed",
        "f:6:1: e: this key stands twice, first on line 5; keep one",
    ]


def test_a_complaint_points_at_the_nearest_thing_that_is_written() -> None:
    (document,) = read_documents(b"home:\n  name: Sample\nplacements:\n  - {band: Mid}\n", "f")
    told = complain(document, ("placements", 0, "ref"), "is missing")
    assert str(told) == "f:4:5: placements[1].ref: is missing"
    assert complain(document, ("home", "name"), "is wrong", at_key=True).column == 3
    assert complain(document, ("home", "name"), "is wrong").column == 9
    assert str(complain(document, (), "is late", refused=True)) == "f:1:1: is late"


def test_one_document_where_there_are_two(tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    path.write_text("a: b\n---\nc: d\n")
    with pytest.raises(DocumentError, match=r"two.yaml:3:1: a second document begins here"):
        read_one(path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        fetch(tmp_path / "nowhere.yaml")


def test_the_largest_document_and_one_byte_more() -> None:
    largest = b"a: " + b"x" * (reading.LARGEST - 3)
    assert len(read_documents(largest, "f")[0].text) == reading.LARGEST
    assert complaints(largest + b"x") == ["f:1:1: the document is larger than 8 MiB"]


def test_pure_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    source = b"a: b\nc: {d: 1,650.10}\ne: &x [f]\ng: *x\nh: 'i\n"
    told = complaints(source)
    plain = content("a: b\nc: {d: 1}\ne: ~\nf: '~'\n")
    monkeypatch.setattr(closely, "LOADER", yaml.SafeLoader)
    monkeypatch.setattr(faultless, "LOADER", yaml.SafeLoader)
    assert complaints(source) == told
    assert content("a: b\nc: {d: 1}\ne: ~\nf: '~'\n") == plain


LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
WORDS = st.text(LETTERS, min_size=1).map(composed).map(str.strip)
PLAIN = WORDS.filter(lambda text: text and not reading_refuses(text))


def reading_refuses(text: str) -> bool:
    return not is_clean(text)


@given(st.dictionaries(PLAIN, PLAIN, min_size=1))
def test_texts_written_as_yaml_are_read_back(texts: dict[str, str]) -> None:
    written = yaml.safe_dump(texts, allow_unicode=True, default_style='"')
    assert content(written) == texts


@given(st.text() | st.text(alphabet="ab:-{}[],'\"#&*!|>%@`?~<\\ \n\t\r\0\u202e"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_documents(text.encode("utf-8", "replace"), "f")
    except DocumentError as error:
        assert error.complaints


@given(st.binary())
def test_any_bytes_are_read_or_refused(source: bytes) -> None:
    try:
        read_documents(source, "f")
    except DocumentError as error:
        assert error.complaints == sorted(error.complaints)


@pytest.mark.parametrize(
    "source",
    [
        "a: b\n".encode("utf-16"),
        "a: b\n".encode("utf-16-le"),
        "a: b\n".encode("utf-16-be"),
        "a: b\n".encode("utf-32"),
        "a: b\n".encode("utf-32-be"),
    ],
)
def test_wide_encodings_are_told_in_one_line(source: bytes) -> None:
    told = ["f:1:1: the file is UTF-16 or UTF-32, not UTF-8; save it as UTF-8"]
    assert complaints(source) == told


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a spreadsheet, a Word file or a zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old spreadsheet or Word file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        (b"SQLite format 3\x00\x10\x00", "a database"),
    ],
)
def test_what_is_no_text_is_told_in_one_line(source: bytes, kind: str) -> None:
    told = [f"f:1:1: the file is {kind}, and no text; save what it says as text in UTF-8"]
    assert complaints(source + bytes(range(256))) == told


@pytest.mark.parametrize("source", [b"PK: b\n", b"'%PDF': b\n", b"PNG: b\n"])
def test_a_text_that_begins_alike_is_read(source: bytes) -> None:
    (document,) = read_documents(source, "f")
    assert list(document.content.values()) == ["b"]


def test_a_file_is_read_no_further_than_its_mistakes_or_values_are_bearable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = b"a: b\n" * 600 + b"---\n"
    source = b"---\n" + document * 3 + b"&x\n" * 9
    assert sum(len(found) for _, found in reading.readings(source, "f")) == 2 * 599 + 1
    assert len(told := complaints(source)) == 1_001
    assert told[-1].endswith(": there are more mistakes; put these right first")
    monkeypatch.setattr(reading, "MOST_IN_FILE", 3)
    assert complaints(b"a: [b, c]\n---\n" * 3) == [
        "f:5:1: the file holds more than 3 values; split it"
    ]


@pytest.mark.parametrize("key", ["x" * 201, "a\\nb", "a\\tb"])
def test_a_key_is_one_short_line(key: str) -> None:
    (told,) = complaints(f'? "{key}"\n: b\n'.encode())
    assert "a key stands on one line, of at most 200 characters" in told


UNSEEN = "\u200b\u2060\xad\u034f\u3164\u115f\u2800\ufff9\U000e0041\u180e"


@pytest.mark.parametrize("character", UNSEEN, ids=lambda character: f"U+{ord(character):04X}")
def test_what_nobody_can_see_is_refused(character: str) -> None:
    (told,) = complaints(f"home: Oak{character}Lodge\n".encode())
    assert told.startswith(f"f:1:10: U+{ord(character):04X}")
    assert told.endswith("cannot be seen; remove it")


@pytest.mark.parametrize("character", "\u200c\u200d\ufe0f")
def test_what_shapes_letters_is_refused_only_where_it_shapes_none(character: str) -> None:
    assert complaints(f"home: Oak{character}Lodge\n".encode())
    for shaped in ("می\u200cخواهم", "\u2764\ufe0f\u200d\U0001f525"):
        assert content(f"home: {shaped}\n") == {"home": shaped}


def test_a_text_is_composed_as_it_is_read() -> None:
    assert content("Cafe\u0301: [Rene\u0301e]\n") == {"Café": ["Renée"]}
    assert complaints("Cafe\u0301: a\nCafé: b\n".encode()) == [
        "f:2:1: Café: this key stands twice, first on line 1; keep one"
    ]
