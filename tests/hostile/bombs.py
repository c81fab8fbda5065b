"""Small documents, and some that are not, made to cost whoever reads them dearly."""

from __future__ import annotations

DEEP = 100_000


def _doubling(first: bytes, link: bytes) -> bytes:
    """Lines that each name the line before nine times over."""
    letters = b"bcdefghijkl"
    lines = (
        b"%c: &%c %s\n" % (each, each, link % b", ".join([b"*%c" % (each - 1)] * 9))
        for each in letters
    )
    return first + b"".join(lines)


BOMBS = {
    "aliases": _doubling(b"a: &a [x, x, x]\n", b"[%s]"),
    "merge keys": _doubling(b"a: &a {k: v}\n", b"{<<: [%s]}"),
    "brackets": b"a: " + b"[" * DEEP,
    "brackets closed": b"a: " + b"[" * DEEP + b"]" * DEEP,
    "braces": b"{a: " * DEEP,
    "dashes": b"- " * DEEP,
    "questions": b"? " * DEEP,
    "mappings": b"".join(b" " * depth + b"a:\n" for depth in range(1_500)),
    "brackets in a key": b"? " + b"[" * DEEP + b"]" * DEEP + b"\n: x\n",
    "keys that are lists": b"{" + b"[a, b]: c, " * 20_000 + b"}",
    "one key without end": b"a: b\n" * 260_000,
    "an anchor without end": b"a: &" + b"x" * 2**20 + b" b\n",
    "a tag without end": b"a: !" + b"x" * 2**20 + b" b\n",
    "directives": b"%YAML 9.9\n" * 20_000 + b"---\na: b\n",
    "objects": b"a: !!python/object/apply:os.system [touch was-here]\n",
    "values without end": b"a: [" + b"x," * 260_000 + b"]",
    "documents without end": b"---\n" * 500_000,
    "mistakes without end": b"---\n" + (b"a: b\n" * 600 + b"---\n") * 500,
    "one text nearly without end": b"a: b\na: " + b"x" * (7 * 2**20),
    "one text without end": b"a: " + b"x" * (10 * 2**20),
    "escapes without end": b'a: "' + b"\\x41" * 2**18 + b'"',
    "a comment without end": b"#" + b"x" * 2**21,
    "blank lines": b"\n" * 2**20,
    "colons": b"a" + b": " * DEEP,
    "commas": b"a: {" + b"," * DEEP + b"}",
    "noughts": b"\0" * 2**20,
    "bytes that are no text": b"a: " + b"\xff" * 2**20,
}
"""By name; every one is refused, and most of them for one reason."""
