from settlements.exchange.reference_tables import POPULATION
from settlements.management.reference_command import ReferenceCommand
from settlements.services.reference_import import import_population


class Command(ReferenceCommand):
    help = "Population (and households, source, date) of settlements by year."
    columns = POPULATION
    needed = {"kato", "year", "population"}
    service = import_population
