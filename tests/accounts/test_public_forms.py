"""Forms that anybody may send are kept from programs, and people are told what to do."""

import pytest
from django import forms
from django.core import signing
from django.test import RequestFactory

from rss_portal.accounts.public_forms import SALT, PublicFormMixin, take_form


class Comment(PublicFormMixin, forms.Form):
    text = forms.CharField()


def sent(**more):
    return {"text": "Пікір", "website": "", "opened": signing.dumps("", salt=SALT), **more}


def test_a_person_who_takes_time_is_heard(settings, monkeypatch):
    settings.PUBLIC_FORM_LEAST_SECONDS = 3
    values = sent()
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 10)
    assert Comment(values).is_valid()


@pytest.mark.parametrize(("more", "code"), [({"website": "x"}, "robot"), ({"opened": "invented"}, "old"), ({}, "fast")])
def test_a_program_is_refused_with_a_reason(settings, more, code):
    settings.PUBLIC_FORM_LEAST_SECONDS = 3
    form = Comment(sent(**more))
    assert not form.is_valid() and form.errors.as_data()["__all__"][0].code == code


def test_an_address_sends_only_so_many_forms_an_hour():
    request = RequestFactory().post("/", REMOTE_ADDR="10.9.8.7")
    answers = [
        take_form(request, form, "test-purpose", at_most=2)
        for form in [Comment(sent()) for _ in range(3)]
        if form.is_valid()
    ]
    assert answers == [True, True, False]


def test_the_unseen_fields_are_apart_from_those_for_people():
    form = Comment()
    assert [one.name for one in form.seen_fields] == ["text"]
    assert [one.name for one in form.protection] == ["website", "opened"]
