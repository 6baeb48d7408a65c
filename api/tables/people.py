"""Tables of colleges, people and what lets them in."""

from sqlalchemy import Double, Table, UniqueConstraint

from api.tables.columns import belongs, key, maybe, metadata, moment, words

colleges = Table("colleges", metadata, key("college_id"), words("title"), moment("created_at"))

users = Table(
    "users",
    metadata,
    key("college_id"),
    key("user_id"),
    words("name"),
    words("role"),
    maybe("subject_id"),  # the applicant a student is
    moment("created_at"),
    maybe("disabled_at", Double),
    belongs("college_id", table="colleges"),
)

api_keys = Table(
    "api_keys",
    metadata,
    key("college_id"),
    key("key_id"),
    words("user_id"),
    words("secret_hash"),
    words("label"),
    moment("created_at"),
    maybe("expires_at", Double),
    maybe("revoked_at", Double),
    UniqueConstraint("key_id"),
    belongs("college_id", "user_id", table="users"),
)

sessions = Table(
    "sessions",
    metadata,
    key("college_id"),
    key("token_hash"),
    words("user_id"),
    words("csrf_secret"),
    moment("created_at"),
    moment("expires_at"),
    UniqueConstraint("token_hash"),
    belongs("college_id", "user_id", table="users"),
)
