"""The printed copy of the application, as the annex form of the rules of 30.12.2025 looks (kk, ru)."""

from decimal import Decimal

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infra_support.application_pages import programmes_of
from infra_support.choices import ApplicantKind, DocumentKind, EffectKind, Tick
from infra_support.models import Application
from infra_support.rules.workflow import Action
from infra_support.services.signatures import ACCEPTANCE
from infra_support.services.submission import PURPOSE
from infra_support.steps import EFFECT_COLUMNS
from rss_portal.documents import (
    Block,
    Cell,
    CheckBox,
    CheckBoxes,
    Column,
    Field,
    Fields,
    Form,
    Head,
    Heading,
    Paragraph,
    Row,
    Table,
    form_language,
)
from rss_portal.signing.services import accepted_record
from rss_portal.ui.formats import day, decimal, moment
from rss_portal.ui.formats import name as name_of

UNDERTAKINGS = (Tick.GIVES_INFORMATION, Tick.REPORTS_CHANGES)
CONSENTS = (
    Tick.CHECKED, Tick.NOT_OBLIGED, Tick.PURPOSE, Tick.REJECTED_IF_FALSE, Tick.SHARED_DATA, Tick.NO_LIABILITY,
)  # fmt: skip
CONFIRMATIONS = (Tick.KNOWS_CONDITIONS, Tick.TRUE, Tick.PERSONAL_DATA)
TICK_GROUPS = (
    (gettext_lazy("Undertakings:"), UNDERTAKINGS),
    (gettext_lazy("Consents:"), CONSENTS),
    (gettext_lazy("Confirmations:"), CONFIRMATIONS),
)


def application_form(application: Application, language: str) -> Form:
    """The form filled in, in LANGUAGE (kk or ru), with the data of both signatures as far as they are given."""
    code = form_language(language)
    with translation.override(code):
        return Form(
            title=_("Electronic application for infrastructure support"),
            corner=[_("Annex to the Rules of infrastructure support of small business entities"), _("Form")],
            blocks=[
                *_request(application),
                *_applicant(application),
                *_bank(application),
                *_project(application),
                *_effect(application),
                *_documents(application),
                *_ticks(application),
                *_endings(application),
            ],
            language=code,
            file_name=f"application-{application.number or application.public_id}",
        )


def _request(application: Application) -> list[Block]:
    legal = application.applicant_kind == ApplicantKind.LEGAL
    who = _("full name of the legal entity") if legal else _("surname, name, patronymic (if any) of the entrepreneur")
    name = application.applicant_name if legal else application.full_name or application.applicant_name
    asks = _(
        "2. I ask to consider the materials submitted for taking part in the competitive selection "
        "for the provision of infrastructure."
    )
    where = _("1. Oblast (city of republican significance, capital)")
    return [
        Fields([Field(where, name_of(application.region)), Field(who, name)]),
        Paragraph(asks, align="justify"),
    ]


def _applicant(application: Application) -> list[Block]:
    legal = application.applicant_kind == ApplicantKind.LEGAL
    return [
        Heading(_("3. Information on the applicant"), 2),
        Paragraph(_("For a legal entity:") if legal else _("For an individual entrepreneur:")),
        Fields(_legal(application) if legal else _individual(application)),
        Fields(_programmes(application)),
    ]


def _legal(application: Application) -> list[Field]:
    return [
        Field(_("name"), application.applicant_name),
        Field(_("BIN"), application.bin),
        Field(_("surname, name, patronymic (if any)"), application.head_name),
        Field(_("IIN of the head"), application.head_iin),
        Field(_("address"), application.address),
        Field(_("phone (fax) number"), application.phone),
    ]


def _individual(application: Application) -> list[Field]:
    return [
        Field(_("name"), application.applicant_name),
        Field(_("surname, name, patronymic (if any)"), application.full_name),
        Field(_("IIN"), application.iin),
        Field(_("identity document, number"), application.identity_number),
        Field(_("who issued it"), application.identity_issuer),
        Field(_("date of issue"), _day(application.identity_date)),
        Field(_("address"), application.address),
        Field(_("phone (fax) number"), application.phone),
        Field(_("notification of the start of business as an individual entrepreneur, place"), application.start_place),
        Field(_("date of notification"), _day(application.start_date)),
    ]


def _programmes(application: Application) -> list[Field]:
    return [Field(_("priority programme (p.5)"), "; ".join(programmes_of(application)) or _("none"))]


def _bank(application: Application) -> list[Block]:
    return [
        Heading(_("4. Information on the current account of the entrepreneur in a second-tier bank"), 2),
        Paragraph(_("Bank details:")),
        Fields(
            [
                Field(_("name of the bank"), application.bank_name),
                Field(_("BIC"), application.bic),
                Field(_("IIK"), application.iik),
                Field(_("BIN"), application.bank_bin),
                Field(_("Kbe"), application.kbe),
            ]
        ),
    ]


