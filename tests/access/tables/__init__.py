"""What every address answers, by GET and by POST, one letter a person in the order of `world.ROLES`:
anonymous, owner, neighbour, head of the district, ministry, sector analyst, administrator, entrepreneur.

O answered, R sent on, L asked to sign in, U unknown person (API), F refused, N not found, M no such method,
B asked badly (the person may do it, but what the test sends is incomplete).
"""

from importlib import import_module
from pkgutil import iter_modules

TABLE: dict[str, tuple[str, str]] = {}
for _module in iter_modules(__path__):
    TABLE |= import_module(f"{__name__}.{_module.name}").TABLE
