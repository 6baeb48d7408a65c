"""Archives: a zip of a round's folder, unpacked within bounds; only what a round is made of is taken out."""

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from matcher.errors import Problem, RoundError

MOST_PARTS = 200
MOST_BYTES = 200 * 2**20
"""Bytes of all parts unpacked."""
MOST_HEADER = 64 * 2**10
"""Bytes of ``round.yaml``: real ones have two thousand, and YAML is read slowly."""
MOST_RATIO = 250
"""Bytes unpacked a byte packed, in a part of more than a megabyte."""
TAKEN = (".csv", ".yaml")
CHUNK = 2**20


def unpack(path: Path, folder: Path) -> None:
    """Unpack the tables and ``round.yaml`` of a zip into a folder. Raises RoundError for what is no such archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            room = MOST_BYTES
            for part in _checked(archive.infolist()):
                room -= _copy(archive, part, folder / PurePosixPath(part.filename).name, room)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise _refused("bad-archive") from error


def _refused(code: str, **values: object) -> RoundError:
    return RoundError([Problem("zip", code, values=values)])


def _too_large() -> RoundError:
    return _refused("archive-too-large", megabytes=MOST_BYTES >> 20)


def _checked(parts: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the parts to take out: those beside ``round.yaml``."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise _too_large()
    if any(part.flag_bits & 1 for part in parts):
        raise _refused("archive-locked")
    if any(_leads_outside(part) for part in parts):
        raise _refused("archive-suspicious")
    taken = [part for part in parts if not part.is_dir() and PurePosixPath(part.filename).suffix.lower() in TAKEN]
    headers = [PurePosixPath(p.filename).parent for p in taken if PurePosixPath(p.filename).name == "round.yaml"]
    if not headers:
        raise RoundError([Problem("round.yaml", "no-round-yaml")])
    if any(part.file_size > MOST_HEADER for part in taken if part.filename.lower().endswith(".yaml")):
        raise _refused("archive-header-too-large", kilobytes=MOST_HEADER >> 10)
    home = min(headers, key=lambda folder: len(folder.parts))
    return _told_apart([part for part in taken if PurePosixPath(part.filename).parent == home])


def _told_apart(parts: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    names = {PurePosixPath(part.filename).name.lower() for part in parts}
    if len(names) < len(parts):
        raise _refused("archive-suspicious")
    return parts


def _leads_outside(part: zipfile.ZipInfo) -> bool:
    name = part.filename
    odd = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or "\0" in name
    return odd or stat.S_ISLNK(part.external_attr >> 16)


def _copy(archive: zipfile.ZipFile, part: zipfile.ZipInfo, target: Path, room: int) -> int:
    """Unpack a part and return its size, which may be other than the archive says."""
    if part.file_size > CHUNK and part.file_size > MOST_RATIO * max(part.compress_size, 1):
        raise _too_large()
    size = 0
    with archive.open(part) as source, target.open("wb") as written:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > room:
                raise _too_large()
            written.write(chunk)
    return size
