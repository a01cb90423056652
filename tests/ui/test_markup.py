from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from alongside.ui.forms import SelectField, markup


def test_attributes_are_escaped_and_switches_have_no_value():
    attrs = {"class": "left to the template", "id": "a", "required": True, "hidden": False}
    attrs |= {"data-words": '"><b>&', "maxlength": 6}
    assert markup.attributes(attrs) == (
        ' id="a" required data-words="&quot;&gt;&lt;b&gt;&amp;" maxlength="6"'
    )


def test_options_are_escaped_and_grouped_as_django_writes_them():
    choices = [("a&b", "<i>one</i>"), (_("Group"), [("2", SafeString("two&nbsp;"))])]
    field = SelectField(choices=choices)
    assert markup.options(field.widget.optgroups("who", ["2"])) == (
        '<option value="">—</option><option value="a&amp;b">&lt;i&gt;one&lt;/i&gt;</option>'
        '<optgroup label="Group"><option value="2" selected>two&nbsp;</option></optgroup>'
    )
