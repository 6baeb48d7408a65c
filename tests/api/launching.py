"""Launching: a program that ends with the test that started it, begun without a line of Python after a fork.

What is copied by fork has every lock as it was and only one of the threads, so that whatever it runs before it becomes
the program may wait for ever. Here a fresh interpreter binds itself to its parent and then becomes the program, under
the same process id.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_BOUND = f"""
import ctypes, os, pwd, sys
parent, user, *command = sys.argv[1:]
if user:
    os.setuid(pwd.getpwnam(user).pw_uid)
ctypes.CDLL(None).prctl({1}, {int(signal.SIGKILL)})  # behind setuid, which undoes it
if os.getppid() != int(parent):
    sys.exit("the parent has gone")
os.execvp(command[0], command)
"""


def launched(
    command: Sequence[str],
    out: IO[bytes],
    err: IO[bytes] | None = None,
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    user: str | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a program that is killed with the thread that starts it; ``user`` is whom it runs as."""
    bound = [sys.executable, "-I", "-S", "-c", _BOUND, str(os.getpid()), user or "", *command]
    return subprocess.Popen(bound, stdout=out, stderr=err, cwd=cwd, env=env)
