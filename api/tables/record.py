"""Tables of what the service keeps for itself: its secret's mark, answers given, who did what."""

from sqlalchemy import Integer, Table

from api.tables.columns import belongs, key, maybe, metadata, moment, whole, words

facts = Table("facts", metadata, key("name"), words("value"))
"""What the installation knows of itself (which secret it was made with)."""

idempotency = Table(
    "idempotency",
    metadata,
    key("college_id"),
    key("actor"),
    key("idempotency_key"),
    words("route"),
    words("body_sha256"),
    words("token"),
    moment("lease_until"),
    moment("expires_at"),
    maybe("status", Integer),
    maybe("headers"),
    maybe("body"),
    belongs("college_id", table="colleges"),
)

audit = Table(
    "audit",
    metadata,
    key("college_id"),
    key("entry_no", Integer),
    moment("created_at"),
    words("actor"),
    words("action"),
    words("subject"),
    words("data"),
    words("hash"),
)

audit_heads = Table("audit_heads", metadata, key("college_id"), whole("entries"), words("hash"), words("seal"))
"""The last entry's number and hash: a chain that was cut short does not reach it."""
