"""Sentences of the applicant's side: what is wrong with a field, and what to do."""

from django.utils.translation import gettext_lazy as _

from infra_support.rules.identity import NumberProblem as P

NEEDED = _("Fill in this field.")
CHOOSE = _("Choose one of the answers.")
NUMBER_PROBLEMS = {
    P.DIGITS: _("12 digits are needed, without spaces and letters."),
    P.DATE: _("The first digits are not a date that exists. Check the number."),
    P.CENTURY: _("The seventh digit of an IIN is from 1 to 6. Check the number."),
    P.KIND: _("The fifth digit of a BIN is 4, 5 or 6. Check whether this is a BIN."),
    P.CONTROL: _("The control digit does not fit: one of the digits is mistaken. Check the number."),
}
OTHER_NUMBER = _("This is not the number of your enterprise.")
WRONG_IIK = _("An account of a bank of Kazakhstan is needed: KZ and 18 signs after it. Check the number.")
WRONG_BIC = _("A BIC has 8 or 11 Latin letters and digits, for instance HSBKKZKX.")
WRONG_KBE = _("Kbe has two digits, for instance 17 or 19.")
WRONG_PHONE = _("A phone with its code is needed, for instance +7 701 000 00 00.")
IN_FUTURE = _("The date must not lie in the future.")
NOT_NUMBER = _("A number is needed, for instance 1500 or 1500,5.")
NEGATIVE = _("The amount must not be below nought.")
UNKNOWN_OKED = _("There is no such code in OKED. Two to five digits are needed, for instance 10.51 or 10510.")
NOT_PRIORITY = _(
    "The activity is not among the priority ones of the region (p.5), and the project belongs to no priority programme."
)
PLACE_OUTSIDE = _("The place lies outside the region of the application.")
PLACE_UNKNOWN = _("The register has no such settlement in this region. Type its name or its КАТО code.")
PROFILE_NEEDED = _("Needed because the project is in an oblast centre, Astana, Almaty, Shymkent or Semey.")
FEW_USERS = _("A shared object needs at least 3 entrepreneurs who will use it (p.7).")
TOO_LONG = _("Support is given for up to 36 months (p.7).")
CRITERIA_NEEDED = _(
    "A product of «One village, one product» meets all four criteria (p.2 3)). Tick them, or do not choose the project."
)
STANDS_IN_WAY = _("With this answer support cannot be given (p.9).")
EFFECT_NEEDED = _("Fill in the whole row: this year and three years of the forecast.")
DOCUMENT_NEEDED = _("Add this document as PDF (p.18).")
FEASIBILITY_NEEDED = _("Add the feasibility study, or write the ground for not needing one (p.18 2)).")
TICK_NEEDED = _("Without this the application cannot be submitted.")
CONSTRUCTION_ABOVE = _("Construction costs more than the whole project. Check the two amounts.")

CHANGED_MEANWHILE = _(
    "This application was changed in another window or by another person. What you typed is kept on this page: look at it, and save again to put it in place of theirs."
)
NOT_DRAFT = _("The application is submitted already: it can no longer be changed.")
NOT_YOURS = _("This is another enterprise's application.")
PEOPLE_ONLY = _("Only people of this enterprise may do this.")
HEADS_ONLY = _("Only those who may sign for the enterprise decide who acts for it.")
ENTREPRENEURS_ONLY = _("This page is for entrepreneurs. Register your enterprise first.")
NO_SIGNER = _("You may fill in the application, but not sign for the enterprise. Ask its head to sign.")
NO_TEXT = _("The text to be signed has changed. Look at the application again and sign it as it is now.")
NOT_SIGNED = _("The application as it is now is not signed.")
HAS_PROBLEMS = _("The application is not complete yet: see the list of tasks.")

PDF_PROBLEMS = {
    "empty": _("The file has 0 bytes. Choose the document again."),
    "too_large": _("The file has %(size)s MB, at most %(limit)s MB are taken. Make it smaller, for instance by a lower resolution of the scan."),
    "not_pdf": _("This is not a PDF by its content, whatever its name says. Save the document as PDF."),
    "broken": _("The PDF is damaged and cannot be read. Save it as PDF again."),
    "encrypted": _("The PDF is protected by a password. Save it without protection."),
    "no_pages": _("The PDF has no pages."),
    "script": _("The PDF contains a script or a command that starts by itself. Save it again, for instance by printing it to a PDF."),
    "embedded": _("The PDF contains other files inside. Save it without attachments."),
    "too_many": _("There are %(limit)s files of this kind already. Remove one first."),
    "virus": _("The virus scanner found something in the file (%(name)s). It was not kept."),
    "scanner_silent": _("The virus scanner does not answer. The file was not kept; try again later."),
    "no_file": _("No file was chosen."),
}  # fmt: skip
