"""Text with headings, lists and tables that people write: cleaned when it is saved and when it is shown."""

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

import nh3
from django import forms
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    "p", "br", "strong", "em", "u", "s", "sub", "sup", "h3", "h4", "ul", "ol", "li", "blockquote", "a",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto"}
# What word processors write for the same thing.
SAME = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "div": "p", "strike": "s", "del": "s"}
BLOCKS = {"p", "br", "h3", "h4", "li", "blockquote", "caption", "tr", "td", "th"}
_RENAMED = re.compile(rf"<(/?)({'|'.join(SAME)})(?=[\s>/])", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(r"<(?:/?[a-z][a-z0-9]*)[\s>/]", re.IGNORECASE)


def sanitise(text: str) -> str:
    """Clean HTML of TEXT: only the tags above, links without scripts. Plain text becomes paragraphs."""
    if not _LOOKS_LIKE_HTML.search(text):
        text = paragraphs(text)
    renamed = _RENAMED.sub(lambda match: f"<{match[1]}{SAME[match[2].lower()]}", text)
    clean = nh3.clean(
        renamed, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    # What is left without any tag is plain text as well.
    return clean.strip() if _LOOKS_LIKE_HTML.search(clean) else paragraphs(unescape(clean))


def paragraphs(text: str) -> str:
    """Plain TEXT as HTML: an empty line begins a paragraph, a new line breaks it."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r", "")) if part.strip()]
    return "".join(f"<p>{escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in BLOCKS:
            self.parts.append(" " if tag in ("td", "th") else "\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain_text(html: str) -> str:
    """The words of HTML without markup: a line for each block, the cells of a row beside each other."""
    reader = _Text()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def shown(html: str) -> SafeString:
    """HTML ready for a page; cleaned once more, since it may have come past the forms."""
    return mark_safe(sanitise(html) if html else "")  # noqa: S308  it was cleaned


class RichTextArea(forms.Textarea):
    """A text area that `static/js/rich-text.js` turns into an editor; without scripts it takes plain text or HTML."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"rows": 12, "data-rich-text": "", **(attrs or {})})


class RichTextField(forms.CharField):
    """A form field whose value is clean HTML."""

    widget = RichTextArea

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return sanitise(text) if text else ""
