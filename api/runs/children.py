"""Children as their worker sees them: started ahead of need, given a job, listened to, asked to stop, killed."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from api.runs.jobs import Job


class Child:
    """A process for one run. Make it early: it warms up while it waits for its job."""

    def __init__(self, megabytes: int) -> None:
        job_read, job_write = os.pipe()
        word_read, word_write = os.pipe()
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own module, numbers of our own
                [sys.executable, "-m", "api.runs.child", str(job_read), str(word_write), str(megabytes)],
                pass_fds=(job_read, word_write),
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # so that its own children can be ended with it
            )
        finally:
            os.close(job_read)
            os.close(word_write)
        self._jobs = Connection(job_write, readable=False)
        self._words = Connection(word_read, writable=False)
        self._warm = False

    @property
    def pid(self) -> int:
        """Return the process's number."""
        return self._process.pid

    def is_gone(self) -> bool:
        """Return whether it was warm and has died since, by no fault of any run."""
        return self._warm and self._process.poll() is not None

    def is_ready(self, seconds: float) -> bool:
        """Wait so long for it to be warm; one that died is as ready as it will ever be."""
        try:
            self._warm = self._warm or self.word(seconds) is not None
        except EOFError:
            return True
        return self._warm

    def give(self, job: Job) -> None:
        """Hand over the job. Raises OSError when the child has died."""
        self._jobs.send_bytes(json.dumps(job.as_mapping()).encode("utf-8", "surrogatepass"))

    def word(self, seconds: float) -> dict[str, Any] | None:
        """Return the next word of the child, None when it says nothing for so long. Raises EOFError when it died."""
        try:
            if not self._words.poll(seconds):
                return None
            said: dict[str, Any] = json.loads(self._words.recv_bytes())
        except OSError as error:  # it died in the middle of a word
            raise EOFError from error
        return said

    def ask_to_stop(self) -> None:
        """Ask it to end soon and hand in the best it has."""
        try:
            self._jobs.send_bytes(b"stop")
        except OSError:
            return  # it has ended, and its last words are still to be read

    def end(self) -> int:
        """End the process and whatever it started, at once; return how it ended (negative: the signal)."""
        with suppress(ProcessLookupError):  # it and all it started may have ended
            os.killpg(self._process.pid, signal.SIGKILL)
        code = self._process.wait()
        self._jobs.close()
        self._words.close()
        return code
