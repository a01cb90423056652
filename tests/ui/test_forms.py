import re

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from alongside.ui import forms as ui, uploads
from tests.ui.pages import render

PAGE = "{% load ui %}{% form_errors form %}<form>{% fields form %}</form>"
SAY = {"required": "Say what she needs."}


class Referral(ui.PlainForm):
    need = ui.LongTextField(label="What does she need?", help_text="Her words.", error_messages=SAY)
    called = ui.TextField(label="Called", required=False)
    who = ui.ChoiceField(
        label="Who can help?",
        choices=[("a", "Clinic"), ("b", "Court")],
        hints={"b": "On Tuesdays"},
        error_messages={"required": "Choose who can help."},
    )
    how = ui.SkippableChoiceField(label="How did she say yes?", choices=[("s", "She signed")])
    share = ui.MultipleChoiceField(
        label="What may be shared?",
        choices=[("n", "Name"), ("p", "Phone")],
        error_messages={"required": "Choose what she agreed to."},
    )
    until = ui.DayField(label="Until when?", error_messages={"required": "Say until when."})
    language = ui.SelectField(label="Language", choices=[("bn", "Bangla")], required=False)
    told = ui.TickField(label="She was told")
    key = django_forms.CharField(required=False, widget=django_forms.HiddenInput)


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", html).replace(" >", ">").replace("> <", "><").strip()


def test_a_line_of_text_has_a_label_and_is_not_remembered():
    assert text_of(Referral()["called"].as_field_group()) == (
        '<div class="govuk-form-group">'
        '<label class="govuk-label govuk-label--s" for="id_called">Called</label>'
        '<input type="text" name="called" class="govuk-input" autocomplete="off" '
        'spellcheck="false" dir="auto" id="id_called"></div>'
    )


def test_an_error_stands_between_the_question_and_the_answer():
    form = Referral({"need": ""})
    html = text_of(form["need"].as_field_group())
    assert html.index("What does she need?") < html.index("Her words.") < html.index("<textarea")
    assert html.index("Say what she needs.") < html.index("<textarea")
    assert 'class="govuk-form-group govuk-form-group--error"' in html
    assert 'aria-invalid="true" aria-describedby="id_need_helptext id_need_error"' in html
    assert 'id="id_need_helptext"' in html
    assert 'id="id_need_error"' in html


def test_what_a_function_offers_is_asked_anew_for_every_page():
    words = ["Bangla"]

    class Asked(ui.PlainForm):
        language = ui.SelectField(
            label="Language",
            choices=lambda: [(one[:2].lower(), one) for one in words],
            empty="Any",
            required=False,
        )

    options = [option.data["label"] for option in Asked()["language"].subwidgets]
    words.append("Nepali")
    later = Asked({"language": "ne"})

    assert options == ["Any", "Bangla"]
    assert [option.data["label"] for option in later["language"].subwidgets] == [*options, "Nepali"]
    assert (later.is_valid(), later.cleaned_data) == (True, {"language": "ne"})


def test_nothing_is_ticked_beforehand():
    html = render(PAGE, {"form": Referral()})
    assert html.count('type="radio"') == 4
    assert html.count('type="checkbox"') == 3
    assert " checked" not in html
    assert " selected" in html  # the empty line of the drop-down
    assert '<option value="" selected>' in html


def test_radios_stand_in_a_fieldset_with_their_hints():
    html = text_of(Referral()["who"].as_field_group())
    assert '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Who can help?' in html
    assert 'id="id_who_1" aria-describedby="id_who_1_hint"' in html
    assert '<div class="govuk-hint govuk-radios__hint" id="id_who_1_hint">On Tuesdays</div>' in html
    assert html.count("govuk-radios__hint") == 1


@pytest.mark.parametrize("answer", [{}, {"how": ""}, {"how": ui.NOT_NOW}])
def test_not_now_is_an_answer_and_leaves_nothing_behind(answer):
    class Asked(ui.PlainForm):
        how = ui.SkippableChoiceField(label="How?", choices=[("s", "She signed")])

    form = Asked(answer)
    assert form.is_valid()
    assert form.cleaned_data == {"how": ""}


def test_not_now_comes_last_after_an_or_and_stays_chosen():
    html = render(PAGE, {"form": Referral({"how": ui.NOT_NOW})})
    assert html.index("She signed") < html.index("radios__divider") < html.index("Not now")
    assert re.search(r'value="not-now"[^>]* checked', html)


def test_what_is_not_offered_is_refused():
    form = Referral({"how": "shouted"})
    assert "how" in form.errors


TYPED = {
    "called": "মীরা",
    "who": "b",
    "share": ["n", "p"],
    "until_day": "31",
    "until_month": "2",
    "until_year": "2026",
    "language": "bn",
    "told": "on",
    "key": "k",
}


def test_nothing_typed_is_lost_on_an_error():
    html = render(PAGE, {"form": Referral(TYPED)})
    assert 'value="মীরা"' in html
    assert re.search(r'value="b"[^>]* checked', html)
    assert re.search(r'value="n"[^>]* checked', html)
    assert re.search(r'value="p"[^>]* checked', html)
    assert re.search(r'name="until_day"[^>]* value="31"', html)
    assert re.search(r'name="until_month"[^>]* value="2"', html)
    assert re.search(r'name="until_year"[^>]* value="2026"', html)
    assert '<option value="bn" selected>' in html
    assert re.search(r'name="told"[^>]* checked', html)
    assert re.search(r'name="key"[^>]* value="k"', html)


