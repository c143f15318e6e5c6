"""What the list of background work can be narrowed by."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from .choices import JobState
from .models import Job


class JobFilter(forms.Form):
    """Filters kept in the address; a value that is none of the offered narrows nothing."""

    state = forms.ChoiceField(
        label=pgettext_lazy("job", "State"),
        choices=[("", pgettext_lazy("job", "All")), *JobState.choices],
        required=False,
    )
    mine = forms.BooleanField(label=pgettext_lazy("job", "Only mine"), required=False)

    def narrow(self, jobs: QuerySet[Job], user: Any) -> QuerySet[Job]:
        self.is_valid()
        if self.cleaned_data.get("state"):
            jobs = jobs.filter(state=self.cleaned_data["state"])
        return jobs.filter(owner=user) if self.cleaned_data.get("mine") else jobs
