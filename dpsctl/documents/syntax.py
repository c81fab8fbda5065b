"""What YAML's own complaints mean to the person who wrote the document."""

from __future__ import annotations

import re
from typing import Any

import yaml

from dpsctl.documents.nesting import DEEPEST

_QUOTE = "put quotes around the whole value"
_BRACKETS = "this bracket is never closed, or lacks a comma or quotes inside"

# Matched in turn against what libyaml, or PyYAML where there is no libyaml, says of the error.
# These are told where the thing began that went wrong,
_AT_BEGINNING = (
    (r"expected ',' or '[}\]]'", _BRACKETS),
    (r"quoted scalar.*(end of stream|document)", "this quotation mark is never closed"),
    (r"expected ':'", "this line has no `key: value`; write a colon and a space after the key"),
)
# and these where it was noticed.
_AT_END = (
    (r"flow level", f"the document is nested deeper than {DEEPEST} levels"),
    (r"mapping values", f"no colon may stand here; {_QUOTE}, or check how the line is indented"),
    (r"mapping keys", f"a value may not begin with ?; {_QUOTE}"),
    (r"(alias|anchor)", f"a value may not begin with & or *; {_QUOTE}"),
    (r"tag", f"tags (!...) are not read; remove it, or {_QUOTE}"),
    (r"escape|hexdecimal", "a backslash has a meaning inside double quotes; use single ones"),
    (r"block scalar|indentation spaces", "indent every line of a text under | or > alike"),
    (r"sequence entries", "a list may not begin here; begin it on a line of its own"),
    (r"expected key|block end", "this does not line up with what is above, or lacks quotes"),
    (r"document start", "this is not part of the document; remove it"),
    (
        r"flow|node content",
        "a bracket or comma is missing or out of place; if it is text, quote it",
    ),
)


def meaning(error: yaml.MarkedYAMLError, text: str) -> tuple[Any, str]:
    """A syntax error of a text in one friendly line, and YAML's mark of where to look."""
    said = " ".join(filter(None, (error.context, error.problem)))
    end: Any = error.problem_mark or error.context_mark
    for pattern, words in _AT_BEGINNING:
        if re.search(pattern, said):
            return error.context_mark or end, words
    if "cannot start any token" in said:
        return end, _bad_beginning(text[end.index : end.index + 1])
    directive = re.search(r"^%", text, re.MULTILINE)
    if directive and re.search("document start|directive|incompatible", said):
        at, line = directive.start(), text.count("\n", 0, directive.start())
        return yaml.Mark("", at, line, 0, None, 0), "directives (%) are not read; remove the line"
    for pattern, words in _AT_END:
        if re.search(pattern, said):
            return end, words
    return end, f"this cannot be read as YAML ({error.problem})"


def _bad_beginning(character: str) -> str:
    if character == "\t":
        return "a tab indents this line; use spaces"
    return f"a value may not begin with {character}; {_QUOTE}"
