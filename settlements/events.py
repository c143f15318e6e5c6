"""What other apps may hear of; sent by services inside their transaction."""

from django.dispatch import Signal

# keywords: year: int, settlements: list[str] (КАТО) or None for "many, over the whole territory",
# territory: str (КАТО or KZ)
entries_changed = Signal()
# keywords: year: int; the register, population or statuses of the year changed
profiles_changed = Signal()
