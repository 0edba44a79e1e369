"""The rules of the desk written a second time, to hold the real ones against.

It shares nothing with `bot.domain` but names: a sheet is a draft as somebody with a pencil would
keep it, and each method says whether the desk must accept, and what is then true.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

OPEN = ("draft", "submitted", "returned", "approved")
NEEDED = {
    "warning": 2, "information": 1, "rebuttal": 2, "all_clear": 2, "correction": 1, "retraction": 1,
}  # fmt: skip
STALE = timedelta(minutes=30)
HANGS_UP = timedelta(minutes=10)
CARRIES = {"site": ("fr", "en"), "wire": ("en",)}
MARKS = {"fr": "EXERCICE", "en": "EXERCISE"}
MAY = {
    "edit": {"Editor", "Second editor"},
    "approve": {"Second editor", "Approver", "Mayor"},
    "lead": {"Duty officer"},
    "triage": {"Monitor"},
}
THE_MAYOR = "Mayor"


@dataclass(slots=True)
class Sheet:
    """One draft. `votes` maps a name to when they said yes to the words as they are now; `heard`
    to who entered what they said by phone, and when; `phoned` names those whose yes was read back.
    """

    number: int
    texts: dict[str, str]
    hands: set[str]
    kind: str = "information"
    area: str = ""
    until: datetime | None = None
    state: str = "draft"
    amends: "Sheet | None" = None
    submitter: dict[str, set[str]] = field(default_factory=dict)
    votes: dict[str, datetime] = field(default_factory=dict)
    outlets: tuple[str, ...] = ("site", "wire")
    seen: set[str] = field(default_factory=set)
    heard: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    phoned: set[str] = field(default_factory=set)
    annulled: set[str] = field(default_factory=set)
    alone: str = ""
    looked: bool = False

    def renderings(self, exercise: bool) -> dict[str, str]:
        """What each outlet must carry, letter by letter."""
        out = {}
        for name in self.outlets:
            spoken = [lang for lang in CARRIES[name] if lang in self.texts]
            parts = [_framed(self.texts[lang], lang, exercise) for lang in spoken]
            if parts:
                out[name] = "\n\n".join(parts)
        return out

    def may_change(self, who: str) -> bool:
        """Words, class, area and end are changed by editors, until it is out."""
        return who in MAY["edit"] and self.state in OPEN

    def changed(self, who: str) -> None:
        """A change takes every yes away and makes its maker a hand."""
        self.hands.add(who)
        self._forget()
        self.state = "draft"

    def _forget(self) -> None:
        self.votes, self.heard, self.phoned, self.annulled = {}, {}, set(), set()

    def may_submit(self, who: str, now: datetime) -> bool:
        """Only what could go out as it is."""
        return who in MAY["edit"] and self.state in ("draft", "returned") and self.is_sound(now)

    def is_sound(self, now: datetime) -> bool:
        """Whether anything in it forbids that it goes out now."""
        if self.until is not None and self.until <= now:
            return False
        if len(set(self.texts.values())) < len(self.texts):
            return False
        if self.kind != "warning":
            return bool(self.renderings(False))
        return bool(self.area and self.until and set(self.texts) == {"fr", "en"})

    def submitted(self, who: str, version: str) -> None:
        """It waits for a yes; whoever submitted these words cannot say it."""
        self.state = "submitted"
        self._forget()
        self.submitter.setdefault(version, set()).add(who)

    def counting(self, now: datetime) -> set[str]:
        """Whose yes counts now: for a warning, only the fresh ones."""
        stale = self.kind == "warning"
        return {who for who, at in self.votes.items() if not stale or now - at <= STALE}

    def is_met(self, names: set[str]) -> bool:
        """Whether these people are enough."""
        enough = len(names) >= NEEDED[self.kind]
        return enough and (self.kind != "warning" or THE_MAYOR in names)

    def may_approve(self, who: str, version: str, now: datetime) -> bool:
        """A distinct approver whose hands are clean, while a yes is still wanted; whoever was only
        heard by phone may still say it in person."""
        fit = who in MAY["approve"] and self.is_clean(who, version)
        is_new = who not in self.counting(now) or who in self.phoned
        return fit and is_new and self._is_wanted(now) and not self._is_gone(who)

    def is_clean(self, who: str, version: str) -> bool:
        """Whether somebody neither wrote nor submitted these words."""
        return who not in self.hands | self.submitter.get(version, set())

    def _is_wanted(self, now: datetime) -> bool:
        fresh = self.counting(now)
        waits = self.state == "submitted" or (self.state == "approved" and not self.is_met(fresh))
        return waits and self.is_sound(now)

    def _is_gone(self, who: str) -> bool:
        """Whether this yes would let something out whose object is out no more."""
        last = self.is_met(set(self.votes) | {who}) and self.kind != "warning"
        return last and self.amends is not None and not self.amends.is_out

    def _may_phone(self, who: str, named: str, version: str, now: datetime) -> bool:
        """What holds for whoever enters and for whoever reads back."""
        clean = self.is_clean(who, version) and self.is_clean(named, version)
        fit = who != named and named in MAY["approve"] and named not in self.annulled
        return clean and fit and named not in self.counting(now) and self._is_wanted(now)

    def _is_heard(self, named: str, now: datetime) -> bool:
        return named in self.heard and now - self.heard[named][1] <= HANGS_UP

    def may_enter(self, who: str, named: str, version: str, now: datetime) -> bool:
        """Somebody else's yes by phone, once."""
        fit = who in MAY["approve"] | MAY["lead"] and not self._is_heard(named, now)
        return fit and self._may_phone(who, named, version, now)

    def may_read_back(self, who: str, named: str, version: str, now: datetime) -> bool:
        """A third person, before the call is long over."""
        fit = who in MAY["approve"] | MAY["lead"] | MAY["edit"] | MAY["triage"]
        other = self._is_heard(named, now) and self.heard[named][0] != who
        gone = self._is_gone(named)
        return fit and other and self._may_phone(who, named, version, now) and not gone

    def may_annul(self, who: str, now: datetime) -> bool:
        """Whoever never said what others entered, until it is out."""
        said = (who in self.phoned and who in self.votes) or self._is_heard(who, now)
        return who in MAY["approve"] and said and self.state in ("submitted", "approved")

    def annul(self, who: str) -> None:
        """It counts no more, and is not entered again."""
        self.votes.pop(who, None)
        self.heard.pop(who, None)
        self.annulled.add(who)
        self.state = "approved" if self.is_met(set(self.votes)) else "submitted"

    def may_release_alone(self, who: str, now: datetime) -> bool:
        """A warning or information that lacks its approvals, by whoever leads."""
        fit = who in MAY["lead"] and self.kind in ("warning", "information")
        return fit and self._is_wanted(now)

    def may_look(self, who: str, version: str) -> bool:
        """A second pair of eyes on what one person let go, while it stands."""
        fit = who in MAY["approve"] | MAY["lead"] and self.is_clean(who, version)
        owed = bool(self.alone) and not self.looked and self.state == "published"
        return fit and owed and who != self.alone

    def approved(self, who: str, now: datetime, *, phoned: bool = False) -> bool:
        """Count a yes; True when that lets it go out at once."""
        self.votes[who] = now
        self.heard.pop(who, None)
        self.phoned = self.phoned | {who} if phoned else self.phoned - {who}
        if not self.is_met(set(self.votes)):
            return False
        if self.kind == "warning":
            self.state = "approved"
            return False
        self.released()
        return True

    def may_publish(self, who: str, now: datetime) -> bool:
        """A warning that is approved, freshly, by somebody who may."""
        fit = who in MAY["approve"] | MAY["lead"] and self.state == "approved"
        return fit and self.is_met(self.counting(now)) and self.is_sound(now)

    def released(self) -> None:
        """It goes out; what it amends is marked."""
        self.state = "published"
        if self.amends is not None:
            self.amends.state = "retracted" if self.kind == "retraction" else "corrected"

    def may_send_back(self, who: str) -> bool:
        """Return or reject."""
        return who in MAY["approve"] and self.state in ("submitted", "approved")

    def may_withdraw(self, who: str) -> bool:
        """Anything that is not out."""
        return who in MAY["edit"] | MAY["lead"] and self.state in OPEN

    def may_amend(self, who: str) -> bool:
        """Correct or retract what is out."""
        return who in MAY["approve"] | MAY["lead"] and self.is_out

    @property
    def is_out(self) -> bool:
        """Published, and still standing."""
        return self.state in ("published", "corrected")


def _framed(text: str, language: str, exercise: bool) -> str:
    return f"{MARKS[language]} – {text}\n{MARKS[language]}" if exercise else text


@dataclass(frozen=True, slots=True)
class Released:
    """What may be sent under one key, and who said yes to it. `typed` as a warning must be."""

    number: int
    text: str
    kind: str
    approvers: frozenset[str]
    hands: frozenset[str]
    until: datetime | None
    typed: bool
    alone: bool = False
