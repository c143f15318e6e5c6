"""The questions "can I apply?", with what it means when the answer stands in the way."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from rss_portal.access import Reason


@dataclass(frozen=True)
class QuestionText:
    text: Reason
    hint: Reason
    obstacle: Reason


QUESTION_TEXTS = {
    "small": QuestionText(
        _("Are you a subject of small or micro entrepreneurship, or an agricultural cooperative?"),
        _("p.2 12) of the rules"),
        _("Support is given to small and micro entrepreneurs and to agricultural cooperatives (p.2 12))."),
    ),
    "priority": QuestionText(
        _("Is your activity a priority one of the region, or does the project belong to «Auyl amanaty», «One village, one product» or an agricultural cooperative?"),
        _("p.5; the list of your region's priority activities is public"),
        _("Only priority activities of the region and projects of the priority programmes are supported (p.5)."),
    ),
    "debt": QuestionText(
        _("Do you have a debt to the budget in taxes or social payments?"),
        _("p.9 1)"),
        _("Pay the debt first: support is not given while it stands (p.9 1))."),
    ),
    "insolvent": QuestionText(
        _("Are you in bankruptcy, liquidation or enforcement proceedings?"),
        _("p.9 2)"),
        _("Support is not given during bankruptcy, liquidation or enforcement (p.9 2))."),
    ),
    "affiliated": QuestionText(
        _("Are you affiliated with an operating entrepreneur of the same activity?"),
        _("p.9 3)"),
        _("Support is not given to affiliates of an operating entrepreneur of the same activity (p.9 3))."),
    ),
    "excluded": QuestionText(
        _("Is the activity one of article 24(4) of the Entrepreneurial Code?"),
        _("p.9 4): excisable goods, gambling, lotteries, banking, insurance and others named there"),
        _("Projects of the activities in article 24(4) of the Code are not supported (p.9 4))."),
    ),
    "failed": QuestionText(
        _("Did you get this support before and fail to reach the direct results and counter-obligations last year?"),
        _("p.13"),
        _("Who did not reach the results and counter-obligations of the last financial year is not financed again (p.13)."),
    ),
    "shared_few": QuestionText(
        _("Do you need an object of shared use for fewer than three entrepreneurs?"),
        _("p.7"),
        _("An object of shared use is created when at least three entrepreneurs will use it (p.7)."),
    ),
    "documents": QuestionText(
        _("Do you have the business plan, the feasibility study (where the law asks for one) and the design and estimate documentation as PDF?"),
        _("p.18"),
        _("Prepare the documents first: the application is submitted with them (p.18)."),
    ),
}  # fmt: skip
