"""Bringing in a register in the browser, from the sheet to taking it back."""

from io import BytesIO

import pytest

from alongside.casework.models import Case
from alongside.vault.models import Draft
from tests.casework.pages import NASTY, entered, filled, read
from tests.organisations.factories import make_second_organisation

START, COLUMNS, CHECK, RUN = (
    "/p/import/",
    "/p/import/columns/",
    "/p/import/check/",
    "/p/import/run/",
)
REGISTER = (
    "File no.,First Name,Birthdate,Our own note\n"
    "A-1,Mira,17/03/1999,calm\n"
    "A-2,সুনীতা,12/11/2001,\n"
    "A-3,Lan,01/01/2091,impossible\n"
)
UNSURE = "File no.,First Name,Birthdate\nA-1,Mira,03/04/1999\nA-2,Lan,05/06/2001\n"


def sheet(text=REGISTER, name="register of Mira.csv"):
    content = BytesIO(text if isinstance(text, bytes) else text.encode())
    content.name = name
    return {"sheet": content}


class WithoutThreads:
    """Marks the tests that need no work in a thread."""

    pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


class TestSending(WithoutThreads):
    def test_it_leads_to_the_columns_and_writes_nothing(self, mine):
        assert mine.post(START, sheet())["Location"] == COLUMNS
        page = read(mine.get(COLUMNS))
        assert "3 rows found." in page.text
        assert "Mira" in page.isolated
        fields = page.form().fields
        assert fields["match_key"] == ["0"]
        assert fields["use-1"] == ["prs_FirstName"]
        assert fields["use-2"] == ["prs_Birthdate"]
        assert fields["use-3"] == ["own"]
        assert Case.objects.count() == 0

    def test_what_was_sent_is_kept_sealed(self, mine):
        mine.post(START, sheet())
        (box,) = Draft.objects.order_by("slot").values_list("box", flat=True)
        assert len(box) > len(REGISTER)
        assert b"Mira" not in bytes(box)
        assert b"TWlyYS" not in bytes(box)

    @pytest.mark.parametrize(
        ("text", "name", "sentence"),
        [
            (b"", "a.csv", "This file is empty. Choose another."),
            (b"PK\x03\x04 not really", "a.xlsx", "This file is damaged."),
            (b"\xff\xd8\xff photo", "a.jpg", "neither a workbook nor a table"),
            ("Name\n", "a.csv", "There are no rows in this file."),
        ],
    )
    def test_what_cannot_be_read_gets_a_sentence(self, mine, text, name, sentence):
        response = mine.post(START, sheet(text, name))
        assert response.status_code == 422
        assert sentence in read(response).text
        assert Draft.objects.count() == 0

    def test_no_file_gets_a_sentence(self, mine):
        assert (
            read(mine.post(START, {})).text.count("Choose the file that holds your register.") == 2
        )

    def test_pages_behind_it_are_not_there_before(self, mine):
        assert mine.get(COLUMNS).status_code == 404
        assert mine.get(CHECK).status_code == 404
        assert mine.post(RUN).status_code == 404

    def test_a_role_that_moves_no_register_is_refused(self, world):
        browser = entered(world.researcher)
        assert [browser.get(url).status_code for url in (START, COLUMNS, CHECK)] == [403] * 3

    def test_a_nasty_heading_and_cell_stay_text(self, mine):
        mine.post(START, sheet(f'File no.,"{NASTY.replace(chr(34), chr(34) * 2)}"\nA-1,<i>x</i>\n'))
        response = mine.get(COLUMNS)
        assert "<b>" not in response.content.decode()
        assert "<i>x" not in response.content.decode()
        assert "<i>x</i>" in read(response).isolated


class TestColumns(WithoutThreads):
    def test_two_columns_cannot_be_the_same(self, mine):
        mine.post(START, sheet())
        sent = filled(mine.get(COLUMNS)) | {"use-3": "prs_FirstName"}
        response = mine.post(COLUMNS, sent)
        page = read(response)
        assert response.status_code == 422
        assert page.text.count("“First Name” is this already.") == 2
        assert page.form().fields["use-3"] == ["prs_FirstName"]

    def test_the_order_of_day_and_month_is_asked_where_nobody_can_know(self, mine):
        mine.post(START, sheet(UNSURE))
        page = mine.get(COLUMNS)
        assert "Which comes first in this column?" in read(page).text
        assert mine.get(CHECK)["Location"] == COLUMNS
        refused = mine.post(COLUMNS, filled(page))
        assert read(refused).text.count("Choose what comes first, the day or the month.") == 2
        assert mine.post(COLUMNS, filled(page) | {"order-2": "mdy"})["Location"] == CHECK

    def test_a_choice_is_kept_when_she_comes_back(self, mine):
        mine.post(START, sheet())
        mine.post(COLUMNS, filled(mine.get(COLUMNS)) | {"use-3": "ignore", "match_key": ""})
        fields = read(mine.get(COLUMNS)).form().fields
        assert (fields["use-3"], fields["match_key"]) == (["ignore"], [""])


class TestLooking(WithoutThreads):
    def test_every_row_is_told_and_nothing_written(self, mine):
        mine.post(START, sheet())
        mine.post(COLUMNS, filled(mine.get(COLUMNS)))
        page = read(mine.get(CHECK))
        assert "Nothing is written yet." in page.text
        assert "2 new files" in page.text
        assert "1 refused" in page.text
        assert Case.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
class TestDoing:
    def bring_in(self, mine):
        mine.post(START, sheet())
        mine.post(COLUMNS, filled(mine.get(COLUMNS)))
        response = mine.post(RUN)
        return b"".join(response.streaming_content).decode()

    def report_url(self, html):
        return html.split('class="govuk-button" href="')[1].split('"')[0]

    def test_it_shows_how_far_it_is_and_leads_to_the_report(self, mine):
        html = self.bring_in(mine)
        assert "It has begun." in html
        assert "<progress" in html
        page = read(mine.get(self.report_url(html)))
        assert "2 new files" in page.text
        assert "1 refused" in page.text
        assert Case.objects.count() == 2
        assert Draft.objects.count() == 0

    def test_the_same_again_updates_and_opens_nothing(self, mine):
        self.bring_in(mine)
        page = read(mine.get(self.report_url(self.bring_in(mine))))
        assert "0 new files" in page.text
        assert Case.objects.count() == 2

    def test_it_can_be_taken_back(self, mine):
        url = self.report_url(self.bring_in(mine))
        assert mine.get(url + "undo/").status_code == 405
        page = read(mine.post(url + "undo/", follow=True))
        assert "2 files removed" in page.text
        assert "This import was taken back." in page.text
        assert Case.objects.count() == 0

    def test_a_foreign_report_is_the_same_as_none(self, world, mine):
        url = self.report_url(self.bring_in(mine))
        stranger = entered(make_second_organisation(world).caseworker)
        assert stranger.get(url).status_code == 404
        assert stranger.post(url + "undo/").status_code == 404
        assert Case.objects.count() == 2

    def test_the_name_of_the_sheet_stays_out_of_the_address(self, mine):
        assert "Mira" not in self.report_url(self.bring_in(mine))
        assert "register of Mira.csv" in read(mine.get(START)).isolated
