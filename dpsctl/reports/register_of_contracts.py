"""``report register-of-contracts``: the contracts that run, as the law has a council publish them.

The Local Government Transparency Code 2015 fixes what the register holds (paragraph 32); its
columns are here in the Code's order. What is published for good can be taken back from nobody, so
that it is made to be published whether or not ``--publish`` is typed: what one person's place
costs, or what would help to work it out, is left out, and the row says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dpsctl.domain.days import shift
from dpsctl.domain.money import whole_pounds
from dpsctl.domain.words import listed
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.reports.basis import basis_notes
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.letter_words import agreement_title, titles
from dpsctl.reports.register_numbers import RegisterNumbers
from dpsctl.reports.register_values import RegisterValues
from dpsctl.reports.report import Column, Kind, PublicNote, Report, Row
from dpsctl.reports.suppliers import Suppliers
from dpsctl.reports.view import View

if TYPE_CHECKING:
    from dpsctl.documents.contract_register import ContractRegister


def _column(key: str, heading: str, kind: Kind = "text", *, brief: bool = True) -> Column:
    """A column of the Code's; texts may have come from anywhere, and go into any spreadsheet."""
    csv = key.removesuffix("_pence")
    return Column(key, heading, kind, brief, foreign=kind == "text", csv=csv)


COLUMNS = (
    _column("reference_number", "Reference"),
    _column("title", "Title", brief=False),
    _column("department", "Department", brief=False),
    _column("description", "Description", brief=False),
    _column("supplier_name", "Supplier"),
    _column("supplier_address", "Address", brief=False),
    _column("supplier_company_number", "Company number", brief=False),
    _column("contract_value_total_pence", "Total", "money"),
    _column("estimated_annual_value_pence", "A year", "money"),
    _column("value_basis", "Basis", brief=False),
    _column("irrecoverable_vat_pence", "VAT", "money", brief=False),
    _column("start_date", "Starts", "day"),
    _column("end_date", "Ends", "day"),
    _column("review_date", "Review", "day", brief=False),
    _column("procurement_route", "Route", brief=False),
    _column("is_sme", "SME", "flag"),
    _column("is_vcse", "VCSE", "flag"),
    _column("registration_number", "Registration", brief=False),
)

_INVITED = "published_invitation_to_tender"


def register_of_contracts(view: View) -> Report:
    """The contracts awarded and not ended on the day, by number, none of them annulled."""
    from dpsctl.documents.contract_register import contract_register

    law = contract_register(view.rules)
    on_day = ContractsOn(view)
    running = [
        (contract, row)
        for contract, row in zip(on_day.listed, on_day.rows(), strict=True)
        if not contract.life.annulled
    ]
    values = RegisterValues(view, [row for _, row in running])
    numbers, suppliers = RegisterNumbers(view), Suppliers(view)
    rows = [
        {
            "reference_number": numbers.of(contract),
            **_about(view, contract),
            **suppliers.of(contract.provider_on(view.as_of)),
            **values.of(at),
            "irrecoverable_vat_pence": law.irrecoverable_vat,
            **_term(view, contract),
            "procurement_route": _INVITED if contract.application else None,
        }
        for at, (contract, _) in enumerate(running)
    ]
    return view.report(
        "register-of-contracts",
        "Register of contracts",
        COLUMNS,
        rows,
        totals={"contracts": len(rows)},
        notes=[*_notes(view, law, rows), *basis_notes(view)],
        annual=True,
    )


def _about(view: View, contract: ContractOnLedger) -> Row:
    """What it is for, without a word about anybody who lives there."""
    terms = view.system.terms
    buyer = terms.get("buyer") or {}
    called = agreement_title(terms, contract.agreement)
    wanted = listed(titles(terms, contract.categories))
    return {
        "title": f"{called}: {view.system.title}",
        "department": buyer.get("department") or buyer.get("name"),
        "description": f"{view.system.title}; {wanted}; band {contract.band_on(view.as_of)}",
    }


def _term(view: View, contract: ContractOnLedger) -> Row:
    """The first and last day, both in, and the day of review; none before the contract begins."""
    life, before = contract.life, view.system.duration("publishing", "review_contracts")
    review = shift(life.last_day, before, -1) if before else None
    return {
        "start_date": life.starts_on.isoformat(),
        "end_date": life.last_day.isoformat(),
        "review_date": review.isoformat() if review and review >= life.starts_on else None,
    }


def _notes(view: View, law: ContractRegister, rows: list[Row]) -> Iterator[str]:
    over = whole_pounds(law.over)
    yield PublicNote(
        f"{law.cite}: contracts of more than {over}, published every {law.every}; "
        "smaller ones are listed too"
    )
    yield PublicNote(f"irrecoverable VAT: {law.vat_cite}")
    if any(row["procurement_route"] is None for row in rows):
        yield PublicNote("how a contract from before the ledger was let is not known to it: blank")
    if any(row[key] is None for row in rows for key in ("supplier_address", "is_sme", "is_vcse")):
        yield PublicNote("address, SME and VCSE are blank where the supplier has not told them")
    if not view.system.duration("publishing", "review_contracts"):
        yield PublicNote("no review dates: the system document has no publishing.review_contracts")
