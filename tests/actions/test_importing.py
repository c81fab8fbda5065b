"""``import``: whole batches or none, and every reason why an application is kept out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..office import KENT, Office
from ..papers import application
from ..small_system import OPEN_MARCH, small_system

Stage = Callable[[str], Office]

UNREADABLE = "reference: KBP-2021-0098\nhome: Sample Home 98\n"


def without(*paths: str) -> dict[str, None]:
    return dict.fromkeys(paths)


# Batches


def seven_with_two_bad(office: Office) -> str:
    """Seven files of which the third cannot be read and the fifth lacks three keys."""
    for number in range(1, 8):
        office.writes(f"post/{number}.yaml", application(number))
    office.writes("post/3.yaml", UNREADABLE)
    office.writes("post/5.yaml", application(5, without("band", "home.name", "received_at")))
    return "post"


def test_a_batch_of_seven_with_two_bad_ones_imports_nothing_and_reports_both(
    kent_at: Stage,
) -> None:
    office = kent_at("open")

    refused = office.types(f"import {seven_with_two_bad(office)}", exits=4)

    *complaints, last = refused.err.splitlines()
    assert {line.split(":")[0] for line in complaints} == {"post/3.yaml", "post/5.yaml"}
    assert [line.split(": ", 1)[1] for line in complaints if "5.yaml" in line] == [
        "band: is missing",
        "received_at: is missing",
        "home.name: is missing",
    ]
    assert last == "  nothing was imported; --partial takes the good ones"
    assert refused.out == ""
    assert office.counts("applications") == 0


def test_partial_imports_the_five_good_ones_and_exits_as_the_bad_ones_deserve(
    kent_at: Stage,
) -> None:
    office = kent_at("open")

    told = office.types(f"import {seven_with_two_bad(office)} --partial", exits=4)

    assert [line.split(" (")[0] for line in told.lines] == [
        f"application {at}: Sample Home {number:02}" for at, number in enumerate((1, 2, 4, 6, 7), 1)
    ]
    assert told.err.endswith("  these were left out\n")
    assert office.counts("applications") == 5


@pytest.mark.parametrize("options", ["", "--partial"])
def test_readable_ones_that_are_refused_exit_with_1_and_unreadable_ones_outrank_them(
    kent_at: Stage, options: str
) -> None:
    office = kent_at("open")
    early = application(1, {"received_at": "2021-02-01T10:00"})
    strange = application(2, {"band": "Highest"})

    office.imports(early, strange, application(3), options=options, exits=1)
    office.imports(early, UNREADABLE, application(4), options=options, exits=4)


def test_files_folders_standard_input_and_several_documents_in_a_file(kent_at: Stage) -> None:
    office = kent_at("open")
    office.writes("post/b.yml", application(2))
    office.writes("post/a.yaml", application(1))
    office.writes("post/notes.txt", "nothing to read here")
    office.writes("two.yaml", application(3) + "---\n" + application(4))

    told = office.types("import post two.yaml -", stdin=application(5).encode())

    assert [line.split(" (")[0] for line in told.lines] == [
        f"application {number}: Sample Home {number:02}" for number in range(1, 6)
    ]


def test_mistakes_on_standard_input_say_so(kent_at: Stage) -> None:
    refused = kent_at("open").types("import -", stdin=UNREADABLE.encode(), exits=4)

    assert refused.err.startswith("<stdin>:1:1: ")


def test_a_folder_without_a_document_is_a_slip(kent_at: Stage) -> None:
    office = kent_at("open")
    office.writes("post/notes.txt", "nothing to read here")

    told = office.types("import post", exits=2)

    assert told.err.startswith("dpsctl: there is no *.yaml or *.yml in post\n")


def test_a_missing_file_is_named(kent_at: Stage) -> None:
    told = kent_at("open").types("import applications/KBP-2021-0001.yaml nowhere.yaml", exits=2)

    assert told.err.startswith("dpsctl: nowhere.yaml: no such file or directory\n")


def test_one_home_twice_in_a_batch_is_refused_both_times(kent_at: Stage) -> None:
    office = kent_at("open")
    office.writes("a.yaml", application(1))
    office.writes("b.yaml", application(1, {"home.beds": "6"}))

    refused = office.types("import a.yaml b.yaml", exits=1)

    assert [line.partition(": ")[2] for line in refused.err.splitlines()[:2]] == [
        "home.cqc_location: 1-00000001 applies twice in this batch: also at b.yaml:1",
        "home.cqc_location: 1-00000001 applies twice in this batch: also at a.yaml:1",
    ]


# Again, and in place of an earlier one


def test_the_same_document_again_is_skipped(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1))

    same = office.imports(application(1))
    mixed = office.imports(application(1), application(2))

    assert same.lines == ["nothing to do for all 1: on the ledger as these documents have them"]
    assert mixed.lines == [
        "application 2: Sample Home 02 (LD), window 2021-03-01",
        "nothing to do for 1 of 2: on the ledger as these documents have them",
    ]


def test_new_content_takes_the_place_of_what_nobody_has_determined(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1, without("provider.policies.safeguarding")))
    office.types("check")

    told = office.imports(application(1))
    office.types("check")

    assert told.lines == [
        "application 2: Sample Home 01 (LD), window 2021-03-01, in place of application 1"
    ]
    assert (office.standing(1), office.standing(2)) == ("superseded", "qualified")


def test_late_content_in_place_of_what_was_in_time_is_remarked_on(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1))
    office = office.on("2021-04-06")

    told = office.imports(application(1, {"received_at": "2021-04-05T10:00"}))

    assert told.lines[0].endswith("LATE, in place of application 1")
    assert "it takes the place of application 1, which was in time" in told.err


@pytest.mark.parametrize("decided", ["admit", "refuse"])
def test_new_content_is_refused_once_somebody_has_determined(kent_at: Stage, decided: str) -> None:
    office = kent_at("open")
    office.imports(application(1))
    office.types("check")
    office.types(f"determine 1 {decided} --reason 'As the criteria say'")

    refused = office.imports(application(1, {"home.beds": "6"}), exits=1)

    standing = {"admit": "admitted", "refuse": "refused"}[decided]
    assert f"application 1 of this home was {standing} in this window" in refused.err
    office.types("rescind 1 --reason 'A new document came'")
    office.imports(application(1, {"home.beds": "6"}))


def test_a_refused_home_may_apply_in_the_next_window(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-04-10")
    office.types("open-window --opens 2021-04-10 --closes 2021-04-30")

    told = office.on("2021-04-13").imports(
        application(18, {"received_at": "2021-04-12T10:00", "provider.company_number": "99900018"})
    )

    assert told.lines == ["application 21: Sample Home 18 (LD), window 2021-04-10"]


def test_a_withdrawn_home_may_apply_again_in_the_same_window(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1))
    office.types("withdraw 1 --reason 'Letter of 12 March'")

    told = office.imports(application(1, {"received_at": "2021-03-14T10:00"}))

    assert told.lines == ["application 2: Sample Home 01 (LD), window 2021-03-01"]
    assert (office.standing(1), office.standing(2)) == ("withdrawn", "received")


def test_a_home_with_a_contract_that_has_not_ended_cannot_apply_under_that_agreement(
    kent_at: Stage,
) -> None:
    office = kent_at("awarded").on("2021-05-10")
    office.types("open-window --opens 2021-05-10 --closes 2021-06-30")

    refused = office.on("2021-05-12").imports(
        application(1, {"received_at": "2021-05-11T10:00"}), exits=1
    )

    assert "this home holds contract 1 under dps, which has not ended" in refused.err


def test_after_its_contract_has_ended_it_can(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-04-20")
    office.types("award 1 --decision 20/00108 --ends 2021-05-31 --yes")
    office.types("open-window --opens 2021-05-10 --closes 2021-06-30")
    again = application(1, {"received_at": "2021-05-11T10:00"})

    office.on("2021-05-31").imports(again, exits=1)
    office.on("2021-06-01").imports(again)


# Who applies


def test_a_known_number_under_another_name_is_refused_with_both_names(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1))
    renamed = application(
        2, {"provider.name": "Renamed Care Ltd", "provider.company_number": "99900001"}
    )

    refused = office.imports(renamed, exits=1)
    office.imports(renamed, options="--accept-name")

    assert "'Renamed Care Ltd' is on the ledger as 'Sample Provider 01 Ltd'" in refused.err
    assert "import with --accept-name" in refused.err
    assert office.counts("providers") == 1


def test_numbers_of_two_providers_are_refused_even_with_accept_name(kent_at: Stage) -> None:
    office = kent_at("open")
    other = {"provider.company_number": None, "provider.ppon": "PABC-1234-DEFG"}
    office.imports(application(1), application(2, other))
    both = application(3, {**other, "provider.company_number": "99900001"})

    refused = office.imports(both, options="--accept-name", exits=1)

    assert (
        "these numbers belong to several providers on the ledger: "
        "Sample Provider 01 Ltd and Sample Provider 02 Ltd" in refused.err
    )


def test_a_home_with_a_new_name_or_owner_is_remarked_on(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1))

    told = office.imports(
        application(
            1,
            {
                "home.name": "The Elms",
                "provider.name": "Sample Provider 02 Ltd",
                "provider.company_number": "99900002",
            },
        )
    )

    assert told.err.splitlines() == [
        "application 2: 1-00000001 was called Sample Home 01 until now",
        "application 2: The Elms was run by another provider until now: see that it was sold",
    ]


def test_a_home_of_a_known_provider_is_another_home(kent_at: Stage) -> None:
    office = kent_at("open")

    office.imports(
        application(1),
        application(
            2,
            {
                "provider.name": "Sample Provider 01 Ltd",
                "provider.company_number": "99900001",
            },
        ),
    )

    assert (office.counts("homes"), office.counts("providers")) == (2, 1)


def test_a_reference_that_names_several_means_the_newest_windows(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-04-10")
    office.types("open-window --opens 2021-04-10 --closes 2021-04-30")
    office.imports(
        application(21, {"reference": "KBP-2021-0001", "received_at": "2021-04-10T09:00"})
    )

    assert "Application 21: Sample Home 21" in office.types("explain KBP-2021-0001").out


def test_a_location_names_the_homes_own_newest_application(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(1))
    office.imports(application(1, {"home.beds": "6"}))

    assert "Application 2: Sample Home 01" in office.types("explain 1-00000001").out


# What the window's terms and rules do not know


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"agreement": "framework"}, "agreement: framework takes no applications; dps does"),
        ({"agreement": "lease"}, "agreement: lease takes no applications; dps does"),
        ({"band": "High"}, "band: 'High' is not one of Specialist, Specialist Plus"),
        ({"categories": ["LD", "OP"]}, "categories[2]: 'OP' is not one of LD, MH, PD"),
        ({"categories": ["PD"]}, "placements[1].need: 'LD' is not one of PD"),
    ],
    ids=["no rules", "no agreement", "band", "category", "need"],
)
def test_what_the_systems_terms_do_not_know_is_refused_at_its_place(
    kent_at: Stage, changed: dict[str, Any], what: str
) -> None:
    assert refused_at(kent_at("open"), changed, exits=1)[0] == what


@pytest.mark.parametrize(
    ("changed", "what", "place"),
    [
        (
            {"answers.improvment_plan": "yes"},
            "answers.improvment_plan: there is no such question; did you mean improvement_plan?",
            "improvment_plan",
        ),
        (
            {"answers.viable": "perhaps"},
            "answers.viable: 'perhaps' is not yes or no",
            "perhaps",
        ),
        (
            {"declaration.exclusions": {"57(1)(zz)": "no"}},
            "declaration.exclusions.57(1)(zz): there is no such ground under this regime; "
            "did you mean 57(1)(n)?",
            "57(1)(zz)",
        ),
    ],
    ids=["question", "answer", "ground"],
)
def test_what_the_windows_rules_do_not_know_cannot_be_read(
    kent_at: Stage, changed: dict[str, Any], what: str, place: str
) -> None:
    assert refused_at(kent_at("open"), changed, exits=4) == (what, place)


def refused_at(office: Office, changed: dict[str, Any], *, exits: int) -> tuple[str, str]:
    """The first complaint about a changed application, and what stands at its place."""
    text = application(1, changed)
    office.writes("one.yaml", text)
    refused = office.types("import one.yaml", exits=exits)
    file, line, column, what = refused.err.splitlines()[0].split(":", 3)
    assert file == "one.yaml"
    key_or_value, *_ = text.splitlines()[int(line) - 1][int(column) - 1 :].split(":")
    return what.strip(), key_or_value


def test_every_mistake_of_an_application_is_told_at_once(kent_at: Stage) -> None:
    office = kent_at("open")

    refused = office.imports(application(1, {"band": "High", "categories": ["LD", "OP"]}), exits=1)

    assert "band: 'High'" in refused.err
    assert "categories[2]: 'OP'" in refused.err


def test_before_any_window_at_all(kent_at: Stage) -> None:
    refused = kent_at("decided").imports(application(1), exits=1)

    assert "is before any window" in refused.err


def test_every_ground_of_the_regime_may_be_answered_though_no_rule_asks(
    new_office: Office,
) -> None:
    office = small_system(new_office)
    office.types(OPEN_MARCH)

    office.imports(
        application(
            1,
            {
                "answers": None,
                "declaration.exclusions": {"57(8)(c)": {"answer": "yes", "on": "2019-05-02"}},
            },
        )
    )
    office.types("check")

    assert office.standing(1) == "qualified"


def test_kents_twenty_applications_are_imported_from_their_folder(kent_at: Stage) -> None:
    office = kent_at("open").on("2021-04-06")

    told = office.types(f"import {KENT / 'applications'}")

    assert len(told.lines) == 20
    assert told.err.count("is late") == 1
