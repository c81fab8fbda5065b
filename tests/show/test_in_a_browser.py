"""Reports' pages opened in Chromium at two widths: nothing asked for, nothing complained of."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dpsctl.shipped import RULES
from dpsctl.show.reports import render

from ..office import Office
from .samples import COSTS, NASTY, homes

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTHS = (390, 1400)

# With no way to any host but the one that serves the pages.
OPTIONS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--enable-logging=stderr", "--v=0", "--dump-dom"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

# What a page must not be: too wide, and asking for something. It shows that the test can fail.
BAD = """<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<p style="width: 3000px">Too wide</p><img src="/asked-for.png">
"""

FRAMES = """<!doctype html><title>Frames</title>
<link rel="icon" href="data:,">
{frames}
<pre id="measured"></pre>
<script>
addEventListener("load", () => {{
  const measured = [...document.querySelectorAll("iframe")].map((frame) => {{
    const page = frame.contentDocument.documentElement;
    return {{
      page: frame.name,
      asked: frame.contentWindow.performance.getEntriesByType("resource").map((one) => one.name),
      width: page.clientWidth,
      needs: page.scrollWidth,
      text: page.innerText.length,
      drawn: page.querySelectorAll("svg").length,
    }};
  }});
  document.getElementById("measured").textContent = JSON.stringify(measured);
}});
</script>
"""


class Requests(SimpleHTTPRequestHandler):
    """Serves a folder, and keeps what was asked for."""

    asked: list[str]

    def log_message(self, format: str, *args: Any) -> None:
        self.asked.append(self.path)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A folder served on this machine: its address, and what is asked for."""
    asked: list[str] = []
    handler = type("Kept", (Requests,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here")
def test_pages_open_without_a_network_a_complaint_or_a_sideways_scroll(
    kent_at: Callable[[str], Office], tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    names = written(kent_at("awarded"), pages)

    measured, console, asked = opened(pages, [*names, "bad"], tmp_path / "profile")

    assert len(measured) == len(WIDTHS) * (len(names) + 1)
    for frame in measured:
        if frame["page"] == "bad":
            assert frame["needs"] > frame["width"]
            continue
        assert frame["needs"] <= frame["width"], f"{frame['page']} is too wide for {frame['width']}"
        assert frame["asked"] == [] and frame["text"] > 100
        assert frame["drawn"] == DRAWN.get(frame["page"], 0), frame["page"]
    complaints = [line for line in console if "/bad.html" not in line]
    assert complaints == []
    assert len(console) > 0, "the console of a bad page is heard"
    assert set(asked) == {"/frames.html", *(f"/{name}.html" for name in [*names, "bad"])}


NAMES = (
    *("costs", "roster", "deadlines", "history", "applications", "decision-record"),
    *("regulation-84", "register-of-contracts"),
)
DRAWN = {"costs": 3, "costs-published": 3, "roster": 1}


def written(office: Office, pages: Path) -> list[str]:
    """Pages of every kind in a folder, and their names."""
    pages.mkdir()
    for name in NAMES:
        office.types(f"report {name} --format html --out {pages / name}.html")
    office.types(f"report costs --publish --format html --out {pages}/costs-published.html")
    long = homes(*NASTY, "<script>console.error('run')</script>", "x" * 500)
    for name, report in (("nasty", long), ("sample", COSTS)):
        page = render(report, "html", terminal=None, folders=[RULES])
        (pages / f"{name}.html").write_text(page, encoding="utf-8")
    names = sorted(path.stem for path in pages.glob("*.html"))
    (pages / "bad.html").write_text(BAD, encoding="utf-8")
    return names


def opened(pages: Path, names: list[str], profile: Path) -> tuple[Any, list[str], list[str]]:
    """What each page measures at each width, what the console said, and what was asked for."""
    frames = "\n".join(
        f'<iframe name="{name}" src="{name}.html" width="{width}" height="900"></iframe>'
        for name in names
        for width in WIDTHS
    )
    (pages / "frames.html").write_text(FRAMES.format(frames=frames), encoding="utf-8")
    with served(pages) as (address, asked):
        done = subprocess.run(
            [str(CHROMIUM), *OPTIONS, f"--user-data-dir={profile}", f"{address}/frames.html"],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    found = re.search(r'<pre id="measured">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return json.loads(unescape(found[1])), console, asked
