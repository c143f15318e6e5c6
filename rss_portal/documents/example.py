"""An example form for the component page and the tests: every block once, with invented figures."""

from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from .blocks import (
    Approval,
    Box,
    Cell,
    CheckBox,
    CheckBoxes,
    Column,
    Field,
    Fields,
    Form,
    Head,
    Heading,
    Item,
    Items,
    PageBreak,
    Paragraph,
    RichText,
    Run,
    Scheme,
    Signature,
    Table,
    group,
    row,
    total,
)
from .texts import form_language


def example_form(language: str) -> Form:
    """The example in LANGUAGE (kk or ru; another becomes ru)."""
    code = form_language(language)
    with translation.override(code):
        return Form(
            title=_("Report on the measures of the example plan"),
            subtitle=[_("(name of the district)")],
            corner=[_("Example of a form")],
            approval=Approval(_("Approved"), [_("by the order of the akim"), "01.02.2026, № 17"]),
            blocks=[*_texts(), _table(), _scheme(), PageBreak(), *_ending()],
            language=code,
            landscape=True,
            file_name="example",
            notes=[_("Note: the figures of this example are invented.")],
        )


def _texts() -> list[Heading | Fields | Paragraph | RichText | Items]:
    return [
        Heading(_("Information part")),
        Fields([Field(_("Reporting period"), "2025"), Field(_("State body"))], numbered=True),
        Paragraph([_("The changed part is printed "), Run(_("in bold"), bold=True), "."], align="justify"),
        RichText("<p>H<sub>2</sub>O <i>aqua</i></p><ul><li>1<ol><li>1.1</li></ol></li><li>2</li></ul>"),
        Items([Item(_("Built")), Item(_("Repaired"))], ordered=True),
    ]


def _table() -> Table:
    years = [Head("2025"), Head("2026")]
    return Table(
        columns=[Column(width=5, align="center"), Column(width=40), *[Column(width=12, numeric=True)] * 2],
        headings=[
            [Head("№", rows=2), Head(_("Name"), rows=2), Head(_("By years, mln tenge"), columns=2)],
            years,
        ],
        rows=[
            group(_("Education")),
            row("1", _("School for 300 pupils"), Decimal("1250.5"), Decimal("2480")),
            row(
                "2", [_("Repair of the kindergarten "), Run("«Балдәурен»", bold=True)], None, Cell("*", align="center")
            ),
            total("", _("Total"), Decimal("1250.5"), Decimal("2480")),
        ],
        numbered=True,
        caption=_("Measures by years"),
        show_caption=True,
    )


def _scheme() -> Scheme:
    goals = [Box(_("Goal 1")), Box(_("Goal 2"))]
    return Scheme([[Box(_("Direction"), columns=2, heading=True)], goals], _("From the direction to the goals"))


def _ending() -> list[Heading | CheckBoxes | Signature]:
    boxes = [CheckBox(_("Documents are enclosed"), True), CheckBox(_("Documents follow later"))]
    return [
        Heading(_("Enclosed"), 2),
        CheckBoxes(boxes),
        Signature(_("First head"), "", _("signature, surname, name, patronymic (if any)")),
    ]
