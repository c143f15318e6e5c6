"""The table of steps: nothing is lawful that it does not name, and its clocks are those of the rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra_support.choices import ApplicationState, ClockKind
from infra_support.rules import clocks, council, support_term
from infra_support.rules.workflow import ENDED, STEPS, TERMS, Action, Actor, find_step, states_of, steps_from
from rss_portal.calendar.loading import shipped_calendar

S = ApplicationState
LAWFUL = {
    ("draft", "submit", "submitted"), ("submitted", "accept", "under_review"), ("under_review", "refuse", "refused"),
    ("under_review", "recommend", "on_agenda"), ("on_agenda", "approve", "approved"),
    ("on_agenda", "decline", "declined"), ("approved", "notify", "approved"), ("declined", "notify", "declined"),
    ("approved", "forward", "with_budget"), ("with_budget", "include", "in_budget"),
    ("with_budget", "return_from_budget", "returned_by_budget"), ("in_budget", "fund", "funded"),
    ("funded", "begin", "in_progress"), ("in_progress", "complete", "completed"),
    *((state, "withdraw", "withdrawn") for state in ("draft", "submitted", "under_review", "on_agenda")),
}  # fmt: skip


def test_the_table_is_that_of_the_rules():
    assert {(step.from_state, step.action, step.to_state) for step in STEPS} == LAWFUL


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("state", list(S))
def test_a_step_outside_the_table_is_not_found(state, action):
    found = find_step(action, state)
    expected = [row for row in LAWFUL if row[:2] == (state.value, action.value)]
    assert (found.to_state if found else None) == (expected[0][2] if expected else None)


def test_no_step_leads_on_from_an_ended_state_but_telling_the_applicant():
    for state in ENDED:
        assert {step.to_state for step in steps_from(state)} <= {state}


def test_every_state_is_reached_from_the_draft():
    reached, fresh = {S.DRAFT}, [S.DRAFT]
    while fresh:
        fresh = [step.to_state for state in fresh for step in steps_from(state) if step.to_state not in reached]
        reached.update(fresh)
    assert reached == set(S)


def test_a_role_waits_for_the_states_from_which_it_acts():
    assert states_of(Actor.COORDINATOR) == (S.SUBMITTED, S.UNDER_REVIEW, S.APPROVED, S.DECLINED, S.FUNDED)
    assert states_of(Actor.SECRETARY) == (S.ON_AGENDA,)
    assert states_of(Actor.BUDGET) == (S.WITH_BUDGET, S.IN_BUDGET, S.IN_PROGRESS)


def test_the_terms_are_those_of_the_points():
    found = {kind: (term.days, term.working, term.point) for kind, term in TERMS.items()}
    assert found == {
        ClockKind.REVIEW: (5, True, "19"), ClockKind.PROTOCOL: (3, True, "23"), ClockKind.FORWARD: (3, True, "25"),
        ClockKind.RESOLUTION: (14, False, "27"), ClockKind.FINANCING_PLAN: (3, True, "17"),
    }  # fmt: skip


def test_a_term_of_five_working_days_over_new_year_ends_as_in_the_worked_example():
    assert clocks.due_on(date(2024, 12, 26), 5, shipped_calendar(), working=True) == date(2025, 1, 6)
    assert clocks.due_on(date(2024, 12, 26), 14, shipped_calendar(), working=False) == date(2025, 1, 9)


@given(st.dates(date(2024, 1, 10), date(2025, 11, 1)), st.integers(1, 20))
def test_the_days_left_fall_to_nought_on_the_due_day(start, days):
    calendar = shipped_calendar()
    due = clocks.due_on(start, days, calendar, working=True)
    assert clocks.days_left(start, due, calendar, working=True) == days
    assert clocks.days_left(due, due, calendar, working=True) == 0
    assert not clocks.overdue(due, due)
    assert clocks.overdue(due, due + timedelta(days=1))


def test_the_reminder_comes_on_the_working_day_before():
    assert clocks.reminder_on(date(2025, 11, 24), shipped_calendar()) == date(2025, 11, 21)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_votes_are_complete_when_every_voter_is_counted_once(voters, votes_for, against, abstained):
    assert council.votes_complete(voters, votes_for, against, abstained) is (votes_for + against + abstained == voters)


@given(st.integers(1, 60), st.integers(0, 60))
def test_an_approval_can_be_reached_only_while_enough_members_may_vote(attending, recused):
    voters = max(0, attending - recused)
    assert council.can_be_reached(attending, recused) is council.approved(attending, voters)


@pytest.mark.parametrize(
    ("start", "months", "until"),
    [
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 3, 15), 36, date(2029, 3, 14)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2025, 8, 31), 6, date(2026, 2, 27)),
    ],
)
def test_a_term_of_support_ends_the_day_before_its_anniversary(start, months, until):
    assert support_term.support_until(start, months) == until


@pytest.mark.parametrize("months", [0, 37, -1])
def test_a_term_of_support_beyond_36_months_is_refused(months):
    with pytest.raises(ValueError):
        support_term.support_until(date(2026, 1, 1), months)


def test_support_is_extended_only_to_a_later_day_and_with_consent():
    until = date(2026, 12, 31)
    assert support_term.extension_allowed(until, date(2027, 6, 30), consent=True)
    assert not support_term.extension_allowed(until, date(2027, 6, 30), consent=False)
    assert not support_term.extension_allowed(until, until, consent=True)
