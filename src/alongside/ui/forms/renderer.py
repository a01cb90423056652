"""The renderer behind FORM_RENDERER: every form of the node gets the same markup."""

from django.forms.renderers import TemplatesSetting


class AlongsideRenderer(TemplatesSetting):
    """Render forms with our templates; widget templates are overridden by name.

    Needs `alongside.ui` before `django.forms` in INSTALLED_APPS.
    """

    form_template_name = "ui/forms/fields.html"
    field_template_name = "ui/forms/field.html"
