"""Tasks that do harm to the child that carries them out."""

import os
from time import sleep as rest


def hog() -> int:
    return len(bytearray(2**30))


def abort() -> None:
    os.abort()


def sleep() -> None:
    rest(60)
