import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.rules.findings import Finding
from dpsctl.domain.rules.verdicts import overall, verdict_of


def finding(
    outcome: str, otherwise: str = "fail", if_unknown: str = "incomplete", categories: str = "LD"
) -> Finding:
    return Finding(
        rule="a-rule",
        kind="technical",
        categories=tuple(categories.split()),
        finding=outcome,  # type: ignore[arg-type]
        seen="",
        source="declared",
        wanted="",
        cite="",
        otherwise=otherwise,
        if_unknown=if_unknown,
    )


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (finding("met"), "qualified"),
        (finding("not_applicable"), "qualified"),
        (finding("unmet", "fail"), "failed"),
        (finding("unmet", "refer"), "referred"),
        (finding("unmet", "note"), "qualified"),
        (finding("unknown", "fail"), "incomplete"),
        (finding("unknown", "refer"), "incomplete"),
        (finding("unknown", "note"), "qualified"),
        (finding("unknown", "fail", "refer"), "referred"),
        (finding("unknown", "refer", "refer"), "referred"),
        (finding("unknown", "refer", "fail"), "failed"),
        (finding("unknown", "note", "fail"), "qualified"),
    ],
)
def test_what_one_finding_comes_to(one: Finding, verdict: str) -> None:
    assert verdict_of([one], ["LD"]) == {"LD": verdict}


ORDER = ["failed", "incomplete", "referred", "qualified"]
findings = st.builds(
    finding,
    st.sampled_from(["met", "unmet", "unknown", "not_applicable"]),
    st.sampled_from(["fail", "refer", "note"]),
    st.sampled_from(["incomplete", "refer", "fail"]),
    st.sampled_from(["LD", "MH", "LD MH", ""]),
)


@given(st.lists(findings))
def test_the_worst_finding_of_a_category_decides_it_and_it_alone(found: list[Finding]) -> None:
    together = verdict_of(found, ["LD", "MH"])
    for category, verdict in together.items():
        apart = [verdict_of([each], [category])[category] for each in found]
        assert verdict == min(apart, key=ORDER.index, default="qualified")


def test_a_home_that_qualifies_for_one_category_and_fails_for_another_is_mixed() -> None:
    verdicts = verdict_of(
        [finding("met", categories="LD MH"), finding("unmet", categories="MH")], ["LD", "MH"]
    )
    assert verdicts == {"LD": "qualified", "MH": "failed"}
    assert overall(verdicts) == "mixed"
    assert overall({"LD": "referred", "MH": "referred"}) == "referred"
