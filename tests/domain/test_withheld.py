from copy import deepcopy

from dpsctl.domain.withheld import WITHHELD


def test_it_is_written_as_official_statistics_mark_what_is_confidential() -> None:
    assert f"{WITHHELD}" == "[c]"
    assert repr([WITHHELD]) == "[WITHHELD]"


def test_there_is_only_one() -> None:
    assert deepcopy({"fee": WITHHELD})["fee"] is WITHHELD
