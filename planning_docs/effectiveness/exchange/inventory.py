"""The forms of exchange of this app; the exchange machinery imports this module."""

from rss_portal.exchange.forms import register

from .indicators import IndicatorsForm

register(IndicatorsForm())
