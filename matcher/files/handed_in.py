"""Handed in: what the judge is shown. A matching as CSV, a ``result.json``, or the folder that ``solve`` wrote."""

from dataclasses import dataclass, field
from pathlib import Path

from matcher.files.matchings import read_matching
from matcher.files.results import read_certificate, read_claims
from matcher.matching import Certificate, Claims, Matching

RESULT, CERTIFICATE = "result.json", "certificate.json"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A matching with what is claimed of it and what is to prove it."""

    matching: Matching
    claims: Claims = field(default_factory=Claims)
    certificate: Certificate | None = None


def read_handed_in(path: Path, certificate: Path | None = None) -> HandedIn:
    """Return what stands at a path: a folder stands for the result in it, a CSV file claims nothing.

    The certificate is the file named, else for a result the ``certificate.json`` beside it, if there is one.
    Raises MatchingError with every problem.
    """
    path = path / RESULT if path.is_dir() else path
    if path.suffix.lower() != ".json":
        return HandedIn(read_matching(path), certificate=read_certificate(certificate) if certificate else None)
    beside = path.parent / CERTIFICATE
    shown = certificate or (beside if beside.is_file() else None)
    return HandedIn(read_matching(path), read_claims(path), read_certificate(shown) if shown else None)
