"""Letters and records from templates: ``letters/NAME.md.j2`` on the rules shelf.

A council's own template is taken before the shipped one. Templates are Markdown; whatever they put
in is escaped for it, so that no name or reason that came from outside can be more than text.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from dpsctl.documents.markdown import Markdown, escaped, titled_html
from dpsctl.documents.paths import find_rules_file
from dpsctl.domain.money import pounds, whole_pounds
from dpsctl.domain.withheld import Withheld
from dpsctl.domain.words import day_words, listed, number_word
from dpsctl.errors import Complaint, DocumentError, RefusedError

FOLDER = "letters"
_MEND = "mend the template"
_PAGE = "page.html.j2"
_REPORT_PAGE = "report.html.j2"
_MISTAKES = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    MemoryError,
    RecursionError,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Templates:
    """The templates of the rules shelf, a council's own folder before the shipped one."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._markdown = self._environment(finalize=_shown)
        self._html = self._environment(autoescape=True)

    def has(self, name: str) -> bool:
        """Whether there is a template ``NAME.md.j2``."""
        return self._path(f"{name}.md.j2") is not None

    def markdown(self, name: str, facts: Mapping[str, Any]) -> str:
        """The paper that ``NAME.md.j2`` makes of some facts, as Markdown.

        In a template days are written out, texts escaped; ``pence | pounds`` writes money.

        Raises:
            RefusedError: there is no such template.
            DocumentError: the template has a mistake, asks for what is not there, or says nothing.
        """
        text = self._written(self._markdown, f"{name}.md.j2", facts).strip("\n")
        if what := _unsendable(text):
            raise DocumentError([Complaint(str(self._path(f"{name}.md.j2")), 1, 1, what)], _MEND)
        return re.sub(r"\n{3,}", "\n\n", text) + "\n"

    def page(self, markdown: str) -> str:
        """A paper as a page of HTML that needs nothing but itself, called by its heading.

        Raises:
            RefusedError: there is no template of a page.
            DocumentError: it has a mistake.
        """
        title, body = titled_html(markdown)
        facts = {"title": title, "body": Markup(body)}
        return self._written(self._html, _PAGE, facts).strip("\n") + "\n"

    def report_page(self, title: str, body: str, *, wide: bool) -> str:
        """A report's page: ``body`` is HTML in which whatever came from outside is escaped.

        ``wide``: its tables are printed on sheets that lie on their side.

        Raises:
            RefusedError: there is no template of such a page.
            DocumentError: it has a mistake.
        """
        facts = {"title": title, "body": Markup(body), "wide": wide}
        return self._written(self._html, _REPORT_PAGE, facts).strip("\n") + "\n"

    def _environment(self, **options: Any) -> ImmutableSandboxedEnvironment:
        made = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._found),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            **options,
        )
        made.filters |= {
            "pounds": _or_withheld(pounds),
            "whole_pounds": _or_withheld(whole_pounds),
            "listed": listed,
            "number_word": number_word,
        }
        made.tests["withheld"] = lambda value: isinstance(value, Withheld)
        return made

    def _path(self, name: str) -> Path | None:
        """Where a template stands; one is called by its file's name, and by no way to elsewhere."""
        if name != Path(name).name:
            return None
        return find_rules_file(self._folders, FOLDER, name)

    def _found(self, name: str) -> tuple[str, str, None] | None:
        path = self._path(name)
        if path is None:
            return None
        try:
            return path.read_text(encoding="utf-8"), str(path), None
        except UnicodeDecodeError:
            what = "the template is not UTF-8; save the file as UTF-8"
            raise DocumentError([Complaint(str(path), 1, 1, what)]) from None

    def _written(
        self, environment: ImmutableSandboxedEnvironment, name: str, facts: Mapping[str, Any]
    ) -> str:
        if self._path(name) is None:
            raise RefusedError(
                f"there is no template {FOLDER}/{name} among the rules",
                f"looked in {', '.join(map(str, self._folders))}",
            )
        try:
            return environment.get_template(name).render(facts)
        except _MISTAKES as error:
            raise DocumentError([self._complaint(name, error)], _MEND) from None

    def _complaint(self, name: str, error: Exception) -> Complaint:
        """A template's mistake, and the line of it that was being carried out."""
        what = _mistake(error)
        if isinstance(error, TemplateSyntaxError):
            return Complaint(error.filename or name, error.lineno, 1, what)
        frames = traceback.extract_tb(error.__traceback__)
        steps = [each for each in frames if each.filename.endswith(".j2")]
        last = steps[-1] if steps else None
        file, line = (last.filename, last.lineno) if last else (str(self._path(name)), 1)
        return Complaint(file, line or 1, 1, what)


def _or_withheld(write: Callable[[int], str]) -> Callable[[int | Withheld], str | Withheld]:
    """The same filter, for a figure that may be withheld: then nothing is made of it."""
    return lambda value: value if isinstance(value, Withheld) else write(value)


def _unsendable(text: str) -> str | None:
    """Why nobody could be sent a paper; none where somebody could."""
    if not text.strip():
        return "it makes a paper that says nothing"
    return "it puts in a control character" if _CONTROL.search(text) else None


def _mistake(error: Exception) -> str:
    """What is wrong, where Python or Jinja would not say it to somebody who writes letters."""
    if isinstance(error, TemplateNotFound):
        return f"there is no template {FOLDER}/{error.name} to put in"
    if isinstance(error, RecursionError):
        return "it puts itself in, without end"
    if isinstance(error, MemoryError):
        return "it makes more than fits in memory"
    return getattr(error, "message", None) or str(error)


def _shown(value: Any) -> str:
    """What a template puts in, as Markdown shows it.

    Raises:
        TypeError: it is nothing that a letter can say.
    """
    if isinstance(value, Markdown):
        return value
    if isinstance(value, str | Withheld):
        return escaped(str(value))
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, StrictUndefined):
        return str(value)  # which says what is not there
    raise TypeError(f"{value!r} is put in, which is neither a text, a number nor a day")
