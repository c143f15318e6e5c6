"""Forms of the life of a document: what each step asks for, opinions, comments, reasons of an amendment."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import ActKind, BodyKind, CommentState, Opinion
from planning_docs.models import Body, DocumentEdition, PlanningDocument
from planning_docs.rules import life
from planning_docs.services.agreeing import usual_term
from planning_docs.services.life import usual_act
from rss_portal.accounts.public_forms import PublicFormMixin
from rss_portal.ui import formats


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AskForm(forms.Form):
    """Which bodies agree on the draft, and by when."""

    bodies = forms.ModelMultipleChoiceField(
        label=_("Bodies that agree"), queryset=Body.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(
        label=_("Answer by"),
        widget=DateInput(),
        help_text=_("Interested bodies have one month from receipt (paragraph 151)."),
    )

    def __init__(self, *args: Any, document: PlanningDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (BodyKind.CENTRAL, BodyKind.LOCAL)
        bodies = Body.objects.filter(kind__in=kinds, valid_to=None).exclude(pk=document.developer_id)
        self.fields["bodies"].queryset = bodies.order_by("name_kk")  # type: ignore[attr-defined]
        self.fields["bodies"].label_from_instance = formats.name  # type: ignore[attr-defined]
        self.initial.setdefault("due_on", usual_term(timezone.localdate()))
        self.initial.setdefault("bodies", [body.pk for body in document.co_executors.all()])


class DiscussForm(forms.Form):
    until = forms.DateField(label=_("Comments are taken until"), widget=DateInput())

    def __init__(self, *args: Any, document: PlanningDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", timezone.localdate() + timedelta(days=14))


class RemarksForm(forms.Form):
    text = forms.CharField(label=_("What has to be corrected"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, document: PlanningDocument | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ActForm(forms.Form):
    """The act that approves a document or an amendment."""

    act_kind = forms.ChoiceField(label=_("Kind of the act"), choices=ActKind.choices)
    act_number = forms.CharField(label=_("Number of the act"), max_length=50)
    act_date = forms.DateField(label=_("Date of the act"), widget=DateInput())

    def __init__(self, *args: Any, document: PlanningDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("act_kind", usual_act(document.kind))


class EmptyForm(forms.Form):
    def __init__(self, *args: Any, document: PlanningDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


FORMS: dict[str, Any] = {life.SEND: AskForm, life.DISCUSS: DiscussForm, life.RETURN: RemarksForm, life.APPROVE: ActForm}


def form_of(action: str, document: PlanningDocument, data: Any = None) -> forms.Form:
    """The form of a step of the life."""
    return FORMS.get(action, EmptyForm)(data, document=document, prefix=action)


class OpinionForm(forms.Form):
    opinion = forms.ChoiceField(
        label=_("Opinion of the body"),
        choices=[(one.value, one.label) for one in Opinion if one != Opinion.WAITING],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class CommentForm(PublicFormMixin, forms.Form):
    """A comment of anybody."""

    author_name = forms.CharField(label=_("Your name"), max_length=150)
    author_email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("For the answer only; it is not shown to anybody.")
    )
    section = forms.ChoiceField(label=_("Section"), required=False)
    text = forms.CharField(label=_("Comment"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, edition: DocumentEdition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = [(one.code, formats.name(one)) for one in edition.sections.all()]
        self.fields["section"].choices = [("", _("The whole document")), *sections]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Decision"), choices=[(one.value, one.label) for one in CommentState if one != CommentState.NEW]
    )
    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 3}))


class BeginForm(forms.Form):
    """Why a document is amended."""

    reason = forms.CharField(label=_("Reason of the amendment"), widget=forms.Textarea(attrs={"rows": 3}))
    president_instruction = forms.CharField(
        label=_("Number of the President's instruction"),
        max_length=100,
        required=False,
        help_text=_("Needed in the last year of implementation only (paragraph 209)."),
    )
