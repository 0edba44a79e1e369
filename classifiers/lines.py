"""JSON lines in, JSON lines out: the contract of `vigie judge`.

in   {"id": 7, "text": "…", "lang": "fr", "role": "social"}
out  {"id": 7, "lang": "fr", "suspect": true, "score": 0.91, "narrative": "…",
      "stance": "spreads", "findings": [{"code": "…", "weight": 1.3, "quote": "…"}]}
"""

import json
from collections.abc import Iterable, Iterator
from math import isinf
from typing import Literal, NoReturn

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from classifiers.judge import Judge
from classifiers.verdict import Verdict


class _Line(BaseModel):
    # Other keys pass: a line may carry its label or its source along.
    model_config = ConfigDict(extra="ignore", strict=True)

    id: JsonValue
    text: str
    lang: str | None = None
    role: Literal["official", "fact_checker", "media", "local", "social", "unknown"] | None = None
    url: str | None = None
    time: JsonValue = None


def judge_lines(judge: Judge, lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """One output line (without its end) for each line, and whether it could be judged.

    A bad line gives {"id", "error"}, id null when it cannot be known. Blank lines give nothing.
    """
    for line in lines:
        if line.strip():
            yield _judged(judge, line)


def _judged(judge: Judge, line: str) -> tuple[str, bool]:
    try:
        read: JsonValue = json.loads(
            line.lstrip("\ufeff"), parse_constant=_refuse, parse_float=_finite
        )
    except (ValueError, RecursionError) as broken:
        return _written({"id": None, "error": f"not JSON: {broken}"}), False
    try:
        asked = _Line.model_validate(read)
    except ValidationError as invalid:
        known = read.get("id") if isinstance(read, dict) else None
        return _written({"id": known, "error": _sentence(invalid)}), False
    verdict = judge.judge(asked.text, lang=asked.lang, role=asked.role or "unknown")
    return _written({"id": asked.id, **_shown(verdict)}), True


def _shown(verdict: Verdict) -> dict[str, JsonValue]:
    return {
        "lang": verdict.lang,
        "suspect": verdict.suspect,
        "score": verdict.score,
        "narrative": verdict.narrative,
        "stance": verdict.stance.value,
        "findings": [
            {"code": finding.code, "weight": finding.weight, "quote": finding.quote}
            for finding in verdict.findings
        ],
    }


def _sentence(invalid: ValidationError) -> str:
    """All mistakes of a line at once, each with its key."""
    if not isinstance(invalid.errors()[0]["input"], dict) and not invalid.errors()[0]["loc"]:
        return "expected a JSON object"
    return "; ".join(
        f"{'.'.join(str(part) for part in error['loc']) or 'line'}: {error['msg']}"
        for error in invalid.errors()
    )


def _written(answer: dict[str, JsonValue]) -> str:
    # JSON may smuggle in half a surrogate pair, which no output encoding accepts.
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode()


def _finite(digits: str) -> float:
    if isinf(number := float(digits)):
        _refuse(digits)
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")
