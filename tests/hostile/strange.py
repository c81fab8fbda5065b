"""Strange values: what a hand that slips, or that means harm, could put anywhere in a document."""

from __future__ import annotations

from hypothesis import strategies as st

NUMBERS = (
    *(
        "0",
        "-1",
        "1e999999",
        "1E400",
        "NaN",
        "inf",
        "-0.00",
        "0x1F",
        "1_000",
        "00000000000000000001",
    ),
    *("9223372036854775807", "9223372036854775808", "18446744073709551616", "9" * 5000),
    *(
        "999999999999.99",
        "999,999,999,999.99",
        "9,999,999,999,999,999,999.99",
        "999999999",
        "1.005",
    ),
    *("١٢٣", "１２３", "²", "½", "Ⅷ", "100%", "-100%", "9999999%", "1/3", "£", "£1,65.10"),
)
DAYS = (
    *("0000-00-00", "0001-01-01", "1900-01-01", "2021-02-30", "2199-12-31", "9999-12-31"),
    *(
        "9999999-01-01",
        "٢٠٢١-٠٢-١٠",
        "２０２１-02-10",
        "2021-W05-1",
        "10/02/2021",
        "2021-02-10T24:00",
    ),
    *("2021-03-28T01:30", "2021-10-31T01:30", "2021-02-10T14:05+99:99", "1900-01-01T00:00+23:59"),
    *("2199-12-31T23:59-23:59", "2021-02-10T١٤:٠٥", "2016-12-31T23:59:60", "2021-02-10t14:05z"),
    *("100 years", "36525 days", "99999 working days", "0 days", "١٢ months", "1200 months"),
    *("FREQ=DAILY;INTERVAL=9999", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=9999"),
    *("FREQ=YEARLY;BYWEEKNO=999", "FREQ=SECONDLY", "FREQ=DAILY;BYDAY=" + "MO," * 60 + "MO"),
)
MARKUP = (
    "Oak [red]Lodge[/red] [/x] :house:",
    "[link=file:///etc/passwd]Oak[/link]",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example>",
    "# Heading | cell | `code` ~~struck~~ **bold** --- &lt;b&gt;",
    "{{ 7 * 7 }} {% for x in y %} {# note #} ${7*7} #{7*7} %s %(x)s {0} {x!r}",
    "=cmd|'/c calc'!A1",
    "+1+cmd|x",
    "-2+3+cmd|x",
    "@SUM(1+1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "|calc",
    "%0A=1+1",
    "'; DROP TABLE entries; --",
    '" OR 1=1 --',
    "Robert'); DELETE FROM entries;--",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\CON",
    "nul",
    "~root",
    "$(touch /tmp/x) `touch /tmp/x` ; touch /tmp/x",
    "--help",
    "-",
    "Café",
    "Cafe\u0301",
    "Оak Lоdge",
    "عربي",
    "\U0001f468\u200d\U0001f469",
    "İstanbul ß ﬁ ǅ",
    "a" * 300,
    "x" * 70_000,
    "%",
    "'",
    '"',
    ",",
    ";",
    "\\",
    "null",
    "~",
    "no",
    "none declared",
    "__class__",
    "window.closes",
    "all of",
    "57(1)(a)",
)
UNSEEN = (
    *("Oak\u200bLodge", "Oak\u2060Lodge", "Oak\u00adLodge", "Oak\u202eegdoL", "\u2066Oak\u2069"),
    *("Oak\x1b[31mLodge", "Oak\x07", "Oak\x00Lodge", "Oak\x85Lodge", "Oak\u2028Lodge", "Oak\ufeff"),
    *("Oak\U000e0041Lodge", "Oak\u3164", "\u115f", "\u2800", "Oak\ufe0f", "Oak\x9b31m", "Oak\x7f"),
)
BROKEN = ("Oak\nLodge", "Oak\tLodge", "Oak\rLodge", "\n", " ", "", "Oak\r\n=1+1")

TEXTS = st.sampled_from((*NUMBERS, *DAYS, *MARKUP, *UNSEEN, *BROKEN)) | st.text(max_size=12)
