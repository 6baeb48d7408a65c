"""Opening the store: its folder, its secret, its tables."""

import hmac
import os
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from api import migrations
from api.settings import Settings, SettingsError, variable
from api.store.transactions import EVERY_COLLEGE, Store
from api.tables import facts

SECRET_FILE = "secret"  # noqa: S105  # a file's name
_SHORTEST = 16


def open_store(settings: Settings, *, migrate: bool = True) -> Store:
    """Return the store of an installation, its tables brought up to date unless told otherwise.

    Raises SettingsError when the secret is not the one this database was made with: its audit chain would break.
    """
    store = Store(settings, secret_of(settings))
    try:
        if migrate:
            migrations.upgrade(store.engine)
        if migrations.current(store.engine) is not None:
            _check_secret(store)
    except BaseException:
        store.close()
        raise
    return store


def secret_of(settings: Settings) -> bytes:
    """Return the installation's secret: as set, else from a file in ``home`` that the first start makes.

    Raises SettingsError for a short one.
    """
    text = settings.secret or _kept(settings.home / SECRET_FILE)
    if len(text) < _SHORTEST:
        raise SettingsError(variable("secret"), "too-short")
    return text.encode()


def _kept(path: Path) -> str:
    """Return the secret in a file, made where there is none; of two that make it at once, one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(file, "w", encoding="ascii") as out:
        out.write(token_hex(32))
        out.flush()
        os.fsync(out.fileno())
    return path.read_text(encoding="ascii")


def _check_secret(store: Store) -> None:
    mark = hmac.new(store.secret, b"praktika", sha256).hexdigest()
    query = select(facts.c.value).where(facts.c.name == "secret")
    with store.read(EVERY_COLLEGE) as tx:
        known = tx.value(query)
    if known is None:
        try:
            with store.write(EVERY_COLLEGE, "") as tx:
                tx.run(insert(facts).values(name="secret", value=mark))
        except IntegrityError:
            with store.read(EVERY_COLLEGE) as tx:
                known = tx.value(query)
    if known not in (None, mark):
        raise SettingsError(variable("secret"), "other-secret")
