"""Codes of signatures: what is checked, with which result, for which reason it is refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Check(models.TextChoices):
    """What is looked at, in this order."""

    STRUCTURE = "structure", _("The file is a CMS signature")
    CONTENT = "content", _("The signed bytes are those of this document")
    SIGNATURE = "signature", _("The signature is cryptographically right")
    CHAIN = "chain", _("The certificate leads to a trusted authority")
    VALIDITY = "validity", _("The certificate is in force")
    USAGE = "usage", _("The certificate is meant for signing")
    REVOCATION = "revocation", _("The certificate is not revoked")
    SIGNER = "signer", _("It is the person expected")
    ORGANISATION = "organisation", _("It is the organisation expected")
    AUTHORITY = "authority", _("The signer may sign for the organisation")
    ONCE = "once", _("The signature belongs to this document alone")


class Result(models.TextChoices):
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Refused")
    NOT_CHECKED = "not_checked", _("Not checked")
    NOT_NEEDED = "not_needed", _("Not needed")


class Reason(models.TextChoices):
    """Why a check failed or could not be made; the sentences are for people."""

    NOT_CMS = "not_cms", _("The file is not a CMS signature, or it is damaged.")
    TOO_LARGE = "too_large", _("The file is too large for a signature.")
    NO_SIGNER = "no_signer", _("Nobody has signed this file.")
    NO_CERTIFICATE = "no_certificate", _("The signer's certificate is not in the file.")
    OTHER_CONTENT = "other_content", _("Another text was signed, not the one shown here.")
    DIGEST_DIFFERS = "digest_differs", _("The digest in the signature is not that of this document.")
    ATTRIBUTES = "attributes", _("The signed attributes are incomplete or contradict the signature.")
    SIGNATURE_WRONG = "signature_wrong", _("The signature does not fit: the file was changed after signing.")
    ALGORITHM_UNKNOWN = (
        "algorithm_unknown",
        _("This installation cannot verify the algorithm; the signature is not verified."),
    )
    ALGORITHM_WEAK = "algorithm_weak", _("The algorithm is too weak for a new signature.")
    UNTRUSTED = "untrusted", _("The certificate was not issued by an authority that this portal trusts.")
    CHAIN_WRONG = "chain_wrong", _("The signature of the issuer under the certificate is wrong.")
    NOT_AUTHORITY = "not_authority", _("The issuer of the certificate has no right to issue it.")
    EXPIRED = "expired", _("The certificate has expired.")
    NOT_YET = "not_yet", _("The certificate is not in force yet.")
    AUTHORITY_EXPIRED = "authority_expired", _("The certificate of the issuing authority is not in force.")
    TIME_AHEAD = "time_ahead", _("The time of signing lies in the future; correct the clock of your computer.")
    AUTHENTICATION = (
        "authentication",
        _("This is a certificate for signing in; sign with the certificate for signatures."),
    )
    NOT_FOR_SIGNING = "not_for_signing", _("The certificate is not meant for signatures.")
    REVOKED = "revoked", _("The certificate is revoked.")
    NO_LIST = "no_list", _("There is no revocation list of this authority.")
    LIST_FORGED = "list_forged", _("The revocation list is not signed by the authority.")
    LIST_OLD = "list_old", _("The revocation list is out of date.")
    OTHER_PERSON = "other_person", _("The certificate belongs to another person.")
    NO_PERSON = "no_person", _("The certificate names no IIN.")
    OTHER_ORGANISATION = "other_organisation", _("The certificate belongs to another organisation (BIN).")
    NO_ORGANISATION = (
        "no_organisation",
        _("The certificate is one of an individual; sign with that of the organisation."),
    )
    NO_AUTHORITY = "no_authority", _("The certificate does not say that its owner may sign for the organisation.")
    USED = "used", _("This signature was already given for another document.")


class State(models.TextChoices):
    """Of a record: accepted, refused, or not verified because the installation cannot."""

    ACCEPTED = "accepted", _("Valid")
    REFUSED = "refused", _("Not accepted")
    NOT_VERIFIED = "not_verified", _("Not verified")


class Role(models.TextChoices):
    """What a certificate says of its owner within the organisation."""

    HEAD = "head", _("First head")
    SIGNATORY = "signatory", _("Person with the right to sign")
    FINANCIAL = "financial", _("Person with the right to sign financial documents")
    HR = "hr", _("Officer of the personnel department")
    EMPLOYEE = "employee", _("Employee")
    INDIVIDUAL = "individual", _("Individual")
