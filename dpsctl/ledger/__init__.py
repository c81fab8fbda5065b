"""The ledger: its file, its tables, its chain; what goes in and what comes out."""

import sys

# sqlite-utils imports numpy where it is installed, as it is for charts, only to know its types.
# Nobody hands it any, and every command would wait for that a tenth of a second.
if "numpy" not in sys.modules:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import sqlite_utils.db  # noqa: F401
    finally:
        del sys.modules["numpy"]
