"""Carrying out: a job of any kind, and what is told when it cannot be done. The one table of kinds."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from api.runs.jobs import Job
from api.runs.simulating import tried
from api.runs.solving import NothingFoundError, Tell, repaired, solved
from api.store.claims import Outcome
from matcher.errors import InputError, PraktikaError, SolverError
from matcher.stopping import Stop

Keep = Callable[[Outcome], None]


def carry_out(job: Job, tell: Tell, stop: Stop, keep: Keep) -> dict[str, Any]:
    """Return ``{"outcome": …}``, ``{"failure": …}`` or, stopped before there was anything, ``{"nothing": True}``."""
    try:
        return {"outcome": asdict(_KINDS[job.kind](job, tell, stop, keep))}
    except NothingFoundError:
        return {"nothing": True}
    except InputError as error:
        return {"failure": {"code": "bad-input", "problems": [asdict(problem) for problem in error.problems]}}
    except SolverError:
        return {"failure": {"code": "solver-error"}}
    except PraktikaError as error:  # a simulation whose workers die, say; its text is a code
        return {"failure": {"code": type(error).__name__, "detail": str(error)}}
    except MemoryError:
        return {"failure": {"code": "out-of-memory"}}
    except (
        Exception
    ) as error:  # the child's last resort: the run fails with the kind of error, whose text may hold names
        return {"failure": {"code": "internal", "kind": type(error).__name__, "at": _where(error)}}


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"


_KINDS: Mapping[str, Callable[[Job, Tell, Stop, Keep], Outcome]] = {
    "solve": solved,
    "replan": lambda job, tell, stop, _keep: repaired(job, tell, stop),
    "simulate": lambda job, tell, stop, _keep: tried(job, tell, stop),
}
