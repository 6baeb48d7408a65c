"""Principal: who stands behind a request, and what of the college is theirs."""

from dataclasses import dataclass

from api.security.rights import Right, may


@dataclass(frozen=True, slots=True)
class Principal:
    """Who acts: the college, the person's (or link's) id, the role.

    ``subject_id`` is the applicant a student is or the host a contact speaks for; ``round_id`` binds a link to its
    round. ``csrf_secret`` is there for sessions only: what comes by a session's cookie must carry its CSRF token.
    """

    college_id: str
    actor: str
    role: str
    subject_id: str | None = None
    round_id: str | None = None
    csrf_secret: str = ""

    def may(self, right: Right) -> bool:
        """Return whether the principal has a right."""
        return may(self.role, right)
