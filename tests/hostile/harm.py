"""Tasks that do harm to the child that carries them out."""

import os
from time import process_time
from time import sleep as rest

from api.uploads.reading import read_upload
from matcher.errors import InputError


def hog() -> int:
    return len(bytearray(2**30))


def abort() -> None:
    os.abort()


def sleep() -> None:
    rest(60)


def read(path: str, form: str, folder: str) -> dict[str, object]:
    """Read an upload and tell whether it was refused, and the processor's seconds that it took: not the machine's."""
    began = process_time()
    try:
        found = read_upload(path, form, folder, None)
        refused = bool(found["problems"]) or found["round"]["round_id"] != "r"
    except InputError:
        refused = True
    return {"refused": refused, "seconds": process_time() - began}
