"""Filing: all letters of a round in a folder, which appears whole or not at all."""

import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from csv import writer
from hashlib import sha256
from io import StringIO
from pathlib import Path
from secrets import token_hex

from matcher.errors import InputError, Problem
from matcher.judge import Case
from matcher.report.letters.facts import Facts
from matcher.report.letters.hosts import host_letters
from matcher.report.letters.kinds import HOST, STUDENT, Kind
from matcher.report.letters.shipped import host_template, student_template
from matcher.report.letters.students import Fields, student_letter, student_letters
from matcher.report.letters.templates import content_of, read_template
from matcher.text import Lang

LONGEST = 60
"""Signs of an id that a file name keeps."""
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows gives to devices."""
KINDS = {STUDENT.name: STUDENT, HOST.name: HOST}
FOLDERS = {STUDENT.name: "students", HOST.name: "hosts"}

NO_TEMPLATES: Mapping[str, Path] = {}

File = tuple[str, bytes]
"""A path within the folder, with ``/``, and what stands there."""


def write_letters(case: Case, folder: Path, lang: Lang, templates: Mapping[str, Path] = NO_TEMPLATES) -> list[Path]:
    """Write every letter of a matching into a new ``folder`` and return their paths.

    ``templates`` maps ``student`` and ``host`` to Word documents that take the place of the shipped ones. Beside the
    letters stand the templates used and ``letters.csv``, which tells whose each is. Raises TemplateError for a template
    that cannot be used, InputError when the folder is not empty, OSError.
    """
    refuse_full(folder)
    names = _write(folder, _files(case, lang, templates))
    return [folder / name for name in names if name.startswith(tuple(FOLDERS.values()))]


def letter_for(
    case: Case, kind: str, subject_id: str, lang: Lang, templates: Mapping[str, Path] = NO_TEMPLATES
) -> bytes:
    """Return the letter to one applicant (``kind`` student) or one host (``host``) as a Word document.

    Raises InputError for somebody who gets no letter, TemplateError.
    """
    facts = Facts(case, lang)
    fields = student_letter(facts, subject_id) if kind == STUDENT.name else dict(host_letters(facts)).get(subject_id)
    if fields is None:
        raise InputError([Problem("letter", "not-in-round", values={"name": subject_id})])
    own = templates.get(kind)
    content = content_of(own) if own is not None else _shipped(kind, case, lang)
    return read_template(content, own.name if own else f"{kind}.docx", KINDS[kind]).fill(fields)


def _letters(kind: str, facts: Facts) -> Iterator[tuple[str, Fields]]:
    return student_letters(facts) if kind == STUDENT.name else host_letters(facts)


def _shipped(kind: str, case: Case, lang: Lang) -> bytes:
    return student_template(lang) if kind == STUDENT.name else host_template(case.round.kind, lang)


def refuse_full(folder: Path) -> None:
    """Raise InputError when there is anything where the letters are to go."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError([Problem(str(folder), "letters-there")])


def _files(case: Case, lang: Lang, templates: Mapping[str, Path]) -> Iterator[File]:
    facts, index = Facts(case, lang), [("kind", "id", "file")]
    for kind in KINDS.values():
        own = templates.get(kind.name)
        content = content_of(own) if own is not None else _shipped(kind.name, case, lang)
        place, letters = own.name if own else f"{kind.name}.docx", _letters(kind.name, facts)
        for letter_of, name, letter in _filled(kind, content, place, letters):
            index.append((kind.name, letter_of, name))
            yield name, letter
        yield f"templates/{kind.name}.docx", content
    yield "letters.csv", _csv(index)


def _filled(
    kind: Kind, content: bytes, place: str, letters: Iterable[tuple[str, Fields]]
) -> Iterator[tuple[str, str, bytes]]:
    """Yield for each letter whose it is, its file, and its bytes."""
    template, written = read_template(content, place, kind), list(letters)
    names = file_names([key for key, _ in written])
    for key, fields in written:
        yield key, f"{FOLDERS[kind.name]}/{names[key]}.docx", template.fill(fields)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    target = StringIO()
    lines = writer(target, lineterminator="\n")
    lines.writerows([[_inert(cell) for cell in row] for row in rows])
    return target.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    """Return a cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def file_names(keys: Sequence[str]) -> dict[str, str]:
    """Return a file name without ending for every id: safe on every system, the id itself where that is possible.

    Signs other than letters, digits, ``-``, ``_`` and ``.`` become ``_``; an id that is changed, reserved, or the same
    as another but for case gets eight signs of its hash. So no two share a name, whatever their order.
    """
    plain = {key: _plain(key) for key in keys}
    seen: dict[str, int] = {}
    for name in plain.values():
        seen[_folded(name)] = seen.get(_folded(name), 0) + 1
    return {
        key: name if name == key and seen[_folded(name)] == 1 else f"{name}-{sha256(key.encode()).hexdigest()[:8]}"
        for key, name in plain.items()
    }


def _plain(key: str) -> str:
    name = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in unicodedata.normalize("NFC", key))
    name = name[:LONGEST].strip(".") or "_"
    return f"_{name}" if name.split(".")[0].casefold() in RESERVED else name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _write(folder: Path, files: Iterable[File]) -> list[str]:
    """Write the files into a neighbour of the folder, put it in the folder's place, and return the files' names."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary, names = folder.with_name(f".{folder.name}.{token_hex(4)}"), []
    try:
        for name, content in files:
            path = temporary / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            names.append(name)
        if folder.exists():
            folder.rmdir()
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return names
