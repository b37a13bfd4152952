"""A read model of another version's form is made again from the log; nobody does it by hand."""

from sqlalchemy import inspect, text

from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.runner import BatchRunner
from projections.views import VIEWS
from tests.support.office import CURUG, DINAS, KELAPA_DUA, Office


def started_again(office: Office) -> BatchRunner:
    made = office.installation
    return BatchRunner(VIEWS, made.views, made.log, office.centre.keys)


def test_a_column_that_an_older_version_did_not_have(office: Office) -> None:
    job = office.approve(office.complete())
    office.installation.runner.run_once()
    with office.installation.views.begin() as connection:
        connection.execute(text("ALTER TABLE queue_jobs DROP COLUMN rank"))
    before = {at.view: at.position for at in office.installation.runner.progress()}
    runner = started_again(office)
    runner.run_once()
    after = {at.view: at.position for at in runner.progress()}
    with office.installation.views.connect() as connection:
        row = queue.job(connection, job) or {}

    assert (0, "pending") == (row["rank"], row["status"])
    assert before == after


def test_a_table_that_an_older_version_did_not_have(office: Office) -> None:
    office.installation.runner.run_once()
    with office.installation.views.begin() as connection:
        connection.execute(text("DROP TABLE people_policies"))
    runner = started_again(office)
    runner.run_once()
    with office.installation.views.connect() as connection:
        codes = [row["code"] for row in people.office_list(connection)]

    assert inspect(office.installation.views).has_table("people_policies")
    assert [DINAS, CURUG, KELAPA_DUA] == codes


def test_a_view_of_this_versions_form_is_left_as_it_is(office: Office) -> None:
    office.installation.runner.run_once()
    before = office.installation.runner.progress()

    assert before == started_again(office).progress()


def test_an_index_of_another_form_is_made_anew_and_nothing_else(office: Office) -> None:
    office.approve(office.complete())
    office.installation.runner.run_once()
    with office.installation.views.begin() as connection:
        connection.execute(text("DROP INDEX register_stage"))
        connection.execute(text("CREATE INDEX register_stage ON register_documents (office)"))
        connection.execute(text("DROP INDEX register_nik"))
    before = office.installation.runner.progress()
    after = started_again(office).progress()
    found = inspect(office.installation.views).get_indexes("register_documents")
    columns = {one["name"]: one["column_names"] for one in found}

    assert before == after
    assert ["office", "stage"] == columns["register_stage"][:2]
    assert ["nik"] == columns["register_nik"]
