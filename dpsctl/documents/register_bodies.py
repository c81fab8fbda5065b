"""A location as CQC's API describes it: one JSON object, typed."""

from __future__ import annotations

from typing import Any

from dpsctl.documents.document import shown
from dpsctl.documents.register_cells import Unread, Words, typed
from dpsctl.documents.register_rules import plain
from dpsctl.documents.register_tables import Row
from dpsctl.documents.register_values import location_id, tidy
from dpsctl.domain.register import Location, Related

_MOST_RELATED = 100


def location_in(body: Any, line: int, words: Words) -> Row:
    """The location that an object of the API describes, or why it cannot be read."""
    try:
        return _typed(body, line, words)
    except ValueError as error:
        given = body if isinstance(body, dict) else {}
        return Unread(line, str(error), _id_of(given), _text_of(given, "name"))


def _typed(body: Any, line: int, words: Words) -> Location:
    if not isinstance(body, dict) or "locationId" not in body:
        raise ValueError("is no location of the API: it has no locationId")
    overall = _group(_group(body, "currentRatings"), "overall")
    texts = {
        **{ours: _text(body, theirs) for ours, theirs in _KEYS.items()},
        "rating": _text(overall, "rating"),
        "rated_on": _text(overall, "reportDate"),
        "registered_manager": _manager(_groups(body, "regulatedActivities")),
    }
    return typed(
        texts, line, words, categories=_categories(body, words), related=_related(body, words)
    )


_KEYS = {
    "cqc_location": "locationId",
    "name": "name",
    "cqc_provider": "providerId",
    "registration": "registrationStatus",
    "registered_on": "registrationDate",
    "deregistered_on": "deregistrationDate",
    "dormant": "dormancy",
    "care_home": "careHome",
    "beds": "numberOfBeds",
    "local_authority": "localAuthority",
    "postcode": "postalCode",
    "uprn": "uprn",
}


def _manager(activities: list[dict[str, Any]]) -> str:
    """Y or N, whether a contact is the registered manager; blank where no contacts are given."""
    contacts = [each for activity in activities for each in _groups(activity, "contacts")]
    if not contacts:
        return ""
    roles = [role for each in contacts for role in each.get("personRoles") or []]
    return "Y" if any(isinstance(role, str) and plain(role) == _MANAGER for role in roles) else "N"


_MANAGER = "registered manager"


def _categories(body: dict[str, Any], words: Words) -> tuple[str, ...] | None:
    if "specialisms" not in body:
        return None
    named = {plain(_text(each, "name")) for each in _groups(body, "specialisms")}
    ours = words.rules.categories.items()
    return tuple(sorted(code for code, each in ours if named & set(each.specialisms)))


def _related(body: dict[str, Any], words: Words) -> tuple[Related, ...]:
    found = []
    for each in _groups(body, "relationships")[:_MOST_RELATED]:
        relation = words.rules.relations.get(plain(_text(each, "type")))
        if relation:
            of = location_id(_text(each, "relatedLocationId"))
            named, reason = _clean(each, "relatedLocationName"), _clean(each, "reason")
            found.append(Related(of, named, relation, reason))
    return tuple(found)


def _clean(group: dict[str, Any], key: str) -> str | None:
    text = _text(group, key)
    return text[:200] if text.isprintable() and text else None


def _group(body: dict[str, Any], key: str) -> dict[str, Any]:
    value = body.get(key)
    if value is not None and not isinstance(value, dict):
        raise ValueError(f"{key}: it should be an object")
    return value or {}


def _groups(body: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = body.get(key)
    if value is not None and not (
        isinstance(value, list) and all(isinstance(each, dict) for each in value)
    ):
        raise ValueError(f"{key}: it should be a list of objects")
    return value or []


def _text(group: dict[str, Any], key: str) -> str:
    value = group.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{key}: {shown(str(value))} is no text")
    return tidy(str(value))


def _id_of(body: dict[str, Any]) -> str | None:
    try:
        return location_id(_text_of(body, "locationId") or "")
    except ValueError:
        return None


def _text_of(body: dict[str, Any], key: str) -> str | None:
    value = body.get(key)
    return tidy(value) if isinstance(value, str) else None
