"""Keys, sessions and links: how they are made, shown once, and recognised.

A key is ``pk_<id>_<secret>``; secrets are 256 random bits, so one round of SHA-256 is enough to keep them by: there is
nothing to guess. Comparisons take the same time whatever is wrong.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex, token_urlsafe

from api.security.principals import Principal
from api.security.rights import Role
from api.store import people
from api.store.people import Found
from api.store.transactions import Store, Tx

PREFIX = "pk"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; ``text`` is what to show its owner, once."""

    key_id: str
    text: str


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session just begun: the cookie's value, and the CSRF token that forms must carry."""

    token: str
    csrf_token: str


def hashed(secret: str) -> str:
    """Return what is kept of a secret."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def issue_key(tx: Tx, user_id: str, label: str = "", expires_at: float | None = None) -> NewKey:
    """Make a key for a person. Raises NotFoundError."""
    key_id, secret = token_hex(8), token_hex(32)
    people.add_key(tx, user_id, key_id, hashed(secret), label, expires_at)
    return NewKey(key_id, f"{PREFIX}_{key_id}_{secret}")


def by_key(store: Store, text: str) -> Principal | None:
    """Return who shows a key, None for one that is malformed, unknown, expired or revoked."""
    prefix, _, rest = text.strip().partition("_")
    key_id, _, secret = rest.partition("_")
    found = people.key_shown(store, key_id) if prefix == PREFIX and key_id and _storable(key_id) else None
    if found is None or not hmac.compare_digest(found.secret_hash, hashed(secret)):
        return None
    return _principal(found)


def begin_session(tx: Tx, principal: Principal, seconds: float) -> NewSession:
    """Begin a session for a person who showed a key."""
    token, csrf_secret = token_urlsafe(32), token_hex(32)
    people.add_session(tx, principal.actor, hashed(token), csrf_secret, seconds)
    return NewSession(token, csrf_token(csrf_secret))


def by_session(store: Store, token: str) -> Principal | None:
    """Return who a session's cookie stands for, None when it has ended."""
    found = people.session_shown(store, hashed(token))
    return None if found is None else _principal(found)


def end_session(tx: Tx, token: str) -> None:
    """End a session."""
    people.end_session(tx, hashed(token))


def csrf_token(csrf_secret: str) -> str:
    """Return the token that forms of a session carry."""
    return hmac.new(csrf_secret.encode(), b"csrf", sha256).hexdigest()


def csrf_fits(principal: Principal, token: str) -> bool:
    """Return whether a form's token is the one of its session."""
    return bool(principal.csrf_secret) and hmac.compare_digest(
        csrf_token(principal.csrf_secret).encode(), token.encode("utf-8", "surrogatepass")
    )


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made; ``token`` belongs at its end, and is shown once."""

    link_id: str
    token: str


def issue_link(tx: Tx, round_id: str, kind: str, subject_id: str, seconds: float) -> NewLink:
    """Make a link to the page of one host (``kind`` host) or student (``student``). Raises NotFoundError."""
    token = token_urlsafe(32)
    link = people.add_link(tx, round_id, kind, subject_id, hashed(token), tx.now() + seconds)
    return NewLink(link.link_id, token)


def by_link(store: Store, token: str) -> Principal | None:
    """Return who a link stands for, None when it has ended."""
    found = people.link_shown(store, hashed(token))
    return None if found is None else _principal(found)


def first_key(store: Store, college_id: str, title: str, name: str) -> NewKey | None:
    """Make the college and its first administrator's key; None where the college has people already.

    The key is shown once, by whoever calls this; there is no default password.
    """
    people.add_college(store, college_id, title, "first-start")
    with store.write(college_id, "first-start") as tx:
        people.hold_college(tx)
        if people.users_listed(tx, limit=1):
            return None
        return issue_key(tx, people.add_user(tx, name, Role.ADMINISTRATOR).user_id, "first")


def _principal(found: Found) -> Principal:
    return Principal(found.college_id, found.user_id, found.role, found.subject_id, found.round_id, found.csrf_secret)


def _storable(text: str) -> bool:
    """Return whether a database can be asked for the text: plain letters and digits."""
    return text.isascii() and text.isalnum()
