from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.bridge import STEPS, Bridge, Course, bridge
from dpsctl.domain.costs import annual_pence
from dpsctl.domain.weeks import WEEKS_PER_YEAR, weeks

amounts = st.integers(-400_000, 400_000)
courses = st.builds(Course, st.integers(0, 2_000_000), amounts, amounts, amounts, amounts, amounts)


def test_a_bridge_of_one_contract() -> None:
    course = Course(current=140_000, model=5_000, uplift=5_075, leavers=-75)
    assert course.new == 150_000
    made = bridge([course], Fraction(52))
    assert made == Bridge(7_280_000, (260_000, 0, 263_900, 0, -3_900), 7_800_000)


def test_a_bridge_over_nothing() -> None:
    assert bridge([], Fraction(52)) == Bridge(0, (0,) * len(STEPS), 0)


@pytest.mark.parametrize("basis", WEEKS_PER_YEAR)
@given(st.lists(courses, max_size=5))
def test_a_bridge_closes_to_the_penny(basis: str, crossed: list[Course]) -> None:
    year = weeks(basis)
    made = bridge(crossed, year)
    assert made.current + sum(made.steps) == made.new
    assert made.current == sum(annual_pence(each.current, year) for each in crossed)
    assert made.new == sum(annual_pence(each.new, year) for each in crossed)


@given(courses, courses)
def test_courses_add_up(one: Course, other: Course) -> None:
    assert (one + other).new == one.new + other.new
