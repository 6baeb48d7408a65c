"""``python -m matcher`` is the command ``praktika``."""

from matcher.cli import main

main()
