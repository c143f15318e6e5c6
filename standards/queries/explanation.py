"""Why this number: from a settlement's percent down to one entry (spec 20, section 6)."""

from fractions import Fraction

from settlements.models import Item, Territory
from standards.compute.plan import ListedItem
from standards.figures import Explanation, ItemExplanation, ItemState, Raise
from standards.models import Edition, Requirement
from standards.phrases import decimal_mark, formula_names, settlement_formula, weighted_settlement_formula
from standards.rules.formula_text import FormulaText, decimal_text, equation, rounded_text, steps_of
from standards.rules.formulas import Expression, exact
from standards.rules.provision import ListedEntry, weighted_percent
from standards.rules.raises import improvements
from standards.rules.rounding import to_e4

from .selection import series_run
from .settlements import Reading, as_figures, read_settlement

NOTHING = "—"


def explain(settlement: Territory, year: int, edition: Edition, item: Item | None = None) -> Explanation | None:
    """Why SETTLEMENT has its percent in YEAR by EDITION, in the current language; with ITEM only that item is
    explained. None when the settlement is not monitored in that year."""
    reading = read_settlement(settlement, year, edition)
    if reading is None:
        return None
    figures = as_figures(reading)
    requirements = {
        row.item_id: row for row in Requirement.objects.filter(edition=edition, status=reading.profile.status)
    }
    raises = raises_by_item(reading, {state.item.pk: state for state in figures.items})
    items = [
        explain_item(reading, one, entry, state, requirements[one.item], raises.get(one.item, []))
        for one, entry, state in zip(reading.listed, reading.entries, figures.items, strict=True)
        if item is None or one.item == item.pk
    ]
    best = sorted((found[0] for found in raises.values() if found), key=lambda one: (-one.gain_e4, one.item.position))
    return Explanation(
        figures=figures,
        edition=edition,
        year=year,
        formula=settlement_formula() if reading.plan.calculation.plain else weighted_settlement_formula(),
        numbers=settlement_numbers(reading),
        items=items,
        raises=best,
        run=series_run(edition, year),
    )


def weighted_scores(reading: Reading) -> list[tuple[Fraction, Fraction]]:
    """(weight, score) of the mandatory items that are in the mean."""
    calculation = reading.plan.calculation
    return [
        (calculation.weight(one.item, one.direction), score)
        for one in reading.listed
        if one.mandatory and (score := reading.provision.scores.get(one.item)) is not None
    ]


def settlement_numbers(reading: Reading) -> str:
    """The rule of the percent with the scores put in, e.g. "100 × (1 + 0,9 + ...)/19 = 73,1994"."""
    mark, percent = decimal_mark(), reading.provision.percent
    if percent is None:
        return NOTHING
    pairs = weighted_scores(reading)
    plain = reading.plan.calculation.plain
    terms = [
        rounded_text(score, mark) if plain else f"{decimal_text(weight, mark)} × {rounded_text(score, mark)}"
        for weight, score in pairs
    ]
    weights = sum((weight for weight, _ in pairs), Fraction(0))
    return f"100 × ({' + '.join(terms)})/{decimal_text(weights, mark)} = {rounded_text(percent, mark)}"


def explain_item(
    reading: Reading,
    one: ListedItem,
    entry: ListedEntry,
    state: ItemState,
    requirement: Requirement,
    raises: list[Raise],
) -> ItemExplanation:
    """Formula, numbers and origin of one item's score."""
    calculation = reading.plan.calculation
    expression, score = calculation.formula(one.item, one.measure), reading.provision.scores.get(one.item)
    text = FormulaText(formula_names(), entry.values or {} if entry.entered else None, decimal_mark())
    numbers, steps = _with_numbers(text, expression, entry, score)
    change = state.entry.change_set if state.entry else None
    return ItemExplanation(
        state=state,
        method=calculation.formulas[one.measure],
        formula=text.formula(expression),
        numbers=numbers,
        steps=steps,
        score_text="" if score is None else str(score),
        entered_by=(change.actor.get_full_name() or str(change.actor)) if change and change.actor else "",
        entered_at=change.at if change else None,
        origin=change.get_origin_display() if change else "",
        source_detail=change.detail if change else "",
        requirement_provenance=requirement.provenance,
        requirement_note=requirement.note,
        raises=raises,
    )


def _with_numbers(
    text: FormulaText, expression: Expression, entry: ListedEntry, score: Fraction | None
) -> tuple[str, list[str]]:
    """The formula with the entry's numbers put in, and its steps; nothing where there is no score."""
    if score is None or not entry.entered:
        return NOTHING, []
    values, mark = entry.values or {}, decimal_mark()
    steps = [
        f"{text.names[step.code]} = {text.formula(step.body)} = "
        + equation(text.numbers(step.body, values), exact(step.body, values), mark)
        for step in steps_of(expression, values)
    ]
    return equation(text.numbers(expression, values), score, mark), steps


def raises_by_item(reading: Reading, states: dict[str, ItemState]) -> dict[str, list[Raise]]:
    """Improvements of every mandatory item that is in the mean, by gain, greatest first."""
    if reading.provision.percent is None:
        return {}
    found: dict[str, list[Raise]] = {}
    for one, entry in zip(reading.listed, reading.entries, strict=True):
        if one.mandatory and not entry.not_applicable:
            raises = item_raises(reading, one, entry, states[one.item])
            found[one.item] = sorted(raises, key=lambda one: (-one.gain_e4, one.amount))
    return found


def item_raises(reading: Reading, one: ListedItem, entry: ListedEntry, state: ItemState) -> list[Raise]:
    calculation = reading.plan.calculation
    before = to_e4(reading.provision.percent) or 0
    raises = []
    for improvement in improvements(one.measure, entry.values, calculation.item_parameters(one.item, one.measure)):
        score = exact(calculation.formula(one.item, one.measure), improvement.values)
        after = to_e4(percent_with(reading, one.item, score)) or 0
        if after > before:
            raises.append(
                Raise(improvement.code, state.item, improvement.amount, to_e4(100 * score) or 0, after, after - before)
            )
    return raises


def percent_with(reading: Reading, item: str, score: Fraction) -> Fraction | None:
    """The settlement's percent if ITEM had SCORE and everything else stayed."""
    calculation = reading.plan.calculation
    scores = {**reading.provision.scores, item: score}
    return weighted_percent(
        (calculation.weight(one.item, one.direction), found)
        for one in reading.listed
        if one.mandatory and (found := scores.get(one.item)) is not None
    )
