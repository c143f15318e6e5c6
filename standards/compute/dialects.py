"""What differs between the two databases in the statements of the computation."""

from dataclasses import dataclass

from django.db import connection

from standards.rules.formulas import POSTGRESQL, SQLITE, Dialect


@dataclass(frozen=True)
class Backend:
    """Words of one database; `keyed` defines a working table with its key, `unkeyed` are kept without one;
    `together`: several statements go to the server at once."""

    formulas: Dialect
    floor: str
    keyed: str
    unkeyed: frozenset[str] = frozenset()
    together: bool = False

    def floored(self, expression: str) -> str:
        """SQL of the whole part of a number of at least 0."""
        return self.floor.format(expression)

    def definition(self, columns: str, key: str) -> str:
        """Definition of a working table."""
        form = self.keyed if key else "({columns})"
        return form.format(columns=columns, key=key)


BACKENDS = {
    "sqlite": Backend(SQLITE, "CAST({} AS integer)", "({columns}, PRIMARY KEY ({key})) WITHOUT ROWID"),
    "postgresql": Backend(
        POSTGRESQL,
        "CAST(FLOOR({}) AS integer)",
        "({columns}, PRIMARY KEY ({key}))",
        unkeyed=frozenset({"calc_score"}),
        together=True,
    ),
}


def current_backend() -> Backend:
    return BACKENDS[connection.vendor]
