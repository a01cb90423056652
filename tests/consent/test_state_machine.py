"""Consent as a state machine: whatever happens in whatever order, keys and gate say the same.

The model is a list of what she said. The system is the real one: records, grants, wraps, gate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alongside.consent import actions as consent, gate
from alongside.consent.contents import Conversation, Grounds
from alongside.consent.enums import Action, Answer, Ground, Purpose, YesNoUnknown
from alongside.core.access import SystemActor
from tests.consent.factories import held_by, legal_team, make_case, make_lawyer
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]

LABELS = ("identity", "story", "health")
PURPOSES = (Purpose.LEGAL_REPRESENTATION, Purpose.SUPERVISION)
MACHINE = SystemActor(reason="expiry")
GROUNDS = Grounds(
    ground=Ground.IMMINENT_DANGER, law="§", minimum_sent="x", she_was_told=YesNoUnknown.YES
)
labels = st.sets(st.sampled_from(LABELS), min_size=1)


@dataclass
class Said:
    """What the model remembers of one yes or one exception."""

    labels: set[str]
    until: int
    swept: bool = False


@dataclass
class Model:
    day: int = 0
    answers: dict[str, Said | None] = field(default_factory=dict)
    exceptions: list[Said] = field(default_factory=list)

    def in_force(self) -> list[Said]:
        every = [*self.answers.values(), *self.exceptions]
        return [one for one in every if one is not None and one.until >= self.day]

    def held(self) -> set[str]:
        """Return what keys are out: what is in force, and what ended but was not yet swept."""
        every = [*self.answers.values(), *self.exceptions]
        return set().union(*(one.labels for one in every if one is not None and not one.swept))


class Consent(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.world = make_world()
        self.case = make_case(self.world)
        self.lawyer = make_lawyer(self.world)
        self.model = Model()
        self.records: dict[str, object] = {}
        self.pending: list[tuple[object, Said]] = []

    @property
    def now(self):
        return NOW + timedelta(days=self.model.day)

    def answer(self, purpose, answer, wanted, days=None, **talk):
        until = self.now.date() + timedelta(days=days) if days is not None else None
        self.records[purpose] = consent.record_agreement(
            case=self.case,
            purpose=purpose,
            recipient=legal_team(self.world),
            answer=answer,
            compartments=wanted,
            expires_on=until,
            conversation=Conversation(**talk),
            actor=self.world.caseworker.actor,
            now=self.now,
        )

    @rule(purpose=st.sampled_from(PURPOSES), wanted=labels, days=st.integers(0, 20))
    def says_yes_or_renews(self, purpose, wanted, days):
        self.answer(purpose, Answer.YES, wanted, days)
        self.model.answers[purpose] = Said(wanted, self.model.day + days)

    @rule(purpose=st.sampled_from(PURPOSES), wanted=labels, majority=st.integers(1, 20))
    def says_yes_before_she_is_of_age(self, purpose, wanted, majority):
        of_age = self.now.date() + timedelta(days=majority)
        self.answer(purpose, Answer.YES, wanted, 20, majority_on=of_age)
        self.model.answers[purpose] = Said(wanted, self.model.day + min(20, majority - 1))

    @rule(
        purpose=st.sampled_from(PURPOSES),
        said=st.sampled_from([Answer.NO, Answer.NOT_NOW, Answer.IMPORTED]),
    )
    def says_something_else(self, purpose, said):
        self.answer(purpose, said, LABELS)
        self.model.answers[purpose] = None

    @precondition(lambda self: self.records)
    @rule(data=st.data())
    def says_stop(self, data):
        purpose = data.draw(st.sampled_from(sorted(self.records)))
        told = data.draw(st.sampled_from([self.world.colleague, self.lawyer]))
        standing = self.model.answers.get(purpose)
        stop = {
            "case": self.case,
            "record_id": self.records[purpose].id,
            "actor": told.actor,
            "now": self.now,
        }
        if standing is None or standing.swept:
            with pytest.raises(consent.NothingToWithdraw), transaction.atomic():
                consent.withdraw(**stop)
        else:
            consent.withdraw(**stop)
            self.model.answers[purpose] = None

    @rule(wanted=labels, days=st.integers(0, 10))
    def somebody_proposes_an_exception(self, wanted, days):
        record = consent.record_exception(
            case=self.case,
            purpose=Purpose.SERVICE,
            recipient=legal_team(self.world),
            compartments=wanted,
            grounds=GROUNDS,
            expires_on=self.now.date() + timedelta(days=days),
            actor=self.world.caseworker.actor,
            now=self.now,
        )
        self.pending.append((record, Said(wanted, self.model.day + days)))

    @precondition(lambda self: self.pending)
    @rule(alone=st.booleans())
    def somebody_decides_on_it(self, alone):
        record, said = self.pending[-1]
        by = self.world.caseworker if alone else self.world.colleague
        decide = {"case": self.case, "exception_id": record.id, "actor": by.actor, "now": self.now}
        refusal = consent.SameDecider if alone else consent.NeedsExpiry
        if alone or said.until < self.model.day:
            with pytest.raises(refusal), transaction.atomic():
                consent.confirm_exception(**decide)
        else:
            consent.confirm_exception(**decide)
            self.pending.pop()
            self.model.exceptions.append(said)

    @rule(days=st.integers(1, 15))
    def time_passes(self, days):
        self.model.day += days

    @rule()
    def the_machine_sweeps(self):
        consent.expire_due(actor=MACHINE, now=self.now)
        for one in [*self.model.answers.values(), *self.model.exceptions]:
            if one is not None and one.until < self.model.day:
                one.swept = True

    @invariant()
    def keys_are_out_for_what_stands_and_nothing_else(self):
        assert held_by(self.lawyer, self.case) == self.model.held()

    @invariant()
    def the_gate_says_what_she_said(self):
        for label in LABELS:
            decision = gate.decide(
                actor=self.lawyer.actor,
                action=Action.READ,
                case=self.case,
                compartment=label,
                purpose=Purpose.SERVICE,
                recipient=None,
                now=self.now,
            )
            wanted = any(label in one.labels for one in self.model.in_force())
            assert (label, decision.allowed) == (label, wanted)

    @invariant()
    def her_own_team_keeps_everything(self):
        assert set(LABELS) <= held_by(self.world.colleague, self.case)


def test_whatever_happens_in_whatever_order():
    class InATransaction(Consent):
        """Each run begins on an empty database."""

        def __init__(self):
            super().__init__()
            self.atomic = transaction.atomic()
            self.atomic.__enter__()

        def teardown(self):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    run_state_machine_as_test(
        InATransaction,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
