"""Fingerprints: a key for a round's content and policy, quick for rounds that share most of their tables."""

from dataclasses import fields
from hashlib import sha256
from typing import Any

from matcher.fingerprint import digest_of
from matcher.policy import Policy
from matcher.rounds import Round

MOST_TABLES = 4096


class Fingerprints:
    """Keys of rounds; the digest of a table is kept for as long as the table itself."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, round_: Round | None) -> str:
        """Return a key that two rounds share when content and policy are the same, in whatever order of rows."""
        if round_ is None:
            return ""
        values = [getattr(round_, table.name) for table in fields(round_)]
        return sha256("/".join(self._digest(v) for v in values).encode()).hexdigest()

    def _digest(self, value: Any) -> str:
        if isinstance(value, Policy):
            return repr(value.__class__) + repr(_sorted(value))
        if not isinstance(value, tuple) or not value:
            return str(value)
        known = self._known.get(id(value))
        if known is None or known[0] is not value:
            if len(self._known) >= MOST_TABLES:
                self._known.clear()
            known = self._known[id(value)] = (value, digest_of(value))
        return known[1]


def _sorted(policy: Policy) -> list[object]:
    values = {f.name: getattr(policy, f.name) for f in fields(policy)}
    return [values | {"rules": sorted(policy.rules.items())}]
