"""Ring keys: made, granted, taken back, destroyed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from alongside.vault import certificates, ring, teams
from alongside.vault.keyring import Keyring
from alongside.vault.models import Key, Wrap
from alongside.vault.primitives import CannotOpen
from tests.vault.factories import NOW, make_member

LABELS = ["identity", "location", "story", "casework", "health", "legal"]


@pytest.fixture
def legal(organisation, worker):
    """A second team, with a lawyer and the worker in it."""
    lawyer = make_member(organisation, role="lawyer", team_ids=[])
    team_id = uuid4()
    members = [lawyer.user_id, worker.user_id]
    teams.create(team_id=team_id, members=members, keyring=organisation.keyring(), now=NOW)
    return team_id, Keyring(lawyer, organisation.id, [team_id])


@pytest.fixture
def file(organisation, keyring):
    return ring.create_many(
        subject=uuid4(),
        labels={label: [organisation.casework] for label in LABELS},
        keyring=keyring,
        now=NOW,
    )


@pytest.fixture
def subject(file):
    return file["identity"].subject


def test_a_file_opens_in_one_query(organisation, file, subject, django_assert_num_queries):
    colleague = organisation.keyring()
    colleague.team_secret(organisation.casework)
    with django_assert_num_queries(1):
        opened = ring.open(subject=subject, keyring=colleague)
    assert opened == file
    assert opened.broken == {}
    assert len({key.secret for key in opened.values()}) == 6


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_is_made_in_two_inserts(organisation, keyring, count, django_assert_num_queries):
    keyring.certificate  # noqa: B018  warm
    keyring.team_secret(organisation.casework)
    with django_assert_num_queries(4):  # a savepoint, two inserts, its release
        ring.create_many(
            subject=uuid4(),
            labels={label: [organisation.casework] for label in LABELS[:count]},
            keyring=keyring,
            now=NOW,
        )


def test_only_the_labels_asked_for_are_opened(file, subject, keyring):
    assert ring.open(subject=subject, labels=["story", "coded"], keyring=keyring) == {
        "story": file["story"]
    }


def test_what_was_not_granted_is_missing_and_not_broken(subject, legal):
    opened = ring.open(subject=subject, keyring=legal[1])
    assert opened == {}
    assert opened.broken == {}


def test_one_label_of_many_files_in_one_query(organisation, keyring, django_assert_num_queries):
    made = [
        ring.create(
            subject=uuid4(),
            label="list",
            team_ids=[organisation.casework],
            keyring=keyring,
            now=NOW,
        )
        for _ in range(3)
    ]
    subjects = [key.subject for key in made]
    with django_assert_num_queries(1):
        opened = ring.open_many(subjects=[*subjects, uuid4()], label="list", keyring=keyring)
    assert opened == dict(zip(subjects, made, strict=True))


def test_granting_lets_another_team_in_and_revoking_keeps_it_out(
    organisation, file, subject, keyring, legal
):
    team_id, lawyer = legal
    for _ in range(2):
        ring.grant(subject=subject, labels=["legal", "story"], team_id=team_id, keyring=keyring)
    assert ring.open(subject=subject, keyring=lawyer) == {
        "legal": file["legal"],
        "story": file["story"],
    }
    assert ring.holders(subject) == {
        *((organisation.casework, label) for label in LABELS),
        (team_id, "legal"),
        (team_id, "story"),
    }
    assert ring.revoke(subject=subject, labels=["story"], team_id=team_id) == 1
    assert ring.open(subject=subject, keyring=lawyer) == {"legal": file["legal"]}
    assert ring.open(subject=subject, keyring=organisation.keyring()) == file


def test_nobody_grants_what_she_does_not_hold(subject, legal):
    team_id, lawyer = legal
    with pytest.raises(CannotOpen):
        ring.grant(subject=subject, labels=["story"], team_id=team_id, keyring=lawyer)
    assert ring.open(subject=subject, keyring=lawyer) == {}


def test_a_grant_of_several_is_all_or_nothing(subject, keyring, legal):
    team_id, lawyer = legal
    with pytest.raises(CannotOpen):
        ring.grant(subject=subject, labels=["legal", "coded"], team_id=team_id, keyring=keyring)
    assert ring.open(subject=subject, keyring=lawyer) == {}


def test_two_wraps_of_one_key_open_once(organisation, worker, file, subject, keyring, legal):
    team_id, _lawyer = legal
    ring.grant(subject=subject, labels=["legal"], team_id=team_id, keyring=keyring)
    both = Keyring(worker, organisation.id, [organisation.casework, team_id])
    assert ring.open(subject=subject, keyring=both) == file


def test_a_wrap_that_opens_makes_up_for_one_that_does_not(
    organisation, worker, file, subject, keyring, legal
):
    team_id, _lawyer = legal
    ring.grant(subject=subject, labels=["legal"], team_id=team_id, keyring=keyring)
    with ring.writing():
        Wrap.objects.filter(team_id=organisation.casework, key__label="legal").update(box=b"w1")
    both = Keyring(worker, organisation.id, [organisation.casework, team_id])
    opened = ring.open(subject=subject, keyring=both)
    assert opened == file
    assert opened.broken == {}


def test_a_label_has_one_key(organisation, file, subject, keyring):
    with pytest.raises(IntegrityError):
        ring.create(
            subject=subject,
            label="story",
            team_ids=[organisation.casework],
            keyring=keyring,
            now=NOW,
        )


def test_ensure_makes_a_key_once(organisation, keyring):
    subject = uuid4()
    first, second = (
        ring.ensure(
            subject=subject,
            label="coded",
            team_ids=[organisation.casework],
            keyring=organisation.keyring(keys),
            now=NOW,
        )
        for keys in (keyring.keys, None)
    )
    assert first == second
    assert Key.objects.filter(subject=subject).count() == 1


def test_ensure_does_not_replace_what_others_hold(subject, legal):
    team_id, lawyer = legal
    with pytest.raises(CannotOpen):
        ring.ensure(subject=subject, label="story", team_ids=[team_id], keyring=lawyer, now=NOW)
    assert Key.objects.filter(subject=subject, label="story").count() == 1


def test_shredding_ends_a_file_for_everybody_and_no_other(organisation, subject, file, keyring):
    other = ring.create(
        subject=uuid4(),
        label="story",
        team_ids=[organisation.casework],
        keyring=keyring,
        now=NOW,
    )
    assert ring.shred(subjects=[subject]) == 6
    assert ring.open(subject=subject, keyring=keyring) == {}
    assert ring.holders(subject) == set()
    assert ring.open(subject=other.subject, keyring=keyring) == {"story": other}
    assert ring.shred(subjects=[subject]) == 0


def test_what_a_member_made_before_she_left_stays_good(organisation, worker, file, subject):
    certificates.revoke(user_id=worker.user_id, now=NOW + timedelta(days=1))
    assert ring.open(subject=subject, keyring=organisation.keyring()) == file


def test_no_secret_shows_in_a_representation(file):
    key = file["story"]
    assert repr(key.secret)[2:-1] not in repr(file)
    assert repr(key.id) in repr(file)
