"""Addresses of `planning`; how to read a row: see the package. The document is a draft that strangers do not see."""

TABLE: dict[str, tuple[str, str]] = {
    "planning:life": ("FFFFOOFF", "MMMMMMMM"),
    "planning:step": ("MMMMMMMM", "FFFFFFFF"),
    "planning:agree": ("MMMMMMMM", "FFFFFFFF"),
    "planning:discussion": ("FFFFOOFF", "FFFFOOFF"),
    "planning:answer_comment": ("MMMMMMMM", "FFFFFFFF"),
    "planning:hide_comment": ("MMMMMMMM", "FFFFFFFF"),
    "planning:amendment": ("FFFFOOFF", "MMMMMMMM"),
    "planning:amendment_begin": ("MMMMMMMM", "FFFFFFFF"),
    "planning:amendment_reasons": ("MMMMMMMM", "FFFFNNFF"),
    "planning:amendment_step": ("MMMMMMMM", "FFFFNNFF"),
    "planning:comparison": ("FFFFOOFF", "MMMMMMMM"),
}
