"""Downloads: files on their way out, with names that every browser understands and no name of a person."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Response

MEDIA = {
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".zip": "application/zip",
}


def described(*endings: str) -> dict[str, Any]:
    """Return content by media type as the OpenAPI document describes files."""
    return {MEDIA[ending]: {"schema": {"type": "string", "format": "binary"}} for ending in endings}


CONTENT = {"application/json": {"schema": {"type": "object"}}, **described(".xlsx", ".zip")}


def download(path: Path, name: str) -> Response:
    """Return a file as an attachment of a name."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(path.read_bytes(), headers=headers, media_type=MEDIA[path.suffix])
