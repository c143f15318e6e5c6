"""Addresses of `standards`; how to read a row: see the package."""

TABLE = {
    "standards:country": ("OOOOOOOO", "OOOOOOOO"),
    "standards:territory": ("RRRRRRRR", "RRRRRRRR"),
    "standards:settlements": ("FOFOOOOF", "FOFOOOOF"),
    "standards:passport": ("FOFOOOOF", "FOFOOOOF"),
    "standards:items": ("OOOOOOOO", "OOOOOOOO"),
    "standards:item": ("OOOOOOOO", "OOOOOOOO"),
    "standards:direction": ("OOOOOOOO", "OOOOOOOO"),
    "standards:explain": ("FOFOOOOF", "FOFOOOOF"),
    "standards:method": ("OOOOOOOO", "OOOOOOOO"),
    "standards:editions": ("OOOOOOOO", "OOOOOOOO"),
    "standards:compare_editions": ("OOOOOOOO", "OOOOOOOO"),
    "standards:edition": ("OOOOOOOO", "OOOOOOOO"),
    "standards:runs": ("FOOOOOOF", "FOOOOOOF"),
    "standards:compare_runs": ("FNNNNNNF", "FNNNNNNF"),
    "standards:live": ("FOFOOOOF", "FOFOOOOF"),
}
