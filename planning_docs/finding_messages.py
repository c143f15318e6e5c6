"""What the rules find in an edition, as its page shows it: the sentence, the paragraph, the place to put it right."""

from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from planning_docs.check_phrases import SENTENCES, paragraph
from planning_docs.models import DocumentEdition
from planning_docs.printed.reading import EditionContents
from planning_docs.queries.checking import findings
from planning_docs.rules.checks import ERROR, Finding
from rss_portal.changelog.models import ChangeSet

KEPT_SECONDS = 3600
PLACES = {"element": "elements", "indicator": "indicators", "measure": "measures", "resource": "resources"}


@dataclass(frozen=True)
class Message:
    """A finding; `url` leads to the row concerned, empty for the document as a whole."""

    severity: str
    text: str
    paragraph: str
    key: str
    url: str

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR


def messages_of(edition: DocumentEdition) -> list[Message]:
    """Messages of the rules for EDITION as it stands today, errors first; computed once after each change."""
    key = _cache_key(edition)
    found = cache.get(key)
    if found is None:
        found = findings(EditionContents(edition), timezone.localdate())
        cache.set(key, found, KEPT_SECONDS)
    return [_message(edition, one) for one in found]


def known_messages(edition: DocumentEdition) -> list[Message] | None:
    """As `messages_of` where they are computed already; else None: a page does not wait for them."""
    found = cache.get(_cache_key(edition))
    return None if found is None else [_message(edition, one) for one in found]


def _cache_key(edition: DocumentEdition) -> str:
    """Another one after every change of planning documents in the territory or the country, every day, and in each
    language, for findings name what they are about."""
    places = {edition.document.territory_id, "KZ"}
    newest = ChangeSet.objects.filter(territory_code__in=places, action__startswith="planning.").order_by("-pk")
    mark = newest.values_list("pk", flat=True).first()
    return f"planning-findings:{edition.pk}:{edition.state}:{mark}:{timezone.localdate()}:{get_language()}"


def _message(edition: DocumentEdition, finding: Finding) -> Message:
    text = str(SENTENCES[finding.code]) % dict(finding.values)
    url = _url(edition.document_id, finding)
    return Message(finding.severity, text, paragraph(finding.paragraph), finding.key, url)


def _url(pk: int, finding: Finding) -> str:
    what = PLACES.get(finding.thing)
    if what and finding.key:
        return reverse("planning:row", args=[pk, what, finding.key])
    return reverse("planning:sections", args=[pk]) if finding.thing == "section" else ""
