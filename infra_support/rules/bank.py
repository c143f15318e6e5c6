"""Details of the bank account (annex form, item 4): IIK, BIC, Kbe."""

import re

from stdnum import iban

IIK_LENGTH = 20
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_KBE = re.compile(r"[12][1-9]")


def plain_account(text: str) -> str:
    """An account or BIC as it is stored: capital letters, no spaces or hyphens."""
    return re.sub(r"[\s-]", "", text).upper()


def is_iik(text: str) -> bool:
    """Whether TEXT is an account of a bank of Kazakhstan: IBAN, KZ, 20 signs, remainder modulo 97 right."""
    account = plain_account(text)
    return len(account) == IIK_LENGTH and account.startswith("KZ") and bool(iban.is_valid(account, check_country=False))


def is_bic(text: str) -> bool:
    """Whether TEXT is a bank identifier code: 8 or 11 signs, four letters of the bank, two of the country."""
    return _BIC.fullmatch(plain_account(text)) is not None


def is_kbe(text: str) -> bool:
    """Whether TEXT is a code of the beneficiary: residence (1, 2) and sector of the economy (1-9)."""
    return _KBE.fullmatch(text.strip()) is not None
