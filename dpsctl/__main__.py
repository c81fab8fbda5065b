"""``python -m dpsctl``."""

from dpsctl.cli.main import main

main()
