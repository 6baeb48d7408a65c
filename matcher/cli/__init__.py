"""The command ``praktika``: verbs and exit codes, no logic; what the verbs do lives in the rooms they call."""

from matcher.cli.console import Exit
from matcher.cli.running import main, run

__all__ = ["Exit", "main", "run"]
