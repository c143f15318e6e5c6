"""Addresses of `accounts`; how to read a row: see the package."""

TABLE = {
    "accounts:login": ("ORRRRRRR", "ORRRRRRR"),
    "accounts:second_factor_check": ("LRRRRRRR", "LRRRRRRR"),
    "accounts:logout": ("MMMMMMMM", "RRRRRRRR"),
    "accounts:profile": ("LOOOOOOO", "LOOOOOOO"),
    "accounts:second_factor": ("LOOOOOOO", "LOOOOOOO"),
    "accounts:second_factor_off": ("LRRRRRRR", "LRRRRRRR"),
    "accounts:password_change": ("LOOOOOOO", "LOOOOOOO"),
    "accounts:password_reset": ("OOOOOOOO", "OOOOOOOO"),
    "accounts:password_reset_sent": ("OOOOOOOO", "MMMMMMMM"),
    "accounts:password_reset_confirm": ("OOOOOOOO", "OOOOOOOO"),
    "accounts:people": ("FFFFFFOF", "MMMMMMMM"),
    "accounts:new_person": ("FFFFFFOF", "FFFFFFOF"),
    "accounts:person": ("FFFFFFOF", "FFFFFFOF"),
    "accounts:edit_person": ("FFFFFFOF", "FFFFFFOF"),
    "accounts:person_active": ("MMMMMMMM", "FFFFFFRF"),
    "accounts:invite": ("MMMMMMMM", "FFFFFFRF"),
    "accounts:forget_second_factor": ("MMMMMMMM", "FFFRFFRF"),
    "accounts:revoke": ("MMMMMMMM", "FFFFFFRF"),
}
