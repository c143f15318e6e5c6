"""The authority of the stand-in, made once; certificates of its people."""

from typing import Any

import pytest
from django.conf import settings

from rss_portal.signing.rules.chains import Trust
from rss_portal.signing.rules.messages import read_certificate
from rss_portal.signing.standin.authority import Authority, Issued, Person, kept
from rss_portal.signing.trust import load_trust, read_list

IIN, BIN, CONTENT = "900101300017", "000140000017", "Өтінім № 1: жол салу".encode()
HEAD = Person("ЖҰМАБАЕВ", "МАҒЖАН", IIN, BIN, "«Дән» ЖШС", "head")


@pytest.fixture(scope="session")
def authorities() -> dict[str, Authority]:
    return {kind: kept(kind, settings.SIGNING_STAND_IN_DIR) for kind in ("rsa", "gost")}


@pytest.fixture(scope="session")
def trust(authorities: dict[str, Authority]) -> Trust:
    return load_trust()


@pytest.fixture(scope="session", params=["rsa", "gost"])
def head(request: Any, authorities: dict[str, Authority]) -> Issued:
    """The head of an organisation with a certificate for signatures, RSA and then GOST."""
    return authorities[request.param].issue(HEAD)


@pytest.fixture
def shared_eds(shared_dir):
    return shared_dir / "data" / "real" / "eds"


@pytest.fixture
def shared_trust(shared_eds) -> Trust:
    """The test authorities of the national one, given as roots."""
    roots = [
        read_certificate((shared_eds / "certs" / name).read_bytes())
        for name in ("nca_rsa_test.crt", "nca_gost2015_test.cer")
    ]
    lists = [read_list(file.read_bytes()) for file in sorted((shared_eds / "crl").iterdir())]
    return Trust(tuple(roots), (), tuple(lists))
