"""What may happen to a desk on any day: drafts, votes, edits, deliveries, the power going."""

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from bot.domain.mode import Mode
from bot.domain.publication import Delivery
from tests.desk import PEOPLE, Fate
from tests.rulebook import MAY, OPEN, Sheet
from tests.stories.machine import WatchedDesk

STRANGER = "Passer-by"
# All that a warning and an answer must say, so that each may become either.
TEXTS = {
    lang: tuple(f"Crisis Centre Test, 10:00, Quay: {what}. {do}" for do in dos)
    for lang, what, dos in (
        ("fr", "fumée ; la photo est fausse", ("Restez à l'intérieur.", "Fermez les fenêtres.")),
        ("en", "smoke; the photo is false", ("Stay inside.", "Close the windows.")),
    )
}
AREA = "Quay, Tripoint"
people = st.sampled_from([*PEOPLE, STRANGER])
editors = st.sampled_from(["Editor", "Second editor", "Second editor", "Approver"])
approvers = st.sampled_from(
    ["Mayor", "Approver", "Second editor", "Second editor", "Second editor", "Editor", STRANGER]
)
pick = st.integers(0, 5)
fates = st.lists(st.sampled_from(Fate), min_size=1, max_size=3)


class Desks(WatchedDesk):
    """Everything that may happen to a desk."""

    # --- what people do ---

    @initialize()
    def begin(self) -> None:
        self.write("Editor", "en", 0)

    @rule(who=people, lang=st.sampled_from(["fr", "en"]), which=st.integers(0, 1))
    def write(self, who: str, lang: str, which: int) -> None:
        text = TEXTS[lang][which]
        may = who in MAY["edit"]
        self.says(who, f"/draft {lang} {text}", *["draft.opened"] * may)
        if may:
            self.sheets.append(Sheet(len(self.sheets) + 1, {lang: text}, {who}))

    @rule(who=editors, index=pick, lang=st.sampled_from(["fr", "en"]), which=st.integers(0, 1))
    def revise(self, who: str, index: int, lang: str, which: int) -> None:
        sheet, text = self.sheet(index, *OPEN), TEXTS[lang][which]
        may = sheet.may_change(who)
        self.says(who, f"/revise {sheet.number} {lang} {text}", *["draft.revised"] * may)
        if may:
            sheet.texts[lang] = text
            if sheet.amends is not None:
                framed = self.draft(sheet.number).content.texts
                # The other languages stay as they are, or quote the new words.
                fresh = {each for each in framed if framed[each] != sheet.texts.get(each)} | {lang}
                assert all(text in framed[each] != text for each in fresh)
                sheet.texts = dict(framed)
            sheet.changed(who)

    @rule(who=editors, index=pick, kind=st.sampled_from(["rebuttal", "information", "retraction"]))
    def reclass(self, who: str, index: int, kind: str) -> None:
        sheet = self.sheet(index, *OPEN)
        fits = kind != "retraction" if sheet.amends is None else kind == sheet.kind
        may = sheet.may_change(who) and fits
        self.says(who, f"/fill {sheet.number} class={kind}", *["draft.revised"] * may)
        if may:
            sheet.kind = kind
            sheet.changed(who)

    @rule(who=editors, index=pick, minutes=st.sampled_from([20, 60, 600]))
    def warn(self, who: str, index: int, minutes: int) -> None:
        sheet = self.sheet(index, "draft")
        may = sheet.may_change(who) and sheet.amends is None
        words = f'/fill {sheet.number} class=warning area="{AREA}" until={minutes}m'
        self.says(who, words, *["draft.revised"] * may)
        if may:
            sheet.kind, sheet.area = "warning", AREA
            sheet.until = self.world.clock.now() + timedelta(minutes=minutes)
            sheet.changed(who)

    @rule(who=editors, index=pick)
    def submit(self, who: str, index: int) -> None:
        sheet = self.sheet(index, "draft", "returned")
        may = sheet.may_submit(who, self.world.clock.now())
        self.says(who, f"/submit {sheet.number}", *["draft.submitted"] * may)
        if may:
            sheet.submitted(who, self.draft(sheet.number).digest)

    @rule(who=approvers, index=pick, old=st.sampled_from([False, False, False, True]))
    def approve(self, who: str, index: int, old: bool) -> None:
        sheet = self.sheet(index, "submitted")
        draft = self.draft(sheet.number)
        digest = draft.versions[0].digest if old else draft.digest
        now, is_new = self.world.clock.now(), digest == draft.digest
        if not (is_new and sheet.may_approve(who, digest, now)):
            self.says(who, f"/approve {sheet.number} {digest[:6]}")
            return
        kinds = self.counted(sheet, who, now)
        self.says(who, f"/approve {sheet.number} {digest[:6]}", "draft.approved", *kinds)

    def counted(self, sheet: Sheet, who: str, now: datetime, *, phoned: bool = False) -> list[str]:
        """Count a yes; what else the log must say when that lets the draft go."""
        draft = self.draft(sheet.number)
        hands = frozenset(sheet.hands | sheet.submitter.get(draft.digest, set()))
        if not sheet.approved(who, now, phoned=phoned):
            return []
        self.release(sheet, draft, hands, typed=False)
        amended = [f"draft.{sheet.amends.state}"] if sheet.amends else []
        return ["draft.released", *amended]

    @rule(who=st.sampled_from(["Duty officer", "Mayor", "Editor"]), index=pick,
          wrong=st.sampled_from(["", "", "", "mode", "area"]))  # fmt: skip
    def publish(self, who: str, index: int, wrong: str) -> None:
        sheet, now = self.sheet(index, "approved"), self.world.clock.now()
        word = "LIVE" if (self.world.mode is Mode.LIVE) != (wrong == "mode") else "EXERCISE"
        area = "Elsewhere" if wrong == "area" else (sheet.area or AREA).upper()
        draft = self.draft(sheet.number)
        may = sheet.may_publish(who, now) and not wrong
        if may:
            hands = frozenset(sheet.hands | sheet.submitter.get(draft.digest, set()))
            sheet.released()
            self.release(sheet, draft, hands, typed=True)
        self.says(who, f"/publish {sheet.number} {word} {area}", *["draft.released"] * may)

    @rule(who=approvers, index=pick, word=st.sampled_from(["return", "return", "reject"]),
          reason=st.sampled_from(["", "Too long.", "Too long."]))  # fmt: skip
    def send_back(self, who: str, index: int, word: str, reason: str) -> None:
        sheet = self.sheet(index, "submitted", "approved")
        may = sheet.may_send_back(who) and bool(reason)
        after = "returned" if word == "return" else "rejected"
        self.says(who, f"/{word} {sheet.number} {reason}", *[f"draft.{after}"] * may)
        if may:
            sheet.state = after

    @rule(who=st.sampled_from(["Approver", "Duty officer", "Monitor", "Editor"]), index=pick)
    def withdraw(self, who: str, index: int) -> None:
        sheet = self.sheet(index)
        may = sheet.may_withdraw(who)
        self.says(who, f"/withdraw {sheet.number}", *["draft.withdrawn"] * may)
        if may:
            sheet.state = "withdrawn"

    @rule(who=st.sampled_from(["Duty officer", "Mayor", "Editor"]), index=pick,
          word=st.sampled_from(["correct", "retract"]))  # fmt: skip
    def amend(self, who: str, index: int, word: str) -> None:
        sheet = self.sheet(index, "published", "corrected")
        may = sheet.may_amend(who)
        kinds = ["draft.opened", "draft.submitted"] * may
        self.says(who, f"/{word} {sheet.number} We were wrong.", *kinds)
        if may:
            number = len(self.sheets) + 1
            draft = self.draft(number)
            kind = "correction" if word == "correct" else "retraction"
            fresh = Sheet(number, dict(draft.content.texts), {who}, kind, sheet.area,
                          amends=sheet, outlets=tuple(sheet.renderings(False)))  # fmt: skip
            assert set(fresh.texts) == set(sheet.texts)
            assert all("We were wrong." in text for text in fresh.texts.values())
            fresh.submitted(who, draft.digest)
            self.sheets.append(fresh)

    @rule(kind=st.sampled_from(["warning", "information", "rebuttal"]), steps=st.integers(1, 7),
          word=st.sampled_from(["", "correct", "retract"]))  # fmt: skip
    def prepare(self, kind: str, steps: int, word: str) -> None:
        """A draft that is all right, the first so many steps of its life, perhaps its end."""
        self.write("Editor", "en", 0)
        newest = len(self.sheets)
        for step in range(steps):
            if step == 1 and kind == "warning":
                self.warn("Editor", -newest, 600)
            elif step == 1 and kind == "rebuttal":
                self.reclass("Editor", -newest, kind)
            self.go_further(self.sheets[newest - 1])
        if word and self.sheets[newest - 1].is_out:
            self.amend("Duty officer", -newest, word)
            self.go_further(self.sheets[-1])

    @rule(who=st.sampled_from(["Editor", "Second editor"]))
    def say_yes_to_ones_own(self, who: str) -> None:
        self.prepare("rebuttal", 2, "")
        self.revise(who, -len(self.sheets), "en", 1)
        self.submit("Editor", -len(self.sheets))
        self.approve("Second editor", -len(self.sheets), False)

    @rule(minutes=st.sampled_from([29, 31]), first=st.sampled_from(["Mayor", "Approver"]))
    def let_a_warning_lie(self, minutes: int, first: str) -> None:
        self.prepare("warning", 2, "")
        newest = -len(self.sheets)
        self.approve(first, newest, False)
        self.time_passes(minutes)
        self.approve("Second editor", newest, False)
        self.publish("Mayor", newest, "")
        self.approve("Mayor", newest, False)
        self.publish("Mayor", newest, "")

    @rule(index=pick, steps=st.integers(1, 3))
    def go_on(self, index: int, steps: int) -> None:
        """The next right steps of a draft, so that long lives are lived too."""
        sheet = self.sheet(index, *OPEN)
        for _ in range(steps):
            self.go_further(sheet)

    def go_further(self, sheet: Sheet) -> None:
        now, index = self.world.clock.now(), -sheet.number
        match sheet.state:
            case "draft" | "returned" if set(sheet.texts) != {"fr", "en"}:
                lang = "fr" if "en" in sheet.texts else "en"
                self.revise("Editor", index, lang, sheet.number % 2)
            case "draft" | "returned":
                self.submit("Editor", index)
            case "submitted" | "approved" if sheet.may_publish("Mayor", now):
                self.publish("Mayor", index, "")
            case "submitted" | "approved":
                missing = "Mayor" if "Mayor" not in sheet.counting(now) else "Approver"
                self.approve(missing, index, False)
            case _:
                self.deliver([])

    # --- what the world does ---

    @rule(minutes=st.sampled_from([1, 2, 10, 31, 61]))
    def time_passes(self, minutes: int) -> None:
        self.world.clock.advance(minutes=minutes)

    @rule(script=fates)
    def deliver(self, script: list[Fate]) -> None:
        self.world.outlet.script += script
        self.do(lambda desk: desk.rounds.settle())
        self.nothing_is_sent_that_was_not_approved_by_enough_others()

    @rule(moments=st.integers(1, 12))
    def the_power_will_go(self, moments: int) -> None:
        self.fuse.blow_after(moments)

    @precondition(lambda self: self.in_doubt())
    @rule(who=st.sampled_from(["Duty officer", "Approver", "Monitor"]), index=pick,
          word=st.sampled_from(["posted", "resend"]))  # fmt: skip
    def settle_by_hand(self, who: str, index: int, word: str) -> None:
        rows = self.in_doubt()
        row = rows[index % len(rows)]
        sheet, now = self.sheets[row.draft - 1], self.world.clock.now()
        stands = sheet.state == "published" and (sheet.until is None or sheet.until > now)
        fits = stands if word == "resend" else row.state is Delivery.UNCERTAIN
        may = who in MAY["approve"] | MAY["lead"] and fits
        kind = "publication.seen" if word == "posted" else "publication.resent"
        self.says(who, f"/{word} {row.draft} {row.outlet}", *[kind] * may)
        if may and word == "resend":
            self.resent[row.key] = self.resent.get(row.key, 0) + 1
