"""Fresh paths: where something new is to be written nothing may be yet, for what a person keeps there would be lost."""

import os
from collections.abc import Iterable
from pathlib import Path

from matcher.errors import InputError, Problem


def refuse_existing(path: Path) -> None:
    """Raise InputError when there is anything at a path; an empty folder is nothing."""
    if _is_there(path):
        raise InputError([Problem(str(path), "already-there")])


def _is_there(path: Path) -> bool:
    if path.is_dir() and not path.is_symlink():
        return any(path.iterdir())
    return os.path.lexists(path)


def refuse_read(targets: Iterable[Path], sources: Iterable[Path]) -> None:
    """Raise InputError when a file that is to be written is one of those that were read."""
    read = [path for path in sources if path.exists()]
    same = [t for t in targets if t.exists() and any(t.samefile(path) for path in read)]
    if same:
        raise InputError(Problem(str(path), "would-overwrite-input") for path in same)
