"""The tile-grid map of Kazakhstan: where each region's tile stands, and its short name on the tile.

Keyed by the first two digits of the region's КАТО code; (column, row) from the north-west corner.
"""

PLACES: dict[str, tuple[int, int]] = {
    "39": (2, 0), "59": (3, 0), "55": (5, 0),
    "27": (0, 1), "15": (1, 1), "11": (3, 1), "71": (4, 1), "10": (5, 1), "63": (6, 1),
    "23": (0, 2), "62": (3, 2), "35": (4, 2), "33": (6, 2),
    "47": (0, 3), "43": (2, 3), "61": (3, 3), "31": (4, 3), "19": (5, 3),
    "79": (3, 4), "75": (5, 4),
}  # fmt: skip

SHORT_NAMES: dict[str, dict[str, str]] = {
    "10": {"kk": "Абай", "ru": "Абай", "en": "Abai"},
    "11": {"kk": "Ақмола", "ru": "Акмола", "en": "Akmola"},
    "15": {"kk": "Ақтөбе", "ru": "Актобе", "en": "Aktobe"},
    "19": {"kk": "Алматы о.", "ru": "Алм. обл.", "en": "Almaty r."},
    "23": {"kk": "Атырау", "ru": "Атырау", "en": "Atyrau"},
    "27": {"kk": "БҚО", "ru": "ЗКО", "en": "West KZ"},
    "31": {"kk": "Жамбыл", "ru": "Жамбыл", "en": "Zhambyl"},
    "33": {"kk": "Жетісу", "ru": "Жетісу", "en": "Zhetisu"},
    "35": {"kk": "Қарағанды", "ru": "Караганда", "en": "Karaganda"},
    "39": {"kk": "Қостанай", "ru": "Костанай", "en": "Kostanay"},
    "43": {"kk": "Қызылорда", "ru": "Кызылорда", "en": "Kyzylorda"},
    "47": {"kk": "Маңғыстау", "ru": "Мангистау", "en": "Mangystau"},
    "55": {"kk": "Павлодар", "ru": "Павлодар", "en": "Pavlodar"},
    "59": {"kk": "СҚО", "ru": "СКО", "en": "North KZ"},
    "61": {"kk": "Түркістан", "ru": "Туркестан", "en": "Turkistan"},
    "62": {"kk": "Ұлытау", "ru": "Улытау", "en": "Ulytau"},
    "63": {"kk": "ШҚО", "ru": "ВКО", "en": "East KZ"},
    "71": {"kk": "Астана", "ru": "Астана", "en": "Astana"},
    "75": {"kk": "Алматы қ.", "ru": "г. Алматы", "en": "Almaty"},
    "79": {"kk": "Шымкент", "ru": "Шымкент", "en": "Shymkent"},
}
