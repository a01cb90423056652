import pytest

from alongside.ui import lint

KEPT_APART = [
    "{% bdi name %}",
    "{{ name|bdi }}",
    "{{ note|bdi_lines }}",
    "<bdi>{{ name }}</bdi>",
    '<a href="{{ url }}" title="{{ name }}">x</a>',
    "<input value='{{ name }}'>",
    '<p{% if a > b %} class="{{ kind }}"{% endif %}>x</p>',
    "<title>{{ app_name }}</title>",
    "<option>{{ name }}</option>",
    "<textarea>{{ note }}</textarea>",
    "{{ form }}{{ form.called.as_field_group }}{{ note_form.as_p }}{{ field.label }}",
    "{{ rows|length }} {{ day|date:'j M' }} {{ forloop.counter }} {{ block.super }}",
    "{{ label|words }}",
    '{{ "ours" }}{{ _("ours") }}',
    "{# {{ name }} #}{% comment 'why' %}{{ name }}{% endcomment %}<!-- {{ name }} -->",
    "{% blocktranslate with name=person.name|bdi %}Next for {{ name }}{% endblocktranslate %}",
    "{% blocktranslate count n=rows|length %}{{ n }}{% plural %}{{ n }}{% endblocktranslate %}",
    "{% blocktranslate count n=total %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}",
    "{% with name=person.name|bdi %}{{ name }}{% endwith %}",
]
TURNING = [
    ("<p>{{ name }}</p>", "{{ name }}"),
    ("<p>{{ name|upper }}</p>", "{{ name|upper }}"),
    ("<bdi>{{ a|bdi }}</bdi>{{ name }}", "{{ name }}"),
    ("<b title='>'>{{ name }}</b>", "{{ name }}"),
    ("{% with name=person.name %}{{ name }}{% endwith %}", "{{ name }}"),
    ("{% with name=a|bdi %}{% endwith %}{{ name }}", "{{ name }}"),
    ("{% with name=a|bdi %}{% with name=b %}{{ name }}{% endwith %}{% endwith %}", "{{ name }}"),
    ("{% blocktranslate %}For {{ name }}{% endblocktranslate %}", "{{ name }}"),
    ("{% blocktranslate with name=a.name %}{{ name }}{% endblocktranslate %}", "{{ name }}"),
    ("{% firstof called name %}", "{% firstof called name %}"),
    ("{{ information }}", "{{ information }}"),
    ("{{ fields_of_work }}", "{{ fields_of_work }}"),
]


@pytest.mark.parametrize("template", KEPT_APART)
def test_values_kept_apart(template):
    assert lint.unbidi(template) == []


@pytest.mark.parametrize(("template", "found"), TURNING)
def test_values_that_may_turn_the_line(template, found):
    assert [each.found for each in lint.unbidi(template)] == [found]


def test_a_finding_says_where_and_what_to_do():
    (found,) = lint.unbidi("<p>\n{% if a %}\n{{ name }}\n</p>")
    assert str(found) == "3: {{ name }}: write {% bdi value %} or {{ value|bdi }}"


@pytest.mark.parametrize(
    "template",
    [
        '<script type="module" src="{% static "ui/js/page.js" %}"></script>',
        '<p title="style=none onclick=nothing">a</p>',
        "<p>style=none, onclick=nothing</p>",
        '<a data-on="x" data-style="y" href="/x/">a</a>',
        "{# <script>x</script> #}",
        '<link rel="stylesheet" href="/a.css">',
    ],
)
def test_pages_without_code(template):
    assert lint.inline_code(template) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<script>go()</script>", ["<script>"]),
        ('<script nonce="{{ n }}">go()</script>', ["<script>"]),
        ("<style>p{}</style>", ["<style>"]),
        ('<p style="color:red">a</p>', ["style"]),
        ("<p STYLE=color:red>a</p>", ["STYLE"]),
        ('<p onclick="go()">a</p>', ["onclick"]),
        ('<p {% if a %}onclick="go()"{% endif %}>a</p>', ["onclick"]),
        ('<p hx-on:click="go()">a</p>', ["hx-on:click"]),
        ('<iframe srcdoc="x"></iframe>', ["srcdoc"]),
        ('<a href="javascript:go()">a</a>', ["javascript:"]),
        ('<a href=" JavaScript:go()">a</a>', ["javascript:"]),
        ("{{ note|safe }}", ["|safe"]),
        ("{% autoescape off %}{% endautoescape %}", ["{% autoescape off"]),
        ('<p onclick="a" style="b">a</p>', ["onclick", "style"]),
    ],
)
def test_code_in_a_page(template, found):
    assert [each.found for each in lint.inline_code(template)] == found


@pytest.mark.parametrize(
    "scss",
    [
        ".a { margin-inline-start: 1px; inset-inline: 0; inline-size: 50%; }",
        "@media (min-width: 48em) { .a { color: red; } }",
        "@container (min-width: 38rem) { .a { color: red; } }",
        "// margin-left: 1px\n/* left: 0; */ .a { text-align: start; }",
        ".a { margin: 1px 2px 3px; padding: 1px 2px 3px 2px; }",
        "@use 'x' with ($page-width: 1140px);",
        ".left:hover { color: red; }",
        ".a { margin: 0;\n  padding: 0.4rem 1rem;\n}",
    ],
)
def test_styles_for_both_directions(scss):
    assert lint.physical_css(scss) == []


@pytest.mark.parametrize(
    ("scss", "found"),
    [
        (".a { margin-left: 1px; }", ["margin-left"]),
        (".a{padding-right:1px}", ["padding-right"]),
        (".a { border-left-color: red; }", ["border-left-color"]),
        (".a { border-top-left-radius: 1px; }", ["border-top-left-radius"]),
        (".a {\n  left: 0;\n  top: 0;\n}", ["left", "top"]),
        (".a { width: 1px; max-height: 2px }", ["width", "max-height"]),
        (".a { float: left; text-align: right }", ["float: left", "text-align: right"]),
        (".a { margin: 1px 2px 3px 4px; }", ["margin: 1px 2px 3px 4px"]),
    ],
)
def test_styles_for_one_direction(scss, found):
    assert [each.found for each in lint.physical_css(scss)] == found
