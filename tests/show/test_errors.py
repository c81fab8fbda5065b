from io import StringIO

import pytest

from dpsctl.errors import Complaint, DocumentError, RefusedError
from dpsctl.show.errors import print_error


def test_an_error_goes_to_stderr_plain(capsys: pytest.CaptureFixture[str]) -> None:
    print_error(RefusedError("no home is called Oak [/Lodge] :house:", "see `dpsctl status`"))
    assert capsys.readouterr() == (
        "",
        "dpsctl: no home is called Oak [/Lodge] :house:\n  see `dpsctl status`\n",
    )


def test_complaints_take_a_line_each_and_control_characters_are_shown() -> None:
    out = StringIO()
    complaints = [Complaint("a.yaml", 1, 2, "bad \x1b[2J"), Complaint("b.yaml", 3, 4, "a\nb")]
    print_error(DocumentError(complaints, "nothing was recorded"), out)
    assert out.getvalue() == (
        "a.yaml:1:2: bad \\x1b[2J\nb.yaml:3:4: a\\nb\n  nothing was recorded\n"
    )
