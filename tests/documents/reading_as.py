"""Reading bytes as a kind of document, as the fixtures name it: ``# reads as: decision``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dpsctl.documents.applications import ApplicationDocument
from dpsctl.documents.calendars import calendar_of
from dpsctl.documents.contracts import ContractDocument
from dpsctl.documents.cost_models import CostModelDocument
from dpsctl.documents.decisions import DecisionDocument
from dpsctl.documents.grounds import GroundsDocument
from dpsctl.documents.reading import only, read_documents
from dpsctl.documents.regimes import regimes_of
from dpsctl.documents.systems import SystemDocument
from dpsctl.documents.transfers import TransferDocument
from dpsctl.documents.uplifts import UpliftDocument
from dpsctl.documents.validating import read_as_model
from dpsctl.documents.watching import evidence_of

Reader = Callable[[bytes, str], Any]

READERS: dict[str, Reader] = {
    "application": lambda source, file: read_as_model(source, file, ApplicationDocument),
    "decision": lambda source, file: read_as_model(source, file, DecisionDocument),
    "contract": lambda source, file: read_as_model(source, file, ContractDocument),
    "transfer": lambda source, file: read_as_model(source, file, TransferDocument),
    "uplift": lambda source, file: read_as_model(source, file, UpliftDocument),
    "system": lambda source, file: read_as_model(source, file, SystemDocument),
    "cost_model": lambda source, file: read_as_model(source, file, CostModelDocument),
    "grounds": lambda source, file: read_as_model(source, file, GroundsDocument),
    "regimes": lambda source, file: regimes_of(only(read_documents(source, file))),
    "evidence": lambda source, file: evidence_of(only(read_documents(source, file))),
    "calendar": lambda source, file: calendar_of(only(read_documents(source, file))),
}


def kind_of(source: bytes) -> str:
    """The kind that a fixture names; an application where it can name none."""
    named = re.search(rb"^# reads as: (\w+)", source, re.MULTILINE)
    return named[1].decode() if named else "application"
