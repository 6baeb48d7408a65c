"""What the store refuses, as one tree. Each carries a stable code and the ids it is about, never a name.

::

    StoreError
    ├── NotFoundError        no such thing in this college (another college's is none)
    ├── ConflictError        the state does not allow it
    │   └── InFlightError    the same request is being carried out
    ├── StaleError           somebody changed it since (the ETag no longer fits)
    ├── ReusedError          an idempotency key came back with another request
    └── FencedError          a run has gone on without this worker; its token is stale
"""

from matcher.errors import PraktikaError


class StoreError(PraktikaError):
    """The root of what the store refuses."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(f"{code} {values}" if values else code)


class NotFoundError(StoreError):
    """There is no such thing in this college; ``kind`` names what was looked for."""

    def __init__(self, kind: str, subject_id: str) -> None:
        self.kind = kind
        super().__init__(f"unknown-{kind}", id=subject_id)


class ConflictError(StoreError):
    """The state of things does not allow it."""


class InFlightError(ConflictError):
    """The same request is being carried out; ask again later."""


class StaleError(StoreError):
    """Somebody changed it since it was read."""


class ReusedError(StoreError):
    """An idempotency key came back with another request."""


class FencedError(StoreError):
    """The run was given to another attempt, or has ended; nothing was written."""
