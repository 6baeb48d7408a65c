"""Uploads that mean harm or are broken in ways that break programs: name -> form and bytes, made here from scratch."""

import json
import random
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

HEADER = "version: 1\nid: r\nstarts_on: 2026-04-13\nends_on: 2026-05-24\n"
APPLICANTS = "applicant_id,name\na1,А\na2,Б\n"
POSITIONS = "position_id,capacity\np1,1\np2,1\n"
TABLES = {"round.yaml": HEADER, "applicants.csv": APPLICANTS, "positions.csv": POSITIONS}


@dataclass(frozen=True)
class Hostile:
    form: str
    content: bytes


def archive(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def folder(**changed: str | bytes) -> bytes:
    names = {key.replace("_yaml", ".yaml").replace("_csv", ".csv"): value for key, value in changed.items()}
    return archive(TABLES | names)


def book(write: Callable[[xlsxwriter.Workbook], None] = lambda _: None) -> dict[str, bytes]:
    """Return the parts of a sound workbook."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("round")
        for row, line in enumerate((("Key", "Value"), ("version", "1"), ("id", "r"))):
            sheet.write_row(row, 0, line)
        for name, text in (("applicants", APPLICANTS), ("positions", POSITIONS)):
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(text.splitlines()):
                sheet.write_row(row, 0, cells.split(","))
        write(made)
    with zipfile.ZipFile(out) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def cells(*references: str) -> bytes:
    filled = "".join(f'<row><c r="{r}" t="inlineStr"><is><t>x</t></is></c></row>' for r in references)
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{filled}</sheetData></worksheet>"
    ).encode()


def with_sheet(content: bytes) -> bytes:
    return archive(book() | {"xl/worksheets/sheet2.xml": content})


def lying(content: bytes, size: int) -> bytes:
    """Return an archive whose parts claim another unpacked size than they have."""
    data = bytearray(content)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", size)
        at += 4
    return bytes(data)


def locked(content: bytes) -> bytes:
    data = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := data.find(mark, at)) >= 0:
            data[at + offset] |= 1
            at += 4
    return bytes(data)


def linked() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in TABLES.items():
            made.writestr(name, content)
        link = zipfile.ZipInfo("hosts.csv")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return out.getvalue()


LAUGHS_XML = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + b"".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">'.encode() for i in range(9))
    + b"]><lolz>&j;</lolz>"
)
LAUGHS_YAML = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
)
ZEROS = b"0" * (30 * 2**20)


def named(round_id: str) -> dict[str, object]:
    return {"version": 1, "id": round_id, "starts_on": "2026-04-13", "ends_on": "2026-05-24"}


def document(**changed: object) -> bytes:
    content = {
        "round": named("r"),
        "applicants": [{"applicant_id": "a1"}],
        "positions": [{"position_id": "p1", "capacity": 1}],
    }
    return json.dumps(content | changed, ensure_ascii=False).encode()


def archives() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "not-a-zip", b"hello"
    yield "zip-of-nothing", archive({})
    yield "cut-short", folder()[:-40]
    yield "only-the-end", folder()[-60:]
    yield "bomb", archive(TABLES | {"pairs.csv": ZEROS * 8})
    yield "bomb-in-the-header", archive(TABLES | {"round.yaml": ZEROS})
    yield "lies-about-sizes", lying(archive(TABLES | {"pairs.csv": ZEROS * 7}), 100)
    yield "says-it-is-huge", lying(folder(), 2**31)
    yield "many-parts", archive(TABLES | {f"x{i}.csv": "a" for i in range(5000)})
    yield "zip-in-zip", archive({"round.zip": archive(TABLES)})
    yield "climbs-out", archive(TABLES | {"../../../tmp/evil.csv": "x"})
    yield "absolute", archive(TABLES | {"/etc/cron.d/evil.csv": "x"})
    yield "drive-letter", archive(TABLES | {"C:evil.csv": "x"})
    yield "backslash", archive(TABLES | {"..\\evil.csv": "x"})
    yield "link", linked()
    yield "locked", locked(folder())
    yield "same-name-twice", archive(TABLES | {"Applicants.csv": APPLICANTS, "APPLICANTS.CSV": APPLICANTS})
    yield "no-header", archive({"applicants.csv": APPLICANTS})
    yield "workbook-as-folder", archive(book())
    yield "strange-method", folder().replace(b"\x08\x00", b"\x63\x00")
    yield "laughs", folder(round_yaml=LAUGHS_YAML)
    yield "tag-that-runs", folder(round_yaml="version: 1\nid: !!python/object/apply:os.system ['touch /tmp/evil']\n")
    yield "deep-yaml", folder(round_yaml="id: " + "[" * 30_000 + "]" * 30_000)
    yield "larger-yaml", folder(round_yaml=HEADER + "# x\n" * 500_000)
    yield "deep-mapping", folder(round_yaml="{a: " * 20_000)
    yield "yaml-without-end", folder(round_yaml="? " * 20_000)
    yield "long-key", folder(round_yaml=f"{'k' * 2_000_000}: 1")
    yield "huge-number", folder(round_yaml=HEADER + "policy: {limits: {seed: " + "9" * 100_000 + "}}")
    yield "merge-bomb", folder(round_yaml="a: &a {b: 1}\n" + "<<: *a\n" * 10_000)
    yield "nul-in-table", folder(applicants_csv="applicant_id\na\0b\n")
    yield "utf-16-cut", folder(applicants_csv=b"\xff\xfea\0p\0p")
    yield "utf-8-broken", folder(applicants_csv=b"\xef\xbb\xbfapplicant_id\n\xff\xfe\n")
    yield "utf-32", folder(applicants_csv=APPLICANTS.encode("utf-32"))
    yield "noise", folder(applicants_csv=random.Random(1).randbytes(50_000))
    yield "endless-quote", folder(applicants_csv='applicant_id\n"' + "a\n" * 200_000)
    yield "one-cell-of-megabytes", folder(applicants_csv="applicant_id\n" + "a" * 3_000_000)
    yield "many-columns", folder(applicants_csv="x" + ",x" * 200_000 + "\na1\n")
    yield "many-bad-cells", folder(positions_csv="position_id,capacity\n" + "".join(f"p{i},x\n" for i in range(50_000)))
    yield "carriage-returns", folder(applicants_csv="applicant_id\r" * 3)
    yield "infinite-capacity", folder(positions_csv="position_id,capacity\np1,1e999\n")
    yield "endless-digits", folder(positions_csv=f"position_id,capacity\np1,{'9' * 100_000}\n")
    yield "not-a-number", folder(applicants_csv="applicant_id,grade\na1,nan\n")


def workbooks() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "text", b"applicant_id;name"
    yield "far-cell", with_sheet(cells("A1", "XFD1048576"))
    yield "beyond-the-sheet", with_sheet(cells("A1", "ZZZ99999999"))
    yield "row-of-billions", with_sheet(cells("A1", "A4294967295"))
    yield "far-column", with_sheet(cells("A1048576", "XFD1"))
    yield "laughs", with_sheet(LAUGHS_XML)
    yield "outside-entity", with_sheet(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    yield "laughs-in-strings", archive(book() | {"xl/sharedStrings.xml": LAUGHS_XML})
    yield "macros", archive(book() | {"xl/vbaProject.bin": b"x"})
    yield "bomb", with_sheet(b"<worksheet>" + b" " * 2**27)
    yield "many-parts", archive(book() | {f"xl/x{i}.xml": b"x" for i in range(5000)})
    yield "climbs-out", archive(book() | {"../evil.xml": b"x"})
    yield "old", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000
    yield "locked", locked(archive(book()))
    yield "cut-short", archive(book())[:-100]
    yield "lies-about-sizes", lying(archive(book()), 2**31)
    yield "no-book", archive({"a.xml": b"<a/>"})
    yield "book-of-noise", archive(book() | {"xl/workbook.xml": random.Random(2).randbytes(5000)})
    yield "sheet-of-noise", with_sheet(random.Random(3).randbytes(5000))
    yield "open-tag", with_sheet(b"<worksheet><sheetData><row><c r='A1")
    yield "deep-tags", with_sheet(b"<a>" * 200_000)
    yield "long-tag", with_sheet(b"<c " + b"a" * 3_000_000 + b">")
    lost = cells("A1").replace(b't="inlineStr"', b't="s"').replace(b"<is><t>x</t></is>", b"<v>99999999999</v>")
    yield "strings-out-of-range", with_sheet(lost)
    yield "folder-as-workbook", archive(TABLES)


def documents() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "number", b"1"
    yield "list", b"[]"
    yield "no-tables", b"{}"
    yield "cut-short", document()[:-5]
    yield "deep", b'{"round": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    yield "deep-objects", b'{"a":' * 100_000
    yield "not-a-number", document().replace(b'"capacity": 1', b'"capacity": NaN')
    yield "infinite", document().replace(b'"capacity": 1', b'"capacity": 1e999')
    yield "endless-digits", document().replace(b'"capacity": 1', b'"capacity": ' + b"9" * 100_000)
    yield "key-twice", document().replace(b'"applicants"', b'"positions"')
    yield "lone-surrogate", document(applicants=[{"applicant_id": "x"}]).replace(b'"x"', b'"\\ud800"')
    yield "utf-8-broken", b'{"round": "\xff\xfe"}'
    yield "nul", document().replace(b"a1", b"a\0")
    yield "tables-of-numbers", document(applicants=[1, 2, 3])
    yield "table-of-text", document(applicants="abc")
    yield "nested-cells", document(applicants=[{"applicant_id": {"a": 1}}])
    yield "policy-of-lists", document(round={"version": 1, "id": "r", "policy": [1, [2, [3]]]})
    yield "no-seconds", document(round={"version": 1, "id": "r", "policy": {"limits": {"seconds": -1}}})
    yield "id-of-list", document(round={"version": 1, "id": ["r"]})
    yield "id-that-climbs", document(round=named("../../etc"))
    yield "id-with-lines", document(round=named("a\r\nSet-Cookie: x"))
    yield "many-keys", document(**{f"k{i}": [] for i in range(50_000)}, positions=[])


def hostile_files() -> dict[str, Hostile]:
    forms = (("zip", archives), ("xlsx", workbooks), ("json", documents))
    return {f"{form}-{name}": Hostile(form, content) for form, make in forms for name, content in make()}
