"""Uploads: a body or a form on its way to a file, measured and hashed, and what its content type means."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException

from api.errors import RefusalError

ZIP, JSON = "application/zip", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORM = "multipart/form-data"
FORMS = {ZIP: "zip", "application/x-zip-compressed": "zip", XLSX: "xlsx", JSON: "json"}
MOST_FILES = 40
ENDINGS = (".zip", ".xlsx", ".json")
BODY: dict[str, Any] = {
    "required": True,
    "description": "A round: a zip of its folder, a workbook, JSON, or a form with one of them or the folder's files.",
    "content": {
        ZIP: {"schema": {"type": "string", "format": "binary"}},
        XLSX: {"schema": {"type": "string", "format": "binary"}},
        JSON: {
            "schema": {"type": "object", "required": ["round"], "properties": {"round": {"type": "object"}}},
            "example": {
                "round": {"version": 1, "id": "spring", "starts_on": "2026-04-13", "ends_on": "2026-05-24"},
                "applicants": [{"applicant_id": "ПО-21-014"}],
                "positions": [{"position_id": "М-1", "capacity": 1}],
            },
        },
        FORM: {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "array", "items": {"type": "string", "format": "binary"}}},
            }
        },
    },
}
"""The request body as the OpenAPI document describes it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What came: a file or folder, its form, the hash of its bytes, and a folder to work in."""

    path: Path
    form: str
    sha256: str
    folder: Path


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[Upload]:
    """Take an upload in; its files are gone when the block ends. Raises RefusalError 413, 415, 422."""
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    with TemporaryDirectory(prefix="praktika-upload-") as folder:
        home = Path(folder)
        if media == FORM:
            yield await _form(request, home)
        elif media in FORMS:
            path = home / f"upload.{FORMS[media]}"
            digest = await _written(request, path)
            yield Upload(path, FORMS[media], digest, home)
        else:
            raise RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", known=", ".join((*FORMS, FORM)))


async def _written(request: Request, path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as file:
        async for chunk in request.stream():
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


async def _form(request: Request, home: Path) -> Upload:
    try:
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FILES) as form:
            files = [part for part in form.getlist("file") if isinstance(part, UploadFile) and part.filename]
            return await _sorted_out(files, home)
    except MultiPartException as error:
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-form") from error
    except RefusalError:
        raise
    except Exception as error:
        if type(error).__name__ == "HTTPException":
            raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-form") from error
        raise


async def _sorted_out(files: list[UploadFile], home: Path) -> Upload:
    """Return one file as what its name says, several as the files of a folder."""
    if not files:
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "no-file")
    names = [PurePath((part.filename or "").replace("\\", "/")).name for part in files]
    if len(files) == 1 and names[0].lower().endswith(ENDINGS):
        path = home / f"upload{PurePath(names[0]).suffix.lower()}"
        return Upload(path, path.suffix[1:], await _saved([(files[0], path)]), home)
    if len({name.lower() for name in names}) < len(names) or not all(_is_of_a_folder(name) for name in names):
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "form-files")
    folder = home / "files"
    folder.mkdir()
    return Upload(folder, "folder", await _saved([(f, folder / n) for f, n in zip(files, names, strict=True)]), home)


def _is_of_a_folder(name: str) -> bool:
    short = len(name.encode("utf-8", "surrogatepass")) <= 200 and name.isprintable()
    return short and (name == "round.yaml" or (name.lower().endswith(".csv") and not name.startswith(".")))


async def _saved(parts: list[tuple[UploadFile, Path]]) -> str:
    digest = hashlib.sha256()
    for part, path in parts:
        with path.open("wb") as file:
            while chunk := await part.read(2**20):
                digest.update(chunk)
                file.write(chunk)
        digest.update(path.name.encode())
    return digest.hexdigest()
