"""Words that several annexes print. Lazy: each form is printed in its own language."""

from django.utils.translation import pgettext_lazy

NUMBER = "№"
NAME = pgettext_lazy("form", "Name")
ORDINAL = pgettext_lazy("form", "Item No.")
UNIT = pgettext_lazy("form", "Unit of measurement")
SOURCE = pgettext_lazy("form", "Source of information")
RESPONSIBLE = pgettext_lazy("form", "Responsible persons")
RESPONSIBLE_EXECUTORS = pgettext_lazy("form", "Responsible executors")
COMPLETION = pgettext_lazy("form", "Form of completion")
PLAN_PERIOD = pgettext_lazy("form", "Planned period")
TOTAL = pgettext_lazy("form", "Total")
GRAND_TOTAL = pgettext_lazy("form", "TOTAL")
SUM = pgettext_lazy("form", "Sum total")
PLAN = pgettext_lazy("form", "plan")
FACT = pgettext_lazy("form", "fact")
BASE_VALUE = pgettext_lazy("form", "base (initial) value")
MACRO_INDICATORS = pgettext_lazy("form", "Macro indicators")
REFORMS = pgettext_lazy("form", "Name of reforms / main measures")
INFORMATION = pgettext_lazy("form", "Information on the execution")
REPORT_PERIOD = pgettext_lazy("form", "Reporting period")
APPROVED_BY = pgettext_lazy("form", "Approved by")
STATE_BODY = pgettext_lazy("form", "State body")
ANALYTICAL_NOTE = pgettext_lazy("form", "Analytical note")
FIRST_HEAD = pgettext_lazy("form", "First head")
SIGN_HINT = pgettext_lazy("form", "signature, surname, name, patronymic (if any)")
FUNDING_SOURCES = pgettext_lazy("form", "Sources of funding")
PROGRAMME_CODE = pgettext_lazy("form", "Code of the budget programme")
FORM_WORD = pgettext_lazy("form", "Form")
MILLION_TENGE = pgettext_lazy("form", "mln tenge")
EMPTY = "*"  # the cell is not filled in
