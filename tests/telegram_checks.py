"""Requests of ours held against the Bot API as aiogram's generated models have it."""

import json

import aiogram.methods
from pydantic import BaseModel, ValidationError

METHODS: dict[str, type[BaseModel]] = {
    name.lower(): kind
    for each in aiogram.methods.__all__
    if isinstance(
        name := getattr(kind := getattr(aiogram.methods, each), "__api_method__", None), str
    )
}
# Fields that are JSON inside a form.
_NESTED = frozenset({
    "allowed_updates", "commands", "entities", "caption_entities", "link_preview_options",
    "reply_markup", "reply_parameters", "scope",
})  # fmt: skip


def decoded(fields: dict[str, str]) -> dict[str, object]:
    """The form as values."""
    return {k: json.loads(v) if k in _NESTED else v for k, v in fields.items()}


def mistakes(method: str, fields: dict[str, object]) -> list[str]:
    """What the Bot API would not know, or not take, of a request."""
    kind = METHODS.get(method.lower())
    if kind is None:
        return [f"{method}: there is no such method"]
    wrong = [f"{method}: there is no {name}" for name in fields if name not in kind.model_fields]
    try:
        return wrong + _strange(kind.model_validate(fields), method)
    except ValidationError as error:
        return wrong + [
            f"{method}.{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()
        ]


def _strange(model: BaseModel, path: str) -> list[str]:
    found = [f"{path}: there is no {name}" for name in model.model_extra or {}]
    for name in type(model).model_fields:
        for each in _flat(getattr(model, name)):
            found += _strange(each, f"{path}.{name}")
    return found


def _flat(value: object) -> list[BaseModel]:
    if isinstance(value, list):
        return [model for each in value for model in _flat(each)]
    return [value] if isinstance(value, BaseModel) else []


def bad_text(text: str, entities: object, limit: int) -> str:
    """Why Telegram would refuse a text with its entities; "" when it would not."""
    code = text.encode("utf-16-le")
    if not text.strip():
        return "message text is empty"
    if len(code) // 2 > limit:
        return "message is too long"
    for entity in entities if isinstance(entities, list) else []:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if not 0 <= start < end <= len(code) // 2:
            return f"can't parse entities: {entity} is outside the text"
        try:
            code[2 * start : 2 * end].decode("utf-16-le")
        except UnicodeDecodeError:
            return f"can't parse entities: {entity} cuts a character"
    return ""
