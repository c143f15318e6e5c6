"""What differs between the two databases in the statements of the computation."""

from dataclasses import dataclass

from django.db import connection

from standards.rules.formulas import POSTGRESQL, SQLITE, Dialect


@dataclass(frozen=True)
class Backend:
    """Words of one database; `keyed` ends the definition of a table kept in the order of its primary key."""

    formulas: Dialect
    floor: str
    keyed: str
    false: str

    def floored(self, expression: str) -> str:
        """SQL of the whole part of a number of at least 0."""
        return self.floor.format(expression)


BACKENDS = {
    # Scores come out of the scan in key order, so that SQLite groups them without a sort.
    "sqlite": Backend(SQLITE, "CAST({} AS integer)", "WITHOUT ROWID", "0"),
    "postgresql": Backend(POSTGRESQL, "CAST(FLOOR({}) AS integer)", "", "FALSE"),
}


def current_backend() -> Backend:
    return BACKENDS[connection.vendor]
