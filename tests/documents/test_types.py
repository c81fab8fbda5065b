"""What each type reads, and how it says no."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from dpsctl.documents import ids, types
from dpsctl.documents.decisions import DecisionDocument
from dpsctl.documents.validating import read_as_model
from dpsctl.domain.days import Duration
from dpsctl.errors import DocumentError

READ = [
    (types.Pence, "1650.10", 165010),
    (types.Pence, "1,650.10", 165010),
    (types.Pence, "£1,650.1", 165010),
    (types.Day, "2021-02-10", date(2021, 2, 10)),
    (types.Instant, "2021-07-10T14:05", datetime(2021, 7, 10, 13, 5, tzinfo=UTC)),
    (types.Instant, "2021-10-31T01:30+00:00", datetime(2021, 10, 31, 1, 30, tzinfo=UTC)),
    (types.Length, "10 working days", Duration(10, "working days")),
    (types.Length, "5 clear working days", Duration(5, "clear working days")),
    (types.YesNo, "Yes", True),
    (types.YesNo, "FALSE", False),
    (types.WholeNumber, "0", 0),
    (types.Text, "Sample Home", "Sample Home"),
    (ids.CompanyNumber, "1234567", "01234567"),
    (ids.CompanyNumber, "sc 123456", "SC123456"),
    (ids.CompanyNumber, "R0123456", "R0123456"),
    (ids.CharityNumber, "1234567", "1234567"),
    (ids.CharityNumber, "sc012345", "SC012345"),
    (ids.Ppon, "PBZB-4962-TVLR", "PBZB-4962-TVLR"),
    (ids.CqcId, "1-101678310", "1-101678310"),
    (ids.CqcId, "RX2AB", "RX2AB"),
    (ids.Postcode, "me141xq", "ME14 1XQ"),
    (ids.Postcode, "W1A  1AA", "W1A 1AA"),
    (ids.Sha256, "AB" * 32, "ab" * 32),
    (ids.PersonReference, "P-0001", "P-0001"),
    (ids.PersonReference, "KCC/LD-21-0412", "KCC/LD-21-0412"),
    (ids.PersonReference, "MAR-1234567", "MAR-1234567"),
    (ids.KnownReference, "NHS9990000018", "NHS9990000018"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_reads(kind: Any, text: str, value: object) -> None:
    assert TypeAdapter(kind).validate_python(text) == value


REFUSED = [
    (types.Pence, "-3", "negative"),
    (types.Pence, "1.505", "not an amount of money"),
    (types.Pence, "1" * 500, "500 characters long"),
    (types.Day, "10/02/2021", "write 2021-02-10"),
    (types.Instant, "2021-03-28T01:30", "does not happen in London"),
    (types.Instant, "9999-12-31T23:59-23:59", ""),
    (types.Length, "30", "not a duration"),
    (types.YesNo, "y", "'y' is not yes or no"),
    (types.WholeNumber, "5.0", "not a whole number"),
    (types.WholeNumber, "٥", "not a whole number"),
    (types.Text, "a\nb", "write it on one line"),
    (types.Text, ["a"], "is a list; it should be text"),
    (types.Day, {"a": "b"}, "is a group of keys; it should be a day"),
    (ids.CompanyNumber, "A123", "not a company number"),
    (ids.Postcode, "TN23", "'TN23' is not a postcode"),
    (ids.CqcId, "rx2", "not a CQC id"),
    (ids.PersonReference, "SMITH", "may name a person"),
    (ids.PersonReference, "Jane-2", "may name a person"),
    (ids.PersonReference, "999-000-0018", "an NHS number"),
    (ids.PersonReference, "QQ123456C", "a National Insurance number"),
    (ids.PersonReference, "JS-19610430", "a date"),
    (ids.PersonReference, "30/4/1961", "a date"),
    (ids.PersonReference, "P-30/04/61", "a date"),
    (ids.PersonReference, "30-APR-1961", "a date"),
    (ids.PersonReference, "JS30APRIL61", "a date"),
    (ids.PersonReference, "NHS9990000018", "an NHS number"),
    (ids.PersonReference, "LD-999-000-0018", "an NHS number"),
    (ids.PersonReference, "NI-QQ123456C", "a National Insurance number"),
    (ids.PersonReference, "p-0001", "'p-0001' has small letters; write P-0001"),
]


@pytest.mark.parametrize(("kind", "text", "why"), REFUSED)
def test_refuses(kind: Any, text: object, why: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(text)
    assert why in caught.value.errors()[0]["msg"]


def test_a_replacement_character_in_the_document_itself_is_judged_like_any_other() -> None:
    source = "decision: 20/00108\ntitle: x\ufffd\neffective_on: \ufffd\npowers: [open]\n"
    with pytest.raises(DocumentError, match=r"effective_on: .* is not a day"):
        read_as_model(source.encode(), "f", DecisionDocument)


def test_a_choice_is_canonical_and_names_the_nearest() -> None:
    ratings = types.choice("Good", "Requires improvement").func
    assert ratings("requires IMPROVEMENT") == "Requires improvement"  # type: ignore[call-arg]
