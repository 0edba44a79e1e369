"""What a draft was filled from: its template, and what people and facts put in its places."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Filling:
    """`slots` maps a place ("place"), or one of a language ("fr.hazard"), to what stands there;
    `facts` are the numbers of the facts that were drawn; `form` is "short" or "long"."""

    template: str
    form: str
    slots: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[int, ...] = ()

    def canonical(self) -> dict[str, object]:
        """As it is digested and kept."""
        return {
            "template": self.template,
            "form": self.form,
            "slots": dict(self.slots),
            "facts": list(self.facts),
        }
