"""Addresses of the monitoring of planning documents; how to read a row: see the package."""

SEEN, REFUSED_POST = ("OOOOOOOO", "MMMMMMMM"), ("MMMMMMMM", "FFFFFFFF")
TABLE: dict[str, tuple[str, str]] = {
    "planning:deadlines": SEEN,
    "planning:deadlines_feed": SEEN,
    "planning:deadlines_personal": ("NNNNNNNN", "MMMMMMMM"),
    "planning:deadlines_renew": REFUSED_POST,
    "planning:document_deadlines": ("RRRRRRRR", "MMMMMMMM"),
    "planning:deadline_mark": REFUSED_POST,
    "planning:deadline_unmark": REFUSED_POST,
    "planning:facts": ("OOOOOOOO", "FFFFFFFF"),
    "planning:facts_districts": ("OOOOOOOO", "FFFFFFFF"),
    "planning:facts_take": REFUSED_POST,
    "planning:facts_provision": ("FFFFFFFF", "FFFFFFFF"),
    "planning:facts_provision_remove": REFUSED_POST,
    "planning:reports": ("OOOOOOOO", "FFFFFFFF"),
    "planning:report": SEEN,
    "planning:report_write": REFUSED_POST,
    "planning:report_factor": REFUSED_POST,
    "planning:report_factor_remove": REFUSED_POST,
    "planning:report_conclusion": REFUSED_POST,
    "planning:report_prepare": REFUSED_POST,
    "planning:report_information": REFUSED_POST,
    "planning:report_step": REFUSED_POST,
    "planning:report_return": REFUSED_POST,
}
