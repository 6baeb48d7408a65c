"""Pseudonyms: what those see who may read a round but not names; the same person has the same pseudonym everywhere."""

from collections.abc import Mapping
from typing import Any

from api.store.erasure import pseudonym
from api.store.traces import Overwriter, Person, called_otherwise

FREE_TEXT = ("reason", "note", "author", "curator")
"""Keys under which people write what they like, names too."""


class Pseudonyms:
    """Hides the people of one round (its JSON document) in whatever is told of it."""

    def __init__(self, secret: bytes, college_id: str, document: Mapping[str, Any]) -> None:
        ids = [row["applicant_id"] for row in document.get("applicants", ()) if "applicant_id" in row]
        mentors = [row["mentor_id"] for row in document.get("mentors", ()) if "mentor_id" in row]
        persons = [Person(id_, (), pseudonym(secret, college_id, id_)) for id_ in ids]
        # A mentor's id often is the name itself.
        persons += [Person(id_, (), f"mentor-{pseudonym(secret, college_id, id_)[5:]}") for id_ in mentors]
        shared = called_otherwise(document) & set(ids)
        self._over = Overwriter(persons, shared, FREE_TEXT)
        self._instead = {person.applicant_id: person.instead for person in persons}

    def of(self, applicant_id: str) -> str:
        """Return the pseudonym of an applicant or mentor of the round; another id comes back as it is."""
        return self._instead.get(applicant_id, applicant_id)

    def document(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return the round's document without anything that tells who somebody is."""
        return self._over.document(document)

    def data(self, value: Any) -> Any:
        """Return a result, a matching's lines, reasons … with pseudonyms for ids and free text left out."""
        return self._over.data(value)
