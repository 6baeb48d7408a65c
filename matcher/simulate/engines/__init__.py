"""Engines: where the chunks of a simulation are carried out; the same numbers come from each."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from matcher.simulate.chunks import Chunk
from matcher.simulate.records import Counts


class Engine(Protocol):
    """Carries out chunks of the study it was opened with."""

    def done(self, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Counts]]:
        """Yield each chunk with what it counts, in the order they are finished."""
        ...

    def close(self) -> None:
        """Let the workers go."""
        ...
