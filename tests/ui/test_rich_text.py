"""What people write is kept as they meant it, and nothing in it can run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rss_portal.ui.rich_text import RichTextField, plain_text, sanitise


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<b>Қалың</b> <i>көлбеу</i>", "<strong>Қалың</strong> <em>көлбеу</em>"),
        ("<h1>Бағыт</h1><p onclick='x()'>мәтін</p>", "<h3>Бағыт</h3><p>мәтін</p>"),
        (
            "<table><tr><td colspan=2 style='color:red'>1</td></tr></table>",
            '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
        ),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ("<a href='javascript:x()'>b</a>", '<a rel="noopener noreferrer nofollow">b</a>'),
        ("бірінші\n\nекінші\nжол", "<p>бірінші</p><p>екінші<br>жол</p>"),
        ("3 < 5 & 7", "<p>3 &lt; 5 &amp; 7</p>"),
    ],
)
def test_written_text_is_cleaned(written, kept):
    assert sanitise(written) == kept


@given(st.text(alphabet="<>/abpscrit ontable='\"=&;\n", max_size=80))
def test_clean_text_stays_as_it_is_and_has_no_scripts(text):
    once = sanitise(text)
    assert sanitise(once) == once
    assert "<script" not in once and " on" not in "".join(part.split(">")[0] for part in once.split("<")[1:])


def test_the_words_are_counted_without_markup_and_with_cells_of_tables():
    html = (
        "<h3>А</h3><p>Б &amp; В</p><table><tr><th>1</th><td>2</td></tr><tr><td>3</td></tr></table><ul><li>г</li></ul>"
    )
    assert plain_text(html) == "А\nБ & В\n1 2\n3\nг"


def test_the_form_field_gives_clean_text():
    assert RichTextField(required=False).clean("<b onload=x>a</b>") == "<strong>a</strong>"
    assert RichTextField(required=False).clean("") == ""
