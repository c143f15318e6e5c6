"""Text folded for searching: without case and without regard to letters that people type alike (spec 80.5)."""

import re

# Letters that fonts of before Unicode drew as Kazakh ones; the right letter is known from the classifier's
# other column (Ќоянды is Қоянды, Нўрғазы is Нұрғазы, Кїшік is Күшік, Кјркес is Кәркес).
OLD_FONT = str.maketrans("ЌќЎўЇїЈј", "ҚқҰұҮүӘә")
_ALIKE = str.maketrans("әғқңөұүһіёйъ", "агкноуухиеиь")
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """TEXT for comparison in search: small letters, Kazakh and Russian spelling alike (ә/а, қ/к, і/и ...),
    anything but letters and digits as one space. Folding a folded text changes nothing."""
    return _NOT_WORD.sub(" ", text.casefold().translate(OLD_FONT).translate(_ALIKE)).strip()
