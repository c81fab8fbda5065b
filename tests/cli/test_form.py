"""``form``: a blank application that reads as one, and once it is filled in is imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import yaml

from dpsctl.documents.shelf import grounds_of_regime
from dpsctl.shipped import RULES

from ..office import Office
from ..papers import application, system

Stage = Callable[[str], Office]

REQUIRED = {
    "received_at",
    "categories",
    "band",
    "provider.name",
    "home.name",
    "home.cqc_location",
}


def test_a_blank_form_reads_as_an_application_that_lacks_what_is_required(kent_at: Stage) -> None:
    office = kent_at("open")
    office.writes("blank.yaml", office.types("form").out)

    refused = office.types("import blank.yaml", exits=4)

    *complaints, _ = refused.err.splitlines()
    lacking = {line.split(": ", 1)[1] for line in complaints}
    assert lacking == {f"{path}: is missing" for path in REQUIRED} | {
        "provider: has no identifier; "
        "give one of company_number, charity_number, ppon, cqc_provider"
    }


def test_filled_in_it_is_imported_and_qualifies(kent_at: Stage) -> None:
    office = kent_at("open")
    declared = {f"declaration.exclusions.{code}": "no" for code in codes()}
    answers = {**dict(_flat(yaml.load(application(7), Loader=yaml.BaseLoader))), **declared}

    office.writes("filled.yaml", filled(office.types("form").out, answers))
    office.types("import filled.yaml")
    office.types("check")

    assert office.standing("KBP-2021-0007") == "qualified"
    assert len(office.types("explain 1 --format json").json["placements"]) == 4


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every dotted path of a document with what stands there, lists in one line."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        yield path, yaml.safe_dump(value, default_flow_style=True, width=10_000).strip()
    else:
        yield path, value


def filled(form: str, answers: Mapping[str, str]) -> str:
    """The form with answers written behind its keys, as a person would: before the comments."""
    lines = []
    groups: list[str] = []
    for line in form.splitlines():
        key, _, rest = line.partition(":")
        depth = (len(key) - len(key.lstrip())) // 2
        groups = [*groups[:depth], key.strip()]
        answer = None if groups[-1] == "exclusions" else answers.get(".".join(groups))
        blank = not rest.partition("#")[0].strip()
        lines.append(f"{key}: {answer}" if answer and blank else line)
    return "\n".join(lines) + "\n"


def codes() -> list[str]:
    """Every exclusion ground of the regime."""
    return list(grounds_of_regime([RULES], "pcr2015-light-touch"))


def test_it_asks_what_the_window_pinned_and_says_which_window(kent_at: Stage) -> None:
    form = kent_at("scheduled").types("form").out

    assert "# Window 2021-03-01: opens 2021-03-01 09:00, closes at the end of 2021-03-31." in form
    assert "kent-specialist/2021-02-01" in form
    for asked in ("improvement_plan:", "57(1)(ma):", "agreement: dps"):
        assert asked in form


def test_before_any_window_it_asks_what_is_in_force(kent_at: Stage) -> None:
    form = kent_at("empty").types("form").out

    assert "# No window is open or coming." in form
    assert "kent-specialist/2020-06-15" in form


def test_it_says_that_a_rehearsal_is_one(kent_at: Stage) -> None:
    assert "# A REHEARSAL: nothing sent in on this form binds anybody." in (
        kent_at("open").types("form").out
    )


def test_every_ground_of_the_regime_is_on_it(kent_at: Stage) -> None:
    form = kent_at("open").types("form").out

    assert {"57(1)(e)", "57(1)(ma)", "57(8)(i)"} <= set(codes())
    for code in codes():
        assert f"    {code}:" in form


@pytest.mark.parametrize("agreement", ["framework", "lease"])
def test_an_agreement_that_takes_no_applications_has_no_form(
    kent_at: Stage, agreement: str
) -> None:
    refused = kent_at("open").types(f"form --agreement {agreement}", exits=1)

    assert f"agreement {agreement} of kent-ldpdmh takes no applications" in refused.err
    assert "these do: dps" in refused.err


def test_a_system_whose_agreements_name_no_rules(new_office: Office) -> None:
    new_office.writes("own.yaml", system({"agreements.dps.rules": None}))
    new_office.types("init own.yaml")

    refused = new_office.types("form", exits=1)

    assert "none names rules" in refused.err


def test_a_window_with_a_cost_model_says_what_a_price_is_fed_with(kent_at: Stage) -> None:
    lines = kent_at("open").types("form").lines

    assert [line.partition("# ")[2] for line in lines[-9:-6]] == [
        "beside a fee that kent-specialist/2021-04-01 makes, `price: {…}` with all of",
        "    core: Core staffing and accommodation (pounds a week; 0 where there are none)",
        "    support: Shared support (hours a week; 0 where there are none)",
    ]


def test_without_a_window_no_price_is_asked_for(kent_at: Stage) -> None:
    assert "price:" not in kent_at("decided").types("form").out
