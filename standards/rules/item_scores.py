"""Score of one item, between 0 and 1 (spec 20, section 2).

Each method is one function: parameters in, formula out. The formula is evaluated, compiled to SQL and printed
by `rules.formulas`. The text of the calculation annexes is not among the sources; what is built here is
calibrated on the only published example (Зеренді, slides of 2023: 3 schools, 2 of them in need of capital
repair, 1 more needed: 100 % before, 81 % after).
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from .formulas import (
    Expression,
    Input,
    Step,
    greatest,
    is_given,
    is_positive,
    is_zero,
    least,
    parameter,
    where,
)

FACILITY, NETWORK, SERVICE = "facility", "network", "service"
CONDITIONS = ("good", "current_repair", "capital_repair", "emergency")


@dataclass(frozen=True)
class ItemParameters:
    """Parameters of one item's formula, exact.

    `w`: weight of availability against condition; `p`: taken off for lacking equipment; `c`: what an object
    in each condition counts as; `target`: the share of a network that counts as full.
    """

    w: Fraction = Fraction(1, 2)
    p: Fraction = Fraction(1, 10)
    c: tuple[Fraction, ...] = (
        Fraction(1),
        Fraction(9, 10),
        Fraction(4, 5),
        Fraction(0),
    )
    target: Fraction = Fraction(1)


Method = Callable[[ItemParameters], Expression]

# An item on the list is needed at least once, also when the entry leaves the need empty.
required = Input("required", empty_as=1, least=1)
good, current_repair, capital_repair, emergency = (Input(code) for code in CONDITIONS)
lacking_equipment = Input("lacking_equipment")
existing = Step("existing", good + current_repair + capital_repair + emergency, brief=True)
total, covered, normative = Input("total"), Input("covered"), Input("normative", empty_as=None)
available, share_served = Input("available"), Input("share_served", empty_as=None)


def presence_facility(parameters: ItemParameters) -> Expression:
    """1 if at least one object exists, else 0 (`presence`)."""
    return where(is_positive(existing), 1, 0)


def presence_network(parameters: ItemParameters) -> Expression:
    """1 if anything is covered, else 0 (`presence`)."""
    return where(is_positive(covered), 1, 0)


def presence_service(parameters: ItemParameters) -> Expression:
    """1 if the service is available, else 0 (`presence`)."""
    return where(is_positive(available), 1, where(is_given(share_served), where(is_positive(share_served), 1, 0), 0))


def availability_of_objects() -> Expression:
    return Step("availability", least(1, existing / required))


def condition_of_objects(parameters: ItemParameters) -> Expression:
    """Mean of what the existing objects count as, less p for the share lacking equipment, not below 0."""
    counts = [parameter(one) for one in parameters.c]
    weighted = good * counts[0] + current_repair * counts[1] + capital_repair * counts[2] + emergency * counts[3]
    return Step(
        "condition",
        greatest(0, weighted / existing - parameter(parameters.p) * (lacking_equipment / existing)),
    )


def availability_condition(parameters: ItemParameters) -> Expression:
    """w x availability + (1 - w) x condition; 0 when nothing exists (`availability_condition`)."""
    score = parameter(parameters.w) * availability_of_objects() + parameter(1 - parameters.w) * condition_of_objects(
        parameters
    )
    return where(is_zero(existing), 0, score)


def product(parameters: ItemParameters) -> Expression:
    """Availability times condition; 0 when nothing exists (`product`)."""
    return where(is_zero(existing), 0, availability_of_objects() * condition_of_objects(parameters))


def listed_shares(parameters: ItemParameters) -> Expression:
    """Mean of availability and four shares of the existing: not in need of current repair, of capital repair,
    not lacking equipment, not in emergency; 0 when nothing exists (`listed_shares`)."""
    shares = [
        Step(code, (existing - part) / existing)
        for code, part in (
            ("no_current_repair", current_repair),
            ("no_capital_repair", capital_repair),
            ("equipped", lacking_equipment),
            ("no_emergency", emergency),
        )
    ]
    together = availability_of_objects()
    for share in shares:
        together = together + share
    return where(is_zero(existing), 0, together / 5)


def coverage_condition(parameters: ItemParameters) -> Expression:
    """a x (w + (1 - w) x g), where a is the covered share against the target and g the share of the covered in
    normative condition, 1 when not given; 0 when there is nothing to cover or nothing is covered
    (`coverage_condition`)."""
    reached = covered / total
    if parameters.target != 1:
        reached = reached / parameter(parameters.target)
    coverage = Step("coverage", least(1, reached))
    quality = where(is_given(normative), Step("normative_share", normative / covered), 1)
    weighted = parameter(parameters.w) + parameter(1 - parameters.w) * quality
    return where(is_zero(total), 0, where(is_zero(covered), 0, coverage * weighted))


def availability(parameters: ItemParameters) -> Expression:
    """The share of residents served when it is given, else 1 or 0 (`availability`)."""
    return where(is_given(share_served), least(1, share_served / 100), where(is_positive(available), 1, 0))


METHODS: dict[str, dict[str, Method]] = {
    FACILITY: {
        "availability_condition": availability_condition,
        "presence": presence_facility,
        "listed_shares": listed_shares,
        "product": product,
    },
    NETWORK: {"coverage_condition": coverage_condition, "presence": presence_network},
    SERVICE: {"availability": availability, "presence": presence_service},
}

# Inputs that tell whether an entry says anything at all.
ANSWERS: dict[str, tuple[str, ...]] = {
    FACILITY: ("required", *CONDITIONS),
    NETWORK: ("total", "covered"),
    SERVICE: ("available", "share_served"),
}
# Every input that a formula of the measure may read.
INPUTS: dict[str, tuple[str, ...]] = {
    FACILITY: ("required", *CONDITIONS, "lacking_equipment"),
    NETWORK: ("total", "covered", "normative"),
    SERVICE: ("available", "share_served"),
}
