"""SVG as matplotlib writes it, made fit to stand in a page among others."""

from __future__ import annotations

import re
from html import escape

_HEAD = re.compile(r"^.*?<svg[^>]*?viewBox=\"([^\"]*)\"[^>]*>", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_NAMED = re.compile(r'\bid="|(?<=href=")#|url\(#')
_FAMILY = re.compile(r"(font(?:-family)?: ?(?:[^;\"']*?px )?)'DejaVu Sans'[^;\"]*")
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)


def tidied(svg: str, name: str, title: str, told: str) -> str:
    """The SVG alone, without a size of its own, told to whoever cannot see it.

    Every id in it begins with ``name``, so that several may stand in one page. ``told`` says what
    the picture shows, beyond its title.
    """
    body = _COMMENT.sub("", _METADATA.sub("", svg))
    body = _NAMED.sub(lambda match: f"{match[0]}{name}-", body)
    body = _FAMILY.sub(r"\1sans-serif", body).replace("*{stroke", "svg *{stroke")
    words = f'<title id="{name}-title">{escape(title)}</title>'
    words += f'<desc id="{name}-desc">{escape(told)}</desc>'
    return _HEAD.sub(lambda match: f"{_opening(match[1], name)}{words}", body, count=1)


def _opening(view_box: str, name: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{view_box}" role="img" aria-labelledby="{name}-title {name}-desc">'
    )
