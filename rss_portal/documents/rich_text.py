"""Rich text that people wrote, taken apart into blocks. Whatever is not known is read as plain text."""

from html.parser import HTMLParser

from .blocks import Block, Cell, Column, Head, Heading, Item, Items, Paragraph, Row, Run, Table

HEADINGS = {"h1": 2, "h2": 2, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
PARAGRAPHS = {"p", "div", "blockquote", "section", "article", "pre"}
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}
MOST_COVERED = 40  # columns or rows by one cell
NOT_TEXT = {"script", "style", "head", "title", "template"}


class _Reader(HTMLParser):
    """Collects runs and closes them as a paragraph, heading, item or cell when its tag ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.heading = 0
        self.bold = self.italic = self.skipped = 0
        self.lists: list[tuple[bool, list[Item]]] = []
        self.rows: list[list[Cell]] | None = None
        self.spans = (1, 1)
        self.caption: tuple[Run, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_TEXT:
            self.skipped += 1
        elif tag == "br":
            self.runs.append(Run("\n"))
        elif tag in BOLD:
            self.bold += 1
        elif tag in ITALIC:
            self.italic += 1
        elif tag in ("td", "th"):
            self.runs = []
            self.spans = (_span(attrs, "colspan"), _span(attrs, "rowspan"))
        else:
            self._open(tag)

    def _open(self, tag: str) -> None:
        if tag in PARAGRAPHS or tag in HEADINGS:
            self._close_text()
            self.heading = HEADINGS.get(tag, 0)
        elif tag in ("ul", "ol"):
            self._close_text()
            self.lists.append((tag == "ol", []))
        elif tag == "li":
            self._close_text()
        elif tag == "table":
            self._close_text()
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag == "caption":
            self.runs = []

    def handle_endtag(self, tag: str) -> None:
        if tag in NOT_TEXT:
            self.skipped = max(0, self.skipped - 1)
        elif tag in BOLD:
            self.bold = max(0, self.bold - 1)
        elif tag in ITALIC:
            self.italic = max(0, self.italic - 1)
        else:
            self._close(tag)

    def _close(self, tag: str) -> None:
        if tag in ("td", "th") and self.rows:
            columns, rows = self.spans
            self.rows[-1].append(Cell(tuple(_trimmed(self.runs)), bold=tag == "th", columns=columns, rows=rows))
            self.runs = []
        elif tag == "caption":
            self.caption, self.runs = tuple(_trimmed(self.runs)), []
        elif tag == "table" and self.rows is not None:
            self._close_table()
        elif tag in ("ul", "ol") and self.lists:
            self._close_text()
            self._close_list()
        elif tag in PARAGRAPHS or tag in HEADINGS or tag == "li":
            self._close_text()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            text = " ".join(data.replace("\xa0", " ").split())
            lead, tail = " " * data[:1].isspace(), " " * (data[-1:].isspace() and bool(text))
            self.runs.append(Run(lead + text + tail, bool(self.bold), bool(self.italic)))

    def _close_text(self) -> None:
        runs = _trimmed(self.runs)
        self.runs, heading, self.heading = [], self.heading, 0
        if self.rows is not None:
            self.runs = [*runs, Run("\n")] if runs else []
        elif not runs:
            return
        elif self.lists:
            self.lists[-1][1].append(Item(tuple(runs)))
        else:
            self.blocks.append(Heading(tuple(runs), heading) if heading else Paragraph(tuple(runs), "justify"))

    def _close_list(self) -> None:
        ordered, items = self.lists.pop()
        if not items:
            return
        if self.lists and self.lists[-1][1]:
            outer = self.lists[-1][1]
            outer[-1] = Item(outer[-1].text, Items(tuple(items), ordered))
        elif self.lists:
            self.lists[-1][1].extend(items)
        else:
            self.blocks.append(Items(tuple(items), ordered))

    def _close_table(self) -> None:
        lines = [line for line in self.rows or [] if line]
        caption, self.caption = self.caption, ()
        self.rows, self.runs = None, []
        if not lines:
            return
        columns = [Column() for _ in range(max(sum(cell.columns for cell in line) for line in lines))]
        heads = next((at for at, line in enumerate(lines) if not all(cell.bold for cell in line)), 0)
        headings = [[Head(cell.text, cell.columns, cell.rows) for cell in line] for line in lines[:heads]]
        body = [Row(tuple(line)) for line in lines[heads:]]
        self.blocks.append(
            Table(columns, body, headings, caption=caption, show_caption=bool(caption), headless=not headings)
        )

    def finish(self) -> list[Block]:
        self.close()
        if self.rows is not None:
            self._close_table()
        while self.lists:
            self._close_text()
            self._close_list()
        self._close_text()
        return self.blocks


def _span(attrs: list[tuple[str, str | None]], name: str) -> int:
    """How many columns or rows a cell covers, as its attribute NAME says; 1 where that is no sensible number."""
    given = dict(attrs).get(name) or ""
    return int(given) if given.isascii() and given.isdigit() and 0 < int(given[:3]) <= MOST_COVERED else 1


def _trimmed(runs: list[Run]) -> list[Run]:
    """RUNS without white space at both ends."""
    found = list(runs)
    while found and not str(found[0].text).strip():
        found.pop(0)
    while found and not str(found[-1].text).strip():
        found.pop()
    if found:
        found[0] = Run(str(found[0].text).lstrip(), found[0].bold, found[0].italic)
        found[-1] = Run(str(found[-1].text).rstrip(), found[-1].bold, found[-1].italic)
    return found


def blocks_of(html: str) -> list[Block]:
    """The paragraphs, headings, lists and tables of HTML."""
    reader = _Reader()
    reader.feed(html)
    return reader.finish()
