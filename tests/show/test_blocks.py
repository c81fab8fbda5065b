from dpsctl.reports.blocks import Block
from dpsctl.show.blocks import render_blocks
from dpsctl.show.terminal import Terminal

DIGEST = "0f3c" * 16
STORY = [
    Block(None, ["Application 7, from Oak [/Lodge] :house:"]),
    Block(
        "Findings",
        ["cqc-rating", "  unmet: the home is rated Inadequate, and Good was wanted", ""],
        [
            ("received", "2021-03-10 14:05, in the window of 2021-03-01"),
            ("rules", f"kent-specialist/2021-02-01 {DIGEST}"),
            ("ホーム", "red \x1b[31malert"),
            ("told", ""),
        ],
    ),
]

PIPED = rf"""Application 7, from Oak [/Lodge] :house:

Findings
  cqc-rating
    unmet: the home is rated Inadequate, and Good was wanted

  received  2021-03-10 14:05, in the window of 2021-03-01
  rules     kent-specialist/2021-02-01 {DIGEST}
  ホーム    red \x1b[31malert
  told
"""

NARROW = rf"""Application 7, from Oak [/Lodge]
:house:

Findings
  cqc-rating
    unmet: the home is rated
    Inadequate, and Good was wanted

  received  2021-03-10 14:05, in the
            window of 2021-03-01
  rules     kent-specialist/2021-02-01
            {DIGEST}
  ホーム    red \x1b[31malert
  told
"""


def test_blocks_are_not_wrapped_when_piped() -> None:
    assert render_blocks(STORY, terminal=None) == PIPED


def test_blocks_wrap_on_a_terminal_in_their_own_column() -> None:
    assert render_blocks(STORY, terminal=Terminal(38)) == NARROW


def test_headings_are_bold_where_there_is_colour() -> None:
    shown = render_blocks([Block("Findings", ["none"])], terminal=Terminal(38, colour=True))
    assert shown == "\x1b[1mFindings\x1b[0m\n  none\n"


def test_labels_without_a_heading_stand_at_the_margin() -> None:
    assert render_blocks([Block(rows=[("system", "kent")])], terminal=None) == "system  kent\n"


def test_nothing_to_tell_prints_nothing() -> None:
    assert render_blocks([], terminal=None) == ""
