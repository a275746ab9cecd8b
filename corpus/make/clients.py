"""The clients, how each spells its `0 Confidential` folder, and what stands beside it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Client:
    """A client folder. `zero` are its allowed 0 folders, the fullest first; `lookalikes` are folders that only look like one,
    each with what it should be called, or `None` where its content has to move."""

    name: str
    domain: str
    zero: tuple[str, ...] = ("0. Confidential",)
    lookalikes: dict[str, str | None] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """The 0 folder that things move to."""
        return self.zero[0] if self.zero else "0. Confidential"


CLIENTS = [
    Client("Brightwater Energy", "brightwater-energy.co.uk"),
    Client("Marsh & Halden LLP", "marshhalden.co.uk", ("0 Confidential",)),
    Client("Northgate Rail", "northgate-rail.co.uk", ("0 - Confidential",)),
    Client("Corvane Pharma", "corvanepharma.com", ("0_CONFIDENTIAL",)),
    Client("Solenta Bank", "solenta-bank.eu", ("00 Confidential",)),
    Client("Tessaly Foods", "tessalyfoods.com", ("0. Confidential",), {"0. Confidential (old)": None}),
    Client("Orrick Vale Council", "orrickvale-council.co.uk", (), {"O. Confidential": "0. Confidential"}),
    Client("Pennant Housing", "pennant-housing.co.uk", ("0. Confidential",), {"0": None}),
    Client("Quorra Media", "quorramedia.com", (), {"Confidential": "0. Confidential"}),
    Client("Redfern Logistics", "redfernlogistics.eu", ("0. Confidential",), {"2. Design/0. Confidential": None}),
    Client("Skarn Mining", "skarnmining.com", ()),
    Client("Umbra Software", "umbrasoftware.eu", ("0 Confidential", "0. Confidential")),
    Client("Vantor Automotive", "vantorautomotive.com", ("0) Confidential",)),
    Client("Wexcombe University", "wexcombe-uni.co.uk", ("0 \u2013 Confidential",)),
    Client("Zephyr Insurance", "zephyrins.co.uk", ("0. CONFIDENTIAL",)),
    Client("Ilmar Shipping", "ilmarshipping.com", ("0.Confidential",)),
]

WORKING = ["1. Contracts", "2. Design", "3. Delivery", "4. Delegates", "5. Finance", "6. Feedback"]
YEARS = ["", "", "", "2023", "2024", "2025", "Cohort 2", "Archive/2022"]

OWN_DOMAIN = "fernhollow-learning.co.uk"
