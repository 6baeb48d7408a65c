"""Reason words: accounts of applicants and positions as sentences of a language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from matcher.explain.accounts import ApplicantAccount, Choice, LevelChange, PositionAccount, Remedy
from matcher.levels import goodness
from matcher.matching import Reason
from matcher.policy import LevelName, Measure
from matcher.report import seat_words, wording
from matcher.report.directory import Directory
from matcher.text import Lang, say

NAMED = 2
"""How many broken rules and places of a tight set are named in a sentence: ``NAMED`` and ``2 * NAMED``."""

EXACT = frozenset({"move", "solve"})
"""Methods whose loss is exact; prices show what it is at least."""

Evidence = Mapping[str, Any]


class Words:
    """Sentences with the names of one round."""

    def __init__(self, directory: Directory, lang: Lang) -> None:
        self.directory, self.lang = directory, lang

    def say(self, key: str, **values: object) -> str:
        """Return the sentence of a key."""
        return say(key, self.lang, **values)

    def place(self, position_id: object) -> str:
        """Return a position with its host: title, host (id)."""
        known = self.directory.positions.get(str(position_id))
        if known is None:
            return str(position_id)
        host = self.directory.host(known.host)
        title = known.title or str(position_id)
        return f"{title}, {host} ({position_id})" if host != title else f"{title} ({position_id})"

    def here(self, reason: Reason) -> str:
        """Return why someone has their place."""
        nobody = reason.code == "unranked" and not reason.evidence["better"]
        return self.say(f"here.{reason.code}{'.none' if nobody else ''}", **reason.evidence)

    def unplaced(self, reason: Reason) -> str:
        """Return why someone has no place."""
        if reason.code == "no-eligible-place":
            return self._nowhere(reason.evidence)
        if "competitors" in reason.evidence:
            ids = as_evidence(reason)["positions"]
            positions = ", ".join(self.directory.position(j) for j in ids[: 2 * NAMED])
            named = self.say("reason.and-more", positions=positions) if len(ids) > 2 * NAMED else positions
            return self.say("nowhere.competition", **{**reason.evidence, "positions": named})
        place = self.place(reason.evidence["position_id"])
        return self.say("nowhere.at", place=place, said=self.not_there(reason, instead=True))

    def _nowhere(self, evidence: Evidence) -> str:
        said = [wording.nowhere(tuple(evidence["excluded"].items()), self.lang)]
        near = next(iter(evidence.get("nearest", ())), None)
        if near is not None and all(r["code"] not in wording.PROGRAMME for r in near["rules"]):
            broken = self._broken(near["rules"])
            said.append(self.say("nowhere.nearest", place=self.place(near["position_id"]), broken=broken))
        return " ".join(said)

    def _broken(self, rules: Sequence[Evidence]) -> str:
        """Return how the first few rules are broken, with dates and numbers."""
        named = [r for r in rules if r["code"] not in wording.PROGRAMME] or list(rules)
        return " ".join(
            wording.rule_broken(
                r["code"], self.directory.evidence({k: v for k, v in r.items() if k != "code"}), self.lang
            )
            for r in named[:NAMED]
        )

    def not_there(self, reason: Reason, *, instead: bool = False) -> str:
        """Return what keeps someone from a place; ``instead`` adds that somebody else would be left out."""
        e = as_evidence(reason)
        if "rules" in e:
            return self.say(f"not.{reason.code}", broken=self._broken(e["rules"]))
        if "conditions" in e:
            return self._condition(reason)
        if reason.code == "level-trade":
            free = e["method"] == "move"
            return self.say(f"not.level-trade{'.free' if free else ''}", **{**e, "loss": self._loss(e, instead)})
        return self.say(f"not.{reason.code}", **e)

    def _condition(self, reason: Reason) -> str:
        rows: Sequence[Evidence] = as_evidence(reason)["conditions"]
        row = next((r for r in rows if BROKEN.get(r["code"], r["code"]) == reason.code), rows[0])
        own = row.get("position_id") in (None, reason.evidence["position_id"])
        if reason.code == "minimum-not-reached" and not own:
            place = self.place(row["position_id"])
            return self.say("not.minimum-not-reached.left", place=place, **row["evidence"])
        if reason.code in ("lock", "competition"):
            named = ", ".join(dict.fromkeys(wording.condition(r["code"], self.lang) for r in rows))
            return self.say("not.condition", conditions=named)
        return self.say(f"not.{reason.code}", **row["evidence"])

    def _loss(self, e: Evidence, instead: bool) -> str:
        level, measure = e["level"], e["measure"]
        key = f"loss.{level}"
        if level == LevelName.PREFERENCE:
            generous = measure not in (Measure.RANK_SUM, Measure.RANK_MAXIMAL)
            unranked = generous and e["rank"] is not None and e["rank"] > self._worst_rank
            key += ".unranked" if unranked else f".{measure or Measure.GENEROUS}"
        said = self.say(key, n=e["at_least"], rank=e["rank"])
        if e["method"] not in EXACT and e["at_least"] != 1:
            said = self.say("loss.least", loss=said)
        return self.say("loss.instead", loss=said) if instead and level != LevelName.PLACED else said

    @property
    def _worst_rank(self) -> int:
        return max((p.rank for p in self.directory.round.preferences if p.rank is not None), default=1)

    def choice(self, choice: Choice) -> tuple[str, str]:
        """Return a better choice by rank and name, and what keeps the applicant from it."""
        place = self.place(choice.position_id)
        named = place if choice.rank is None else self.say("explain.rank", rank=choice.rank, place=place)
        return named, self.not_there(choice.reason)

    def remedy(self, remedy: Remedy) -> str:
        """Return a change, the place it opens, and what it does to the levels, as sentences."""
        values = dict(remedy.evidence)
        code = remedy.code
        if code == "agreement-renewed" and values["column"] == "status":
            code = "agreement-active"
        if code == "rule-off":
            values["rule"] = self._rule(str(values["rule"]))
        values["seat"] = self.place(values.get("position_id"))
        values["host"] = self.directory.host(values.get("host_id"))
        what = self.say(f"remedy.{code}", **values)
        effect = [self.effect(remedy.levels)] + ([self.say("remedy.displaced")] if remedy.displaced else [])
        place = self.place(remedy.position_id)
        return self.say("remedy.whole", what=what[:1].upper() + what[1:], place=place, effect=" ".join(effect))

    def _rule(self, code: str) -> str:
        """Return what a rule or a switch of a condition is called."""
        condition = code.removesuffix("s")
        return wording.condition(condition if condition in wording.CONDITIONS else code, self.lang)

    def effect(self, changes: Iterable[LevelChange]) -> str:
        """Return what changes level by level."""
        moved = [c for c in changes if any(goodness(c.level, c.measure, c.change))]
        if not moved:
            return self.say("remedy.effect.none")
        said = seat_words.level_changes([c.level for c in moved], [c.change for c in moved], self.lang)
        return self.say("remedy.effect", changes=said)

    def position(self, account: PositionAccount) -> list[str]:
        """Return what came of a position: seats, the last who got in, those turned away, why seats are left."""
        said = [self.say("position.seats", taken=account.taken, capacity=account.capacity)]
        parts = [
            self.say(f"position.cutoff.{name}", value=account.cutoff[name])
            for name in ("rank", "priority", "grade", "utility")
            if name in account.cutoff
        ]
        if parts:
            said.append(self.say("position.cutoff", parts="; ".join(parts)))
        if account.turned_away:
            counts = Counter(r.code for r in account.turned_away)
            said.append(self.say("position.away", n=len(account.turned_away), parts=self._because(counts)))
        else:
            said.append(self.say("position.away.none"))
        why = account.unfilled
        if why is not None:
            codes = why.evidence.get("codes")
            parts_left = self._because(codes) if isinstance(codes, Mapping) else ""
            said.append(self.say(f"position.{why.code}", **{**why.evidence, "parts": parts_left}))
        return said

    def _because(self, counts: Mapping[str, int]) -> str:
        most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return ", ".join(f"{self.say(f'because.{code}')} ({n})" for code, n in most)

    def why(self, account: ApplicantAccount) -> str:
        """Return why someone has what they have, in a sentence or two."""
        if account.here is not None:
            return self.here(account.here)
        return self.unplaced(account.unplaced) if account.unplaced is not None else ""


def as_evidence(reason: Reason) -> Evidence:
    """Return a reason's evidence, whose values are typed by its code."""
    return dict(reason.evidence)


BROKEN: Mapping[str, str] = {
    "agreement": "agreement-seats",
    "minimum": "minimum-not-reached",
    "host-minimum": "minimum-not-reached",
    "lock-assigned": "lock",
}
"""The reason's code of a broken condition, where the two differ."""
