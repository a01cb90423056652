"""Who agreed or answered may take it back until the decision has taken effect."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alongside.alliance import slips
from alongside.alliance.actions import applications as actions, references
from alongside.alliance.enums.membership import Stance
from alongside.alliance.errors import Decided, NotAgreed, NotAnswered, NotThere
from alongside.alliance.membership_papers import Answered
from alongside.alliance.models import Agreement, Member, Reference, Slip
from alongside.alliance.queries import applications as queries, references as asked_of_us
from alongside.audit.models import Entry
from alongside.organisations.enums import UserState
from alongside.organisations.models import User
from tests.alliance.membership import asked, colleague, make_application, make_member_world, noted
from tests.casework.pages import entered
from tests.organisations.factories import NOW

pytestmark = pytest.mark.django_db

SAID = Answered(stance=Stance.SUPPORTS, words="We know them from the market.")


@pytest.fixture
def me(secretariat):
    return secretariat.coordinator.actor


def page(actor, application_id):
    return queries.application(application_id=application_id, actor=actor, now=NOW)


def last_line():
    entry = Entry.objects.order_by("-seq").first()
    return entry.action, entry.object_id, entry.actor


def test_who_agreed_takes_it_back_and_may_agree_again(secretariat, me):
    about = {"application_id": make_application(me), "actor": me, "now": NOW}
    actions.agree(**about)
    actions.take_back(**about)
    assert last_line() == (
        "alliance.application.taken_back",
        str(about["application_id"]),
        str(me.user_id),
    )
    assert Agreement.objects.count() == 0
    # Another agrees first now, and alone.
    assert actions.agree(**about | {"actor": colleague(secretariat).actor}) is None
    assert page(me, about["application_id"]).may_agree is True
    assert actions.agree(**about) == Member.objects.get().pk


def test_who_works_elsewhere_by_now_does_not_make_a_member(secretariat, me):
    about = {"application_id": make_application(me), "now": NOW}
    gone = colleague(secretariat)
    actions.agree(actor=gone.actor, **about)
    assert len(page(me, about["application_id"]).agreements) == 1
    User.objects.filter(pk=gone.user.pk).update(state=UserState.LEFT)
    assert page(me, about["application_id"]).agreements == []
    assert actions.agree(actor=me, **about) is None
    other = colleague(secretariat, "Noi").actor
    assert actions.agree(actor=other, **about) == Member.objects.get().pk


def test_nobody_takes_back_what_another_said_or_what_has_counted(secretariat, me):
    about = {"application_id": make_application(me), "now": NOW}
    other = colleague(secretariat).actor
    actions.agree(actor=me, **about)
    with pytest.raises(NotAgreed, match="nothing to take back"):
        actions.take_back(actor=other, **about)
    actions.agree(actor=other, **about)
    with pytest.raises(Decided):
        actions.take_back(actor=me, **about)
    assert (Agreement.objects.count(), Member.objects.count()) == (2, 1)


def test_a_member_takes_its_answer_back_and_nothing_of_it_is_left(me):
    them, member = make_member_world()
    theirs = them.coordinator.actor
    application_id = make_application(me)
    reference = asked(me, application_id, member, "At the market?")
    about = {"reference_id": reference.pk, "actor": theirs, "now": NOW}
    with pytest.raises(NotAnswered):
        references.take_back(**about)
    references.answer(said=SAID, **about)
    references.take_back(**about)
    assert last_line() == ("alliance.reference.taken_back", str(reference.pk), str(theirs.user_id))
    assert page(me, application_id).references[0].said is None
    assert list(Slip.objects.values_list("part", flat=True)) == [slips.QUESTION] * 2
    assert asked_of_us.waiting(actor=theirs) == 1
    against = Answered(stance=Stance.AGAINST, words="We asked again.")
    references.answer(said=against, **about)
    assert page(me, application_id).references[0].said == against
    actions.decline(application_id=application_id, reason="x", actor=me, now=NOW)
    with pytest.raises(NotAnswered, match="decided meanwhile"):
        references.take_back(**about)
    assert asked_of_us.question(**about).answer == against


def test_what_was_noted_of_somebody_outside_is_taken_off(me):
    _them, member = make_member_world()
    application_id, other = make_application(me), make_application(me)
    reference, answered = noted(me, application_id), asked(me, application_id, member)
    about = {"actor": me, "now": NOW}
    for wrong in (
        {"application_id": other, "reference_id": reference.pk},
        # What a member said is the member's to take back.
        {"application_id": application_id, "reference_id": answered.pk},
    ):
        with pytest.raises(NotThere):
            actions.take_off(**wrong, **about)
    right = {"application_id": application_id, "reference_id": reference.pk}
    actions.take_off(**right, **about)
    assert last_line() == ("alliance.reference.taken_off", str(application_id), str(me.user_id))
    assert list(Reference.objects.values_list("pk", flat=True)) == [answered.pk]
    assert set(Slip.objects.values_list("about", flat=True)) == {answered.pk}
    late = noted(me, application_id)
    actions.decline(application_id=application_id, reason="x", **about)
    with pytest.raises(Decided):
        actions.take_off(application_id=application_id, reference_id=late.pk, **about)


def test_nobody_else_takes_anything_back(secretariat, me):
    them, member = make_member_world()
    stranger, _other = make_member_world(name="Another")
    application_id = make_application(me)
    reference, outside = asked(me, application_id, member), noted(me, application_id)
    references.answer(reference_id=reference.pk, said=SAID, actor=them.coordinator.actor, now=NOW)
    actions.agree(application_id=application_id, actor=me, now=NOW)
    for actor in (secretariat.caseworker.actor, them.coordinator.actor):
        with pytest.raises(PermissionDenied):
            actions.take_back(application_id=application_id, actor=actor, now=NOW)
        with pytest.raises(PermissionDenied):
            actions.take_off(
                application_id=application_id, reference_id=outside.pk, actor=actor, now=NOW
            )
    for actor in (me, stranger.coordinator.actor):
        with pytest.raises(NotThere):
            references.take_back(reference_id=reference.pk, actor=actor, now=NOW)
    assert (Agreement.objects.count(), Reference.objects.count()) == (1, 2)


def test_the_secretariats_page_offers_it(secretariat, me):
    application_id = make_application(me)
    reference = noted(me, application_id)
    browser = entered(secretariat.coordinator)
    place = reverse("alliance:application", args=[application_id])
    back = reverse("alliance:application_take_back", args=[application_id])
    off = reverse("alliance:reference_off", args=[application_id, reference.pk])
    shown = browser.get(place).content.decode()
    assert (back in shown, off in shown) == (False, True)
    assert "You did not agree" in browser.post(back, follow=True).content.decode()
    browser.post(reverse("alliance:application_agree", args=[application_id]))
    assert back in browser.get(place).content.decode()
    assert "You took your agreement back." in browser.post(back, follow=True).content.decode()
    assert "Taken off." in browser.post(off, follow=True).content.decode()
    actions.decline(application_id=application_id, reason="x", actor=me, now=NOW)
    assert "decided already" in browser.post(back, follow=True).content.decode()
    assert back not in browser.get(place).content.decode()


def test_the_page_of_who_was_asked_offers_it(me):
    them, member = make_member_world()
    reference = asked(me, make_application(me), member)
    browser = entered(them.coordinator)
    place = reverse("alliance:reference", args=[reference.pk])
    back = reverse("alliance:reference_take_back", args=[reference.pk])
    assert back not in browser.get(place).content.decode()
    assert "Nothing was answered" in browser.post(back, follow=True).content.decode()
    browser.post(place, {"stance": "supports", "words": "kestrel"})
    shown = browser.get(place).content.decode()
    assert (back in shown, "kestrel" in shown) == (True, True)
    shown = browser.post(back, follow=True).content.decode()
    assert ("You can answer anew." in shown, "kestrel" in shown) == (True, False)
