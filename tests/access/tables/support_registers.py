"""Addresses of registers, monitoring and the public part of support; how to read a row: see the package.

The coordinator and the offices of a region are tried in `tests/infra_support/test_register_pages.py`.
"""

_PUBLIC = ("OOOOOOOO", "MMMMMMMM")
_CENTRE = ("FFFFOFFF", "MMMMMMMM")
_NOBODY = ("FFFFFFFF", "FFFFFFFF")
TABLE: dict[str, tuple[str, str]] = {
    "support:public": _PUBLIC,
    "support:public_priorities": _PUBLIC,
    "support:public_objects": _PUBLIC,
    "support:public_trade": _PUBLIC,
    "support:public_waiting": _PUBLIC,
    "api:support_priorities": _PUBLIC,
    "api:support_objects": _PUBLIC,
    "api:support_trade": _PUBLIC,
    "api:support_waiting": _PUBLIC,
    "support:registers": _CENTRE,
    "support:object": _CENTRE,
    "support:trade_object": _CENTRE,
    "support:book": _CENTRE,
    "support:book_new": _NOBODY,
    "support:book_load": _NOBODY,
    "support:book_change": _NOBODY,
    "support:monitoring": _CENTRE,
    "support:monitoring_region": _CENTRE,
    "support:report": _CENTRE,
    "support:report_file": _CENTRE,
    "support:report_give": ("MMMMMMMM", "FFFFFFFF"),
    "support:report_scan": ("MMMMMMMM", "FFFFFFFF"),
}
