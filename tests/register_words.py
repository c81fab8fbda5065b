"""What the public register says of homes, as bodies of its API: for tests to import."""

from __future__ import annotations

import json
from typing import Any

from .office import Office, Told


def location(number: str, **said: Any) -> dict[str, Any]:
    """A registered home of the name, beds and rating that Kent's story has; but for what is said.

    ``rating`` and ``rated_on`` stand for the body's own nested words.
    """
    rating, rated_on = said.pop("rating", "Good"), said.pop("rated_on", "2020-02-11")
    return {
        "locationId": f"1-000000{number}",
        "providerId": f"1-900000{number}",
        "name": f"Sample Home {number}",
        "registrationStatus": "Registered",
        "registrationDate": "2015-06-01",
        "dormancy": "N",
        "careHome": "Y",
        "numberOfBeds": 5,
        "localAuthority": "Kent",
        "postalCode": "TN23 1AA",
        "specialisms": [{"name": "Learning disabilities"}],
        "relationships": [],
        "currentRatings": {"overall": {"rating": rating, "reportDate": rated_on}},
        "regulatedActivities": [
            {
                "name": "Accommodation for persons who require nursing or personal care",
                "contacts": [{"personRoles": ["Registered Manager"]}],
            }
        ],
        **said,
    }


def registers(office: Office, *bodies: dict[str, Any], on: str, exits: int = 0) -> Told:
    """Import what the register said on a day, as one file of API bodies."""
    lines = "\n".join(json.dumps(body) for body in bodies)
    name = office.writes(f"locations-{on}.jsonl", lines + "\n")
    return office.types(f"import-register {name} --on {on}", exits=exits)
