"""Django's own texts that people of this portal see, as (text, plural, context).

Django's Kazakh catalogue is about half translated, so these have own texts in locale/ui.
"""

DJANGO_TEXTS: tuple[tuple[str, ...], ...] = ()
