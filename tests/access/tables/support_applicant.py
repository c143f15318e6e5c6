"""Addresses of `support` up to the submission, and of the API of applications; how to read a row: see the package."""

_PUBLIC = ("OOOOOOOO", "OOOOOOOO")
_READ = ("FFFFFFFO", "MMMMMMMM")
_DONE = ("MMMMMMMM", "FFFFFFFR")
TABLE: dict[str, tuple[str, str]] = {
    "support:can_apply": _PUBLIC,
    "support:register": _PUBLIC,
    "support:register_sent": ("OOOOOOOO", "MMMMMMMM"),
    "support:confirm": ("NNNNNNNN", "NNNNNNNN"),
    "support:invitation": ("OOOOOOOO", "ORRRRRRR"),
    "support:follow": _PUBLIC,
    "support:cabinet": _READ,
    "support:apply": ("FFFFFFFO", "FFFFFFFO"),
    "support:enterprise": _READ,
    "support:invite": ("MMMMMMMM", "FFFFFFFB"),
    "support:invitation_remove": _DONE,
    "support:join_decide": _DONE,
    "support:member_remove": _DONE,
    "support:fill": _READ,
    "support:places": _READ,
    "support:document_add": ("MMMMMMMM", "FFFFFFFN"),
    "support:document_remove": _DONE,
    "support:fill_step": ("FFFFFFFO", "FFFFFFFB"),
    "support:sign": ("FFFFFFFR", "FFFFFFFR"),
    "support:submitted": ("FFFFFFFR", "MMMMMMMM"),
    "support:application_form": _READ,
    "api:filing": ("UFFFFFFO", "UFFFFFFB"),
    "api:filing_one": ("UFFFFFFO", "MMMMMMMM"),
    "api:filing_documents": ("MMMMMMMM", "UFFFFFFB"),
    "api:filing_signature": ("UFFFFFFB", "UFFFFFFB"),
    "api:filing_follow": ("NNNNNNNN", "MMMMMMMM"),
}
