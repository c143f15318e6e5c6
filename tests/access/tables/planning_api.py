"""Addresses of planning documents in the API; how to read a row: see the package."""

TABLE: dict[str, tuple[str, str]] = {
    "api:planning_documents": ("OOOOOOOO", "MMMMMMMM"),
    "api:planning_document": ("NNNNOONN", "MMMMMMMM"),
    "api:planning_comparison": ("NNNNNNNN", "MMMMMMMM"),
    "api:planning_checks": ("NNNNOONN", "MMMMMMMM"),
    "api:planning_values": ("MMMMMMMM", "MMMMMMMM"),
    "api:planning_amendment": ("MMMMMMMM", "UNNNFFNN"),
    "api:planning_amendment_step": ("MMMMMMMM", "UNNNFFNN"),
    "api:planning_facts": ("BBBBBBBB", "MMMMMMMM"),  # without a year
    "api:planning_reports": ("OOOOOOOO", "UFFFFFFF"),
    "api:planning_report": ("OOOOOOOO", "MMMMMMMM"),
    "api:planning_report_step": ("MMMMMMMM", "UFFFFFFF"),
    "api:planning_indicators": ("OOOOOOOO", "MMMMMMMM"),
    "api:planning_open_values": ("OOOOOOOO", "MMMMMMMM"),
    "api:planning_open_facts": ("OOOOOOOO", "MMMMMMMM"),
    "api:planning_open_measures": ("OOOOOOOO", "MMMMMMMM"),
    "api:planning_open_measure_facts": ("OOOOOOOO", "MMMMMMMM"),
    "api:planning_open_measure_money": ("OOOOOOOO", "MMMMMMMM"),
}
