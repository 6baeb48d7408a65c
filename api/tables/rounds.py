"""Tables of rounds and of what people say of them."""

from sqlalchemy import Double, Integer, Table, UniqueConstraint

from api.tables.columns import belongs, key, maybe, metadata, moment, whole, words

rounds = Table(
    "rounds",
    metadata,
    key("college_id"),
    key("round_id"),
    maybe("title"),
    words("kind"),
    whole("current_version"),
    whole("last_version"),
    moment("created_at"),
    moment("updated_at"),
    belongs("college_id", table="colleges"),
)

versions = Table(
    "versions",
    metadata,
    key("college_id"),
    key("round_id"),
    key("version", Integer),
    words("fingerprint"),  # of the tables, whatever their order
    words("etag"),  # of the content, policy included
    words("counts"),
    words("author"),
    words("note"),
    moment("created_at"),
    words("content"),  # the round as one JSON document; last, for SQLite reads a row from its beginning
    belongs("college_id", "round_id", table="rounds"),
)

drafts = Table(
    "drafts",
    metadata,
    key("college_id"),
    key("draft_id"),
    words("author"),
    words("file_name"),
    words("findings"),
    maybe("content"),
    maybe("made_from"),  # the etag of the version it was compared with
    moment("created_at"),
    belongs("college_id", table="colleges"),
)
"""Uploads that were read and shown, and are not yet taken as a version."""

links = Table(
    "links",
    metadata,
    key("college_id"),
    key("link_id"),
    words("token_hash"),
    words("round_id"),
    words("kind"),  # host | student
    words("subject_id"),
    words("author"),
    moment("created_at"),
    moment("expires_at"),
    maybe("revoked_at", Double),
    UniqueConstraint("token_hash"),
    belongs("college_id", "round_id", table="rounds"),
)

locks = Table(
    "locks",
    metadata,
    key("college_id"),
    key("lock_id"),
    words("round_id"),
    words("applicant_id"),
    words("position_id"),
    words("kind"),
    words("reason"),
    words("author"),
    moment("created_at"),
    UniqueConstraint("college_id", "round_id", "applicant_id", "position_id", name="uq_locks_pair"),
    belongs("college_id", "round_id", table="rounds"),
)

scenarios = Table(
    "scenarios",
    metadata,
    key("college_id"),
    key("scenario_id"),
    words("title"),
    words("content"),
    words("etag"),
    words("author"),
    moment("created_at"),
    moment("updated_at"),
    belongs("college_id", table="colleges"),
)

seat_answers = Table(
    "seat_answers",
    metadata,
    key("college_id"),
    key("round_id"),
    key("position_id"),
    words("host_id"),
    whole("seats"),
    words("note"),
    words("author"),
    moment("updated_at"),
    belongs("college_id", "round_id", table="rounds"),
)
"""What a host says of its seats; 0 declines them."""

wishes = Table(
    "wishes",
    metadata,
    key("college_id"),
    key("round_id"),
    key("applicant_id"),
    words("ranking"),
    moment("updated_at"),
    belongs("college_id", "round_id", table="rounds"),
)
"""What a student ranks on the page, until the college takes it into a version of the round."""
