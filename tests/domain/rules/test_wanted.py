import pytest

from dpsctl.domain.rules.conditions import AllOf, AnyOf, Condition, Not, named_facts, wanted
from dpsctl.domain.rules.operands import Known

from .words import KNOWN, all_of, any_of, no, says

PLAN = all_of("home.cqc.rating is Requires improvement", "answers.improvement_plan is yes")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (says("home.beds between 3 and 6"), "home.beds between 3 and 6"),
        (says("band is one of Specialist, High"), "band is one of Specialist, High"),
        (says("provider.ppon is answered"), "provider.ppon is answered"),
        (
            any_of("home.cqc.rating at least Good", PLAN),
            "home.cqc.rating at least Good, or (home.cqc.rating is Requires improvement and "
            "answers.improvement_plan is yes)",
        ),
        (
            all_of("home.cqc.registration is Registered", "home.cqc.dormant is no"),
            "home.cqc.registration is Registered and home.cqc.dormant is no",
        ),
        (all_of(any_of("home.beds is 3")), "home.beds is 3"),
        (no("home.beds more than 6"), "not (home.beds more than 6)"),
        (
            says("provider.insurance.public_liability.cover at least $liability_minimum"),
            "provider.insurance.public_liability.cover at least £10,000,000",
        ),
        (
            says("provider.policies.safeguarding on or after window.opens - 12 months"),
            "provider.policies.safeguarding on or after 2020-03-01 (window.opens - 12 months)",
        ),
        (
            says("home.cqc.rated_on after $cut_off + 1 day"),
            "home.cqc.rated_on after 2020-06-16 ($cut_off + 1 day)",
        ),
        (
            says("provider.insurance.public_liability.expires on or after window.closes"),
            "provider.insurance.public_liability.expires on or after 2021-03-31 (window.closes)",
        ),
        (says("home.beds at most answers.rooms"), "home.beds at most answers.rooms"),
    ],
)
def test_what_is_wanted_reads_aloud_with_the_windows_own_figures(
    condition: Condition, words: str
) -> None:
    assert wanted(condition, KNOWN) == words


def test_before_a_window_is_known_the_names_stand() -> None:
    cover = says("provider.insurance.public_liability.cover at least $liability_minimum")
    policy = says("provider.policies.safeguarding on or after window.opens - 12 months")
    assert wanted(cover).endswith("at least $liability_minimum")
    assert wanted(policy).endswith("on or after window.opens - 12 months")
    not_yet = Known({"liability_minimum": None})
    assert wanted(cover, not_yet).endswith("at least $liability_minimum (no value yet)")


def test_a_condition_names_its_facts_once_each_in_order() -> None:
    condition = AllOf((PLAN, AnyOf((Not(says("home.beds at most answers.rooms")), PLAN))))
    assert named_facts(condition) == (
        "home.cqc.rating",
        "answers.improvement_plan",
        "home.beds",
        "answers.rooms",
    )
