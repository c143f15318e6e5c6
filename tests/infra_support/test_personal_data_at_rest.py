"""Personal data are encrypted in the database and found by a keyed hash alone."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.test import override_settings

from infra_support.models import Application, ApplicationText, Enterprise
from rss_portal.personal import decrypt, encrypt, keyed_hash, masked
from tests.factories import make_country

IIN, IIK = "900101300017", "KZ86125KZT5004100100"


def stored(table: str, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{table}"')
        value = cursor.fetchone()[0]
    return value if isinstance(value, str) else bytes(value).decode("latin-1")


@pytest.fixture
def application(db: None) -> Application:
    region = make_country()["north"]
    enterprise = Enterprise.objects.create(kind="individual", xin=IIN, name="Сынақ ЖК", account_number="L-1")
    return Application.objects.create(enterprise=enterprise, region=region, iin=IIN, iik=IIK, applicant_name="Сынақ ЖК")


def test_what_is_stored_is_not_what_was_written(application: Application) -> None:
    assert IIN not in stored("infra_support_application", "iin")
    assert IIK not in stored("infra_support_application", "iik")
    assert IIN not in stored("infra_support_enterprise", "xin")
    read = Application.objects.get(pk=application.pk)
    assert (read.iin, read.iik, read.phone) == (IIN, IIK, "")


def test_the_signed_text_is_encrypted_too(application: Application) -> None:
    ApplicationText.objects.create(application=application, number=1, content=IIN.encode(), sha256="0" * 64)
    assert IIN not in stored("infra_support_applicationtext", "content")
    assert bytes(application.texts.get().content) == IIN.encode()


def test_an_enterprise_is_found_by_the_hash_of_its_number(application: Application) -> None:
    assert Enterprise.objects.get(xin_hash=keyed_hash(IIN)) == application.enterprise
    with pytest.raises(FieldError):
        Enterprise.objects.filter(xin=IIN).exists()


def test_a_new_key_still_opens_what_the_old_one_closed() -> None:
    with override_settings(PERSONAL_DATA_KEYS=["old"]):
        closed, found_by = encrypt(b"x"), keyed_hash("x")
    with override_settings(PERSONAL_DATA_KEYS=["new", "old"]):
        assert decrypt(closed) == b"x"
        assert keyed_hash("x") == found_by


def test_masking_keeps_the_length_and_the_last_four_signs() -> None:
    assert masked(IIN) == "•" * 8 + "0017"
    assert masked("123") == "•••"
    assert masked("") == ""
