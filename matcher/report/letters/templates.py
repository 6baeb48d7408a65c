"""Templates: a Word document with Jinja fields, read once, filled for every letter.

docxtpl mends what Word does to fields (it splits them into runs) and knows the tags for whole paragraphs and rows; the
filling is ours, in a sandbox and without parsing the document anew for each letter.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import cast

from docxtpl import DocxTemplate
from jinja2 import Template as Compiled
from jinja2 import TemplateError as JinjaError
from lxml import etree

from matcher.errors import Problem, TemplateError
from matcher.files.encodings import read_content
from matcher.files.findings import Findings
from matcher.report.letters.kinds import Kind
from matcher.report.letters.sandbox import Fault, Sandbox, check_source, failure

MOST_BYTES = 40 * 2**20
"""Bytes of all parts unpacked."""
MOST_TEXT = 4 * 2**20
"""Bytes of a part with text."""
MADE = (2000, 1, 1, 0, 0, 0)
"""The date of every part, so that the same letter is the same file."""
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_TAG = re.compile(r"<[^>]*>")
_NEAR = 80


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A template ready to be filled: its parts as they are, and those with fields compiled."""

    place: str
    parts: Mapping[str, bytes]
    compiled: Mapping[str, Compiled]
    known: tuple[str, ...]

    def fill(self, fields: Mapping[str, object]) -> bytes:
        """Return a letter as the bytes of a Word document. Raises TemplateError."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as letter:
            for name, content in self.parts.items():
                part = self._filled(name, fields) if name in self.compiled else content
                letter.writestr(zipfile.ZipInfo(name, MADE), part, zipfile.ZIP_DEFLATED)
        return target.getvalue()

    def _filled(self, name: str, fields: Mapping[str, object]) -> bytes:
        try:
            content = DECLARATION + self.compiled[name].render(_clean(fields)).encode()
            etree.fromstring(content, _parser())
        except (JinjaError, TypeError, ValueError) as error:
            fault = failure(error)
            found = {"detail": fault.detail, "near": fault.detail, "field": fault.detail, "known": self.known}
            raise _refused(self.place, fault.code, **found) from error
        except etree.XMLSyntaxError as error:
            raise _refused(self.place, "template-result", detail=error.msg) from error
        return content


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _clean(value: object) -> object:
    """Return fields whose texts hold nothing that a document cannot: no control signs, no line ends."""
    if isinstance(value, str):
        return " ".join(_CONTROLS.sub("", value).split())
    if isinstance(value, Mapping):
        return {key: _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value


def content_of(path: Path) -> bytes:
    """Return the bytes of a template of one's own. Raises TemplateError when there is no regular file to read."""
    findings = Findings()
    content = read_content(path, path.name, findings)
    if content is None:
        raise TemplateError(findings.problems)
    return content


def read_template(content: bytes, place: str, kind: Kind) -> Template:
    """Return the template in the bytes of a Word document; ``place`` is what problems call it.

    Raises TemplateError when it is no such document, or asks for what letters of the kind do not have or allow.
    """
    parts = _parts(content, place)
    mending = _mending(content, place)
    sandbox = Sandbox()
    compiled = {}
    for name in filter(_FILLED.fullmatch, parts):
        source = _source(parts[name], mending, place)
        try:
            check_source(sandbox, source, kind.fields, kind.inner)
        except Fault as fault:
            raise _located(place, fault, source, kind) from fault
        compiled[name] = sandbox.from_string(source)
    return Template(place, parts, compiled, kind.known)


def _parts(content: bytes, place: str) -> dict[str, bytes]:
    """Return the parts of a Word document by name."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
            if sum(part.file_size for part in listed) > MOST_BYTES:
                raise _refused(place, "template-large", megabytes=MOST_BYTES >> 20)
            parts = {part.filename: archive.read(part) for part in listed}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _refused(place, "template-broken") from error
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise _refused(place, "template-macros")
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise _refused(place, "template-broken")
    if any(len(parts[name]) > MOST_TEXT for name in filter(_FILLED.fullmatch, parts)):
        raise _refused(place, "template-large", megabytes=MOST_TEXT >> 20)
    return parts


def _mending(content: bytes, place: str) -> DocxTemplate:
    """Return docxtpl's view of the document, which also shows that Word's own reader would open it."""
    mending = DocxTemplate(BytesIO(content))
    try:
        mending.init_docx()
    except Exception as error:  # whatever a damaged document makes python-docx raise
        raise _refused(place, "template-broken") from error
    return mending


def _source(content: bytes, mending: DocxTemplate, place: str) -> str:
    """Return a part as a Jinja source, one paragraph a line."""
    try:
        tree = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        raise _refused(place, "template-broken") from error
    if tree.getroottree().docinfo.doctype:
        raise _refused(place, "template-broken")
    text = cast("str", etree.tostring(tree, encoding="unicode"))
    mended: str = mending.patch_xml(text.replace("\n", " "))
    return _PARAGRAPH.sub("\n<w:p", mended)


def _located(place: str, fault: Fault, source: str, kind: Kind) -> TemplateError:
    lines = source.split("\n")
    line = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
    near = " ".join(_TAG.sub("", line).split())[:_NEAR]
    return _refused(place, fault.code, detail=fault.detail, field=fault.detail, near=near, known=kind.known)


def _refused(place: str, code: str, **values: object) -> TemplateError:
    return TemplateError([Problem(place, code, values={"known": (), **values})])
