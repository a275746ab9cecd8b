"""What the policy says of a file: its zone, the rules it breaks, how badly, and where it has to go.

Written from the policy's own words, apart from the program that it judges.
"""

from dataclasses import dataclass
from typing import Any

from clients import Client
from model import Truth

SENSITIVE = {
    "payment-card", "iban", "bank-account", "pay", "health", "religion", "ethnicity", "political-opinion",
    "trade-union", "sexual-orientation", "genetic-biometric", "criminal-record",
}  # fmt: skip
GRAVE = {"date-of-birth", "postal-address"}
LEVELS = ["low", "medium", "high"]
UNREAD = {"partial", "encrypted", "unsupported", "failed"}


@dataclass(frozen=True)
class Place:
    """Where a file stands: `inner` is its path under the client folder."""

    client: Client | None
    inner: str

    @property
    def path(self) -> str:
        """Path under the root."""
        return f"{self.client.name}/{self.inner}" if self.client else self.inner

    @property
    def lookalike(self) -> str | None:
        """The look-alike of the 0 folder it stands in."""
        folders = self.client.lookalikes if self.client else {}
        return next((folder for folder in folders if self.inner.startswith(folder + "/")), None)

    @property
    def zone(self) -> str:
        """Its zone."""
        if not self.client:
            return "unassigned"
        if self.inner.split("/")[0] in self.client.zero:
            return "confidential"
        return "lookalike" if self.lookalike else "working"

    def target(self, taken: set[str]) -> str | None:
        """Where it has to go, in the 0 folder of its client; the look-alike that it stands in stays behind."""
        if not self.client:
            return None
        inner = self.inner
        if self.lookalike:
            above, _, _ = self.lookalike.rpartition("/")
            inner = f"{above}/{inner[len(self.lookalike) + 1 :]}".lstrip("/")
        wanted = f"{self.client.name}/{self.client.target}/{inner}"
        if wanted not in taken:
            return wanted
        stem, dot, extension = wanted.rpartition(".")
        return f"{stem} (2){dot}{extension}"


def severity(rules: set[str], subjects: int) -> str:
    """How bad personal data outside the 0 folder is."""
    if subjects >= 20:
        return "high"
    grave = rules & GRAVE or any(rule.startswith(("uk-", "us-")) for rule in rules)
    return "medium" if subjects >= 3 or grave else "low"


def violations(place: Place, truth: Truth, status: str, taken: set[str]) -> list[dict[str, Any]]:
    """The policy rules that a file breaks."""
    found: list[dict[str, Any]] = []
    rules = set(truth.rules)
    if rules and place.zone == "lookalike":
        found.append(misplaced(place, severity(rules, len(truth.people)), taken))
    elif rules and place.zone != "confidential":
        found.append(outside(place, severity(rules, len(truth.people)), taken))
    if rules & SENSITIVE:
        found.append({"rule": "sensitive-data", "severity": "high"})
    if truth.marked and place.zone != "confidential" and not (rules and place.zone == "lookalike"):
        found.append(with_target({"rule": "client-confidential", "severity": "low"}, place.target(taken)))
    if status in UNREAD:
        found.append({"rule": "unverifiable", "severity": "low"})
    return sorted(found, key=lambda violation: violation["rule"])


def outside(place: Place, level: str, taken: set[str]) -> dict[str, Any]:
    """Personal data in no 0 folder."""
    return with_target({"rule": "outside-confidential", "severity": level}, place.target(taken))


def misplaced(place: Place, level: str, taken: set[str]) -> dict[str, Any]:
    """Personal data in a folder that only looks like the 0 folder."""
    found: dict[str, Any] = {"rule": "misplaced-folder", "severity": max(level, "medium", key=LEVELS.index)}
    assert place.client and place.lookalike
    right = place.client.lookalikes[place.lookalike]
    return with_target(found, f"{place.client.name}/{right}" if right else place.target(taken))


def with_target(found: dict[str, Any], target: str | None) -> dict[str, Any]:
    """The violation, with its target where it has one."""
    return {**found, "target": target} if target else found


def expectation(place: Place, truth: Truth, status: str, taken: set[str]) -> dict[str, Any]:
    """The expected result of a file, as it is committed beside it."""
    expected: dict[str, Any] = {
        "status": status,
        "zone": place.zone,
        "personal_data": bool(truth.rules),
        "subjects": len(truth.people),
        "rules": dict(sorted(truth.rules.items())),
        "violations": violations(place, truth, status, taken),
    }
    if truth.known_miss:
        expected["known_miss"] = truth.known_miss
    return expected
