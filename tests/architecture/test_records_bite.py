"""Each rule about tables and addresses finds what is planted, and lets what is right stand."""

from types import SimpleNamespace

from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.urls import include, path

from tests.architecture import records


def table(*, clear=None, sealed=None, **columns):
    """Return a stand-in with the two things the rules read: columns and their classes."""
    fields = []
    for name, field in {"id": models.UUIDField(), **columns}.items():
        field.set_attributes_from_name(name)
        field.concrete = True
        fields.append(field)
    body = {"_meta": SimpleNamespace(get_fields=lambda: fields)}
    if clear is not None:
        body["Privacy"] = SimpleNamespace(clear=clear, sealed=sealed)
    return type("Planted", (), body)


def test_a_column_nobody_classified_is_found():
    planted = table(clear={"id"}, sealed=set(), name=models.TextField())
    assert records.unclassified(planted) == ["name is not classified"]


def test_a_table_without_classes_is_found():
    assert records.unclassified(table()) == ["Planted has no Privacy class of its own"]


def test_a_column_classified_twice_or_gone_is_found():
    planted = table(clear={"id", "box", "old"}, sealed={"box"}, box=models.BinaryField())
    assert records.unclassified(planted) == ["box is both clear and sealed", "old is no column"]


def test_a_sealed_column_that_holds_text_is_found():
    columns = {"box": models.BinaryField(), "code_hash": models.CharField()}
    planted = table(clear={"id"}, sealed=set(columns), **columns)
    assert records.sealed_but_readable(planted) == []
    planted = table(clear={"id"}, sealed={"name"}, name=models.TextField())
    assert records.sealed_but_readable(planted) == ["name is called sealed, but is a TextField"]


def line_of_migrations(place, last, **previous):
    directory = place / "casework" / "migrations"
    directory.mkdir(parents=True)
    for name, before in previous.items():
        pairs = [("casework", each) for each in before] + [("audit", "0001_initial")]
        number = name.removeprefix("m")
        (directory / f"{number}.py").write_text(f"class Migration:\n    dependencies = {pairs}\n")
    if last:
        (directory / "max_migration.txt").write_text(f"{last}\n")
    return directory


def test_one_line_of_migrations_stands(tmp_path):
    directory = line_of_migrations(tmp_path, "0002_b", m0001_a=[], m0002_b=["0001_a"])
    assert records.forked_migrations(directory) == []


def test_a_fork_in_the_migrations_is_found(tmp_path):
    directory = line_of_migrations(
        tmp_path, "0002_b", m0001_a=[], m0002_b=["0001_a"], m0002_c=["0001_a"]
    )
    assert records.forked_migrations(directory) == [
        "the line ends 2 times: ['0002_b', '0002_c']",
        "max_migration.txt names 0002_b; run `make migrations`",
    ]


def test_a_migration_nobody_named_as_last_is_found(tmp_path):
    directory = line_of_migrations(tmp_path, "", m0001_a=[])
    assert records.forked_migrations(directory) == [
        "max_migration.txt names nothing; run `make migrations`"
    ]


def page(request):
    raise NotImplementedError


def closed_page(request):
    raise NotImplementedError


def test_a_view_opened_to_everybody_is_found():
    patterns = [
        path("a", closed_page, name="file"),
        path("b", include(([path("c", login_not_required(page), name="leak")], "casework"))),
    ]
    assert records.open_to_everybody(patterns) == {"casework:leak"}


def test_an_address_without_a_name_is_found():
    assert records.unnamed_addresses([path("a", page)]) == [str(page)]