def _project(application: Application) -> list[Block]:
    kinds = "; ".join(name_of(kind) for kind in application.kinds.all())
    place = name_of(application.place) if application.place else ""
    return [
        Heading(_("5. Information on the project"), 2),
        Fields(
            [
                Field(_("name of the project"), application.project_name),
                Field(_("short description of the project"), application.project_summary),
                Field(_("place of the project"), place),
                Field(_("profile direction of the activity*"), application.profile_direction),
                Field(_("kind of infrastructure needed"), kinds),
                Field(_("grounds for building or improving the infrastructure"), application.need_reason),
                Field(_("cost of construction, thousand tenge"), _amount(application.construction_cost)),
                Field(_("cost of the project (investment), thousand tenge"), _amount(application.project_cost)),
                Field(_("tax regime"), application.tax_regime),
                Field(_("sector of the economy"), application.sector),
                Field(_("general classifier of economic activities (OKED)"), application.oked),
                Field(_("number of employees"), _amount(application.employees)),
            ]
        ),
        Paragraph(
            _("* filled in when the project is in an oblast centre, Astana, Almaty, Shymkent or Semey"), small=True
        ),
    ]


def _effect(application: Application) -> list[Block]:
    lines = {line.kind: line for line in application.effects.all()}
    rows = [
        Row([Cell(str(number), align="center"), kind.label,
             *(getattr(lines[kind], column) if kind in lines else None for column in EFFECT_COLUMNS)])
        for number, kind in enumerate(EffectKind, 1)
    ]  # fmt: skip
    years = [_("current year"), _("1st year"), _("2nd year"), _("3rd year")]
    heads = [
        [Head("№", rows=2), Head(_("Years"), rows=2), Head(_("Fact")), Head(_("Forecast"), columns=3)],
        [Head(year) for year in years],
    ]
    columns = [Column(width=5, align="center"), Column(width=45), *[Column(width=13, numeric=True)] * 4]
    heading = _("6. Expected economic effect of the project")
    found: list[Block] = [Heading(heading, 2), Table(columns, rows, heads, numbered=True, caption=heading)]
    if application.effect_other:
        found.append(Paragraph(f"{_('Other effects')}: {application.effect_other}"))
    return found


def _documents(application: Application) -> list[Block]:
    held: dict[str, list[str]] = {}
    for document in application.documents.all():
        held.setdefault(document.kind, []).append(document.name)
    if DocumentKind.FEASIBILITY not in held and application.feasibility_ground:
        held[DocumentKind.FEASIBILITY] = [application.feasibility_ground]
    rows = [
        Row([str(number), kind.label, "; ".join(held.get(kind, []))]) for number, kind in enumerate(DocumentKind, 1)
    ]
    columns = [
        Column("№", 6, align="center"),
        Column(_("Name of the document"), 45),
        Column(_("Name of the electronic file (PDF)"), 49),
    ]
    heading = _("7. Information on the documents submitted")
    return [Heading(heading, 2), Table(columns, rows, numbered=True, caption=heading)]


def _ticks(application: Application) -> list[Block]:
    """The words of the form, each with its own tick."""
    found: list[Block] = []
    for heading, ticks in TICK_GROUPS:
        boxes = [CheckBox(tick.label, tick.value in application.ticks) for tick in ticks]
        found += [Paragraph(str(heading)), CheckBoxes(boxes)]
    return found


def _endings(application: Application) -> list[Block]:
    registered = moment(timezone.localtime(application.registered_at)) if application.registered_at else ""
    accepted = application.events.filter(action=Action.ACCEPT).order_by("pk").first()
    taken = moment(timezone.localtime(accepted.at)) if accepted else ""
    return [
        Heading(_("Signed and sent by the applicant"), 2),
        Fields([Field(_("date and time"), registered), *_signature(PURPOSE, application)]),
        Heading(_("Notice of acceptance of the application"), 2),
        Fields(
            [
                Field(_("registration number"), application.number or ""),
                Field(_("accepted by the regional coordinator"), taken),
                *_signature(ACCEPTANCE, application),
            ]
        ),
    ]


def _signature(purpose: str, application: Application) -> list[Field]:
    """Who signed, by which certificate, when; empty lines before that."""
    record = accepted_record(purpose, application.pk)
    who = ", ".join(filter(None, (record.signer_name, record.issuer, record.algorithm))) if record else ""
    when = moment(timezone.localtime(record.signed_at or record.received_at)) if record else ""
    return [Field(_("data of the signature"), who), Field(_("date and time of the signature"), when)]


def _day(value: object) -> str:
    return day(value) if value else ""  # type: ignore[arg-type]


def _amount(value: Decimal | int | None) -> str:
    """A number as it was entered: thousands apart, no noughts after the comma."""
    if value is None:
        return ""
    exact = Decimal(value).normalize()
    return decimal(exact, max(0, -int(exact.as_tuple().exponent)))
