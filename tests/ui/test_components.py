import pytest
from django.template import Context, Template

from alongside.ui import components, icons

TURNING = "مريم <b>&"
ISOLATED = "<bdi>مريم &lt;b&gt;&amp;</bdi>"


def rendered(template: str, **context: object) -> str:
    return Template("{% load ui %}" + template).render(Context(context))


@pytest.mark.parametrize("template", ["{% bdi name %}", "{{ name|bdi }}"])
def test_a_value_is_escaped_and_isolated(template):
    assert rendered(template, name=TURNING) == ISOLATED


@pytest.mark.parametrize("empty", ["", None])
def test_nothing_to_isolate_gives_nothing(empty):
    assert rendered("{% bdi name %}{{ name|bdi_lines }}", name=empty) == ""


def test_zero_is_something():
    assert rendered("{{ number|bdi }}", number=0) == "<bdi>0</bdi>"


def test_longer_text_keeps_its_lines_and_each_paragraph_its_direction():
    text = "one <i>\r\ntwo\n\n\nমীরা"
    assert rendered("{{ text|bdi_lines }}", text=text) == (
        '<p dir="auto">one &lt;i&gt;<br>two</p><p dir="auto">মীরা</p>'
    )


def test_our_sentence_keeps_its_direction_and_isolates_what_it_says():
    assert components.sentence("Say <hello> to %(name)s", name=TURNING) == (
        f"Say &lt;hello&gt; to {ISOLATED}"
    )
    assert rendered("{{ text|words }}", text="a & b") == "a &amp; b"


def test_chip():
    assert rendered('{% chip text "blue" %}', text="<New>") == (
        '<bdi class="al-chip al-chip--blue">&lt;New&gt;</bdi>'
    )
    with pytest.raises(components.UnknownKind):
        components.chip("New", "orange")


def test_a_figure_is_a_link_where_there_is_something_behind_it():
    assert components.stat(2, "answers") == (
        '<li class="al-stat"><strong>2</strong> <span>answers</span></li>'
    )
    assert components.stat(1, "late", "/x/", late=True) == (
        '<li class="al-stat al-stat--late"><a href="/x/">'
        "<strong>1</strong> <span>late</span></a></li>"
    )


@pytest.mark.parametrize(
    ("value", "largest", "width"), [(412, 412, 100), (1, 1000, 1), (206, 412, 50), (9, 3, 100)]
)
def test_a_bar_is_as_wide_as_its_share(value, largest, width):
    assert components.bar(value, largest) == (
        f'<span class="al-bar"><span class="al-bar__fill al-w-{width}"></span>'
        f"<bdi>{value}</bdi></span>"
    )


@pytest.mark.parametrize("largest", [0, 412])
def test_no_bar_stands_before_a_number_that_is_not_said(largest):
    assert components.bar(0, largest, "fewer than 10") == (
        '<span class="al-bar al-bar--none"><bdi>fewer than 10</bdi></span>'
    )


def test_progress_is_said_in_words():
    assert components.progress(3, 5) == (
        '<div class="al-progress"><progress max="5" value="3" aria-hidden="true"></progress>'
        "<p>3 of 5 steps done</p></div>"
    )
    assert 'max="1" value="0"' in components.progress(0, 0)


def test_the_way_back():
    assert rendered('{% back_link "/x/" %}') == (
        '<a class="govuk-back-link" href="/x/"><bdi>Back</bdi></a>'
    )
    assert rendered('{% back_link "/x/" name %}', name="<M>") == (
        '<a class="govuk-back-link" href="/x/"><bdi>&lt;M&gt;</bdi></a>'
    )


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Mira", "M"),
        ("“jasmine” (chosen)", "J"),
        ("মীরা", "মী"),
        ("ស្រីមុំ", "ស្រី"),
        ("শ্রীময়ী", "শ্রী"),
        ("မိုးမိုး", "မိုး"),
        ("Ánh", "Á"),
        ("سميرة", "س"),
        ("42", ""),
        ("", ""),
    ],
)
def test_a_face_shows_the_first_letter_with_its_marks(name, first):
    assert components.initial(name) == first


def test_a_face_without_a_name_shows_nobody_in_particular():
    assert components.face("") == (
        f'<span class="al-face" aria-hidden="true">{icons.svg("person")}</span>'
    )


def test_every_icon_is_drawn_hidden_and_within_the_page():
    for name in icons.DRAWINGS:
        drawn = icons.svg(name)
        assert drawn.startswith("<svg ")
        assert drawn.endswith("</svg>")
        assert 'aria-hidden="true"' in drawn
        assert "href" not in drawn
        assert "style" not in drawn


def test_only_what_points_is_mirrored():
    mirrored = {name for name in icons.DRAWINGS if "al-icon--directed" in icons.svg(name)}
    assert mirrored == {"arrow", "leave"}


def test_an_icon_nobody_drew_is_refused():
    with pytest.raises(icons.UnknownIcon):
        icons.svg("crown")