def test_the_summary_counts_and_leads_to_every_field():
    html = render(PAGE, {"form": Referral({})})
    assert "4 things to finish" in html
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html)
    assert links == [
        ("id_need", "Say what she needs."),
        ("id_who_0", "Choose who can help."),
        ("id_share_0", "Choose what she agreed to."),
        ("id_until_0", "Say until when."),
    ]
    for target, _ in links:
        assert html.count(f' id="{target}"') == 1


def test_the_summary_of_one_of_none_and_of_two_forms():
    one = render(PAGE, {"form": Referral(TYPED | {"until_month": "3", "share": ["n"]})})
    assert "One thing to finish" in one
    assert "error-summary" not in render(PAGE, {"form": Referral()})
    both = render(
        "{% load ui %}{% form_errors a b %}", {"a": Referral({}), "b": Referral({}, prefix="b")}
    )
    assert "8 things to finish" in both


def test_an_error_of_the_whole_form_leads_nowhere():
    form = Referral(TYPED)
    form.add_error(None, "She is <here> already.")
    html = render(PAGE, {"form": form})
    assert "<li>She is &lt;here&gt; already.</li>" in html


def test_a_required_field_needs_a_sentence_of_its_own():
    with pytest.raises(ui.MissingMessage, match=r"Silent\.name"):

        class Silent(ui.PlainForm):
            name = ui.TextField(label="Name")


def test_the_sentence_may_come_with_the_kind_of_field():
    class Named(ui.TextField):
        default_error_messages = {"required": "This field is required."}

    with pytest.raises(ui.MissingMessage):
        type("Silent", (ui.PlainForm,), {"name": Named(label="Name")})
    assert issubclass(
        type("Spoken", (ui.PlainForm,), {"name": ui.TextField(error_messages=SAY)}), ui.PlainForm
    )


def test_the_browser_is_not_asked_to_complain():
    assert " required" not in render(PAGE, {"form": Referral()})


def test_a_field_may_ask_to_be_filled_in():
    class SignIn(ui.PlainForm):
        password = ui.TextField(
            error_messages=SAY,
            widget=django_forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )

    html = SignIn()["password"].as_field_group()
    assert 'autocomplete="current-password"' in html


def test_labels_hints_and_options_are_escaped():
    class Hostile(ui.PlainForm):
        pick = ui.ChoiceField(
            label="<b>",
            help_text="<i>",
            choices=[("<v>", "<o>")],
            hints={"<v>": "<u>"},
            error_messages={"required": "<s>"},
        )

    html = render(PAGE, {"form": Hostile({})})
    for tag in "<b>", "<i>", "<v>", "<o>", "<u>", "<s>":
        assert tag not in html
        assert tag.replace("<", "&lt;").replace(">", "&gt;") in html


def test_any_django_field_gets_the_same_markup():
    class Plain(ui.PlainForm):
        number = django_forms.IntegerField(required=False)
        mail = django_forms.EmailField(required=False)
        one = django_forms.ChoiceField(choices=[("a", "A")], required=False)

    html = render(PAGE, {"form": Plain()})
    assert html.count('class="govuk-input"') == 2
    assert html.count('class="govuk-select"') == 1


def upload_form(size: int) -> tuple[dict, MultiValueDict]:
    request = RequestFactory().post(
        "/", {"note": "kept", "paper": SimpleUploadedFile("a.pdf", b"x" * size)}
    )
    return request.POST, request.FILES


class Paper(ui.PlainForm):
    note = ui.TextField(error_messages=SAY)
    paper = ui.FileField(error_messages={"required": "Choose a paper."})


def test_a_file_within_the_bound_arrives_whole():
    form = Paper(*upload_form(1000))
    assert form.is_valid()
    assert form.cleaned_data["paper"].read() == b"x" * 1000
    assert isinstance(form.cleaned_data["paper"].file.getvalue(), bytes)


def test_a_file_beyond_the_bound_is_refused_in_words_and_the_rest_is_kept(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 999)
    form = Paper(*upload_form(1000))
    assert form.errors == {"paper": ["This file is larger than 25 MB. Choose a smaller one."]}
    assert form.cleaned_data == {"note": "kept"}


def test_several_files_share_one_bound(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 1500)
    request = RequestFactory().post(
        "/",
        {
            "a": SimpleUploadedFile("a.pdf", b"x" * 1000),
            "b": SimpleUploadedFile("b.pdf", b"y" * 1000),
        },
    )
    sizes = {name: (file.size, file.too_large) for name, file in request.FILES.items()}
    assert sizes == {"a": (1000, False), "b": (0, True)}


def test_an_empty_file_is_refused_in_words():
    assert Paper(*upload_form(0)).errors["paper"] == ["This file is empty. Choose another one."]


class Provider(ui.PlainForm):
    who = ui.SuggestField(label="From whom?", required=False)

    def __init__(self, *args, words=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].suggest(words)


def test_words_are_offered_and_any_other_is_taken():
    form = Provider({"who": " Somebody <b> "}, words=["Clinic", 'The "old" house', "Clinic"])
    assert form.is_valid()
    assert form.cleaned_data == {"who": "Somebody <b>"}
    html = render(PAGE, {"form": form})
    assert 'list="id_who_words"' in html
    offered = html[html.index("<datalist") : html.index("</datalist>")]
    assert offered == (
        '<datalist id="id_who_words"><option value="Clinic"></option>'
        '<option value="The &quot;old&quot; house"></option>'
    )


def test_one_form_does_not_offer_what_another_did():
    assert "Clinic" in render(PAGE, {"form": Provider(words=["Clinic"])})
    html = render(PAGE, {"form": Provider()})
    assert "datalist" not in html
    assert "list=" not in html
