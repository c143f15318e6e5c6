"""Sources that come with the portal are shown in the reader's language; those of people stay as they are."""

import pytest
from django.utils.translation import override

from rss_portal.ui.sources import SHIPPED, shipped_text


@pytest.mark.parametrize("source", sorted(SHIPPED))
def test_a_shipped_source_has_a_name_in_every_language(source):
    names = set()
    for language in ("kk", "ru", "en"):
        with override(language):
            names.add(shipped_text(source))
    assert len(names) == 3


def test_a_source_that_a_person_named_is_left_alone():
    with override("kk"):
        assert shipped_text("Бюро, 2025") == "Бюро, 2025"
