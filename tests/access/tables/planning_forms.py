"""Addresses of the printed forms of planning documents; how to read a row: see the package. The document is a draft
of a region's plan that strangers do not see; a plan of a region has no opinion (Annex 2)."""

TABLE: dict[str, tuple[str, str]] = {
    "planning:forms": ("FFFFOOFF", "MMMMMMMM"),
    "planning:form": ("FFFFOOFF", "MMMMMMMM"),
    "planning:opinion": ("FFFFNNFF", "FFFFNNFF"),
    "planning:opinion_issue": ("MMMMMMMM", "FFFFNNFF"),
}
