"""What differs between the two databases in the statements of the computation."""

from dataclasses import dataclass

from django.db import connection

from standards.rules.formulas import POSTGRESQL, SQLITE, Dialect


@dataclass(frozen=True)
class Backend:
    """Words of one database; `keyed` defines a working table with its key, `unkeyed` are kept without one;
    `together`: several statements go to the server at once; `for_many` is told before the whole country is
    computed, once the lists and places are there."""

    formulas: Dialect
    floor: str
    keyed: str
    unkeyed: frozenset[str] = frozenset()
    together: bool = False
    for_many: tuple[str, ...] = ()

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
        unkeyed=frozenset({"calc_place", "calc_score", "calc_direction", "calc_settlement"}),
        together=True,
        for_many=(
            "SET LOCAL work_mem = '64MB'",  # the hashes of a country's rows stay in memory
            "SET LOCAL jit = off",  # compiling these statements costs more than it saves
            # Without it the join of 200 000 rows is planned for a few hundred and takes twice as long.
            *(f"ANALYZE {table}" for table in ("calc_list", "calc_total", "calc_place")),
        ),
    ),
}


def current_backend() -> Backend:
    return BACKENDS[connection.vendor]
