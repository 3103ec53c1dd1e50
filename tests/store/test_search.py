"""Searching the desk: what is found, in which order, and an index that is never out of step."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from negotiator_desk.domain.search import searched_fields
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.deal import Deal, Outcome, Snapshot
from negotiator_desk.models.desk import DealState
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.models.learn import CarriedLesson, Lesson
from negotiator_desk.models.signature import Reopening, Term, TermVersion
from negotiator_desk.models.table import Given, Meeting, MeetingPerson, Trade
from negotiator_desk.store import search, search_index
from negotiator_desk.store.connection import connect, pragma
from negotiator_desk.store.desk import Desk, DeskLocked, open_desk
from negotiator_desk.store.search import SearchPage
from tests.store.indexing import assert_in_step, words_anew, words_of
from tests.store.making import EDIT, Clock, a_deal, a_desk, many, put, uid

ROOT = Path(__file__).resolve().parents[2]


def searched() -> Snapshot:
    """A deal with words in every kind of text."""
    return Snapshot(
        deal=Deal(
            id=uid("searched"),
            title="Fleet 2027",
            buyer="Wexcombe Rail",
            currency="EUR",
            outcome=Outcome(winner="Zephyr Lines", reasons=("Cheaper by far", "Known quantity")),
            updated_at=datetime(2026, 3, 1, tzinfo=UTC),
        ),
        stakeholders=(
            Stakeholder(id=uid("zoë"), name="Zoë Crème-Ångström", notes="Écoute: the naïve façade"),
            Stakeholder(id=uid("tanaka"), name="田中", notes="価格交渉は来週。Kaufmännisch klar."),
        ),
        meetings=(
            Meeting(
                id=uid("m"),
                title="Kick-off",
                held_on=date(2026, 2, 3),
                our_people=(MeetingPerson(id=uid("mp1"), name="Priya", speaks_on="indemnities"),),
            ),
        ),
        trades=(
            Trade(
                id=uid("t1"),
                number=7,
                wording="If you pay in 30 days, then we hold the price",
                given=(
                    Given(id=uid("g1"), description="Payment terms of R&D"),
                    Given(id=uid("g2"), description="Training, 2 days"),
                ),
            ),
        ),
        terms=(
            Term(
                id=uid("liability"),
                name="Liability cap",
                versions=(TermVersion(id=uid("v1"), wording="Uncapped for gross negligence"),),
                reopenings=(Reopening(id=uid("r"), ask="Wants a higher ceiling"),),
                wording_sha256="ab" * 32,
            ),
        ),
        lessons=(Lesson(id=uid("l"), text="Hold the price until award", tags=("anchoring",)),),
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as made:
        put(made, searched())
        yield made


def found(page: SearchPage) -> set[object]:
    return {hit.record.id for hit in page.hits}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("fleet", ["searched"]),
        ("wexcombe fleet", ["searched"]),
        ("zephyr", ["searched"]),
        ("quantity", ["searched"]),
        ("indemnities", ["m"]),
        ("negligence", ["liability"]),
        ("ceiling cap", ["liability"]),
        ("anchoring", ["l"]),
        ("hold price", ["t1", "l"]),
        ("hold the pri", ["t1", "l"]),
        ('"the price until"', ["l"]),
        ('"price the"', []),
        ("the", ["t1", "l", "zoë"]),
        ("hold fleet", []),  # all words in one record
        ("ric", []),  # the beginning of words, not their middle
    ],
)
def test_every_text_is_found(desk: Desk, text: str, names: list[str]) -> None:
    assert found(desk.search(text)) == {uid(name) for name in names}


@pytest.mark.parametrize("text", ["zoe creme", "ZOË CRÈME", "angstrom", "Ångs", "ecoute naive"])
def test_case_and_accents_make_no_difference(desk: Desk, text: str) -> None:
    assert found(desk.search(text)) == {uid("zoë")}


@pytest.mark.parametrize(
    "text", ["価格", "交渉", "格交", "価格交渉は", "来週", "田中", "渉", "kaufm"]
)
def test_japanese_is_found_in_the_middle_of_a_text(desk: Desk, text: str) -> None:
    assert found(desk.search(text)) == {uid("tanaka")}


def test_japanese_that_does_not_stand_so_is_not_found(desk: Desk) -> None:
    assert not desk.search("交価").hits
    assert found(desk.search("交渉 田中")) == {uid("tanaka")}


def test_only_the_last_word_may_be_begun(desk: Desk) -> None:
    assert found(desk.search("price hol")) == {uid("t1"), uid("l")}
    assert not desk.search("hol price").hits
    assert not desk.search('"hol"').hits
    assert found(desk.search('"hold the pr')) == {uid("t1"), uid("l")}
    assert not desk.search("h").hits  # one letter is a word


@pytest.mark.parametrize(
    "text", ["EUR", "abab", "2026", "liability_cap", str(uid("t1")), "uncapped priya", "proposed"]
)
def test_codes_ids_dates_and_choices_are_no_texts(desk: Desk, text: str) -> None:
    if text == "liability_cap":
        assert found(desk.search(text)) == {uid("liability")}
    else:
        assert not desk.search(text).hits


@pytest.mark.parametrize(
    "text",
    [
        "", " ", '"', '""', '"""', "*", "(", ")", "a AND", "NOT", "OR OR", "NEAR(a b", "title:x",
        "-x", "^", "{title}", "price\x00", "\x00", "\ud800 price", "'; DROP TABLE deal; --",
        "+" * 400, "price " * 100, "\U00012000", "a" * 5000, "%", "_", "\\", "👩‍💻",
        "place:dabc", "search_index", "\u0300",
    ],
)  # fmt: skip
def test_no_text_is_a_command(desk: Desk, text: str) -> None:
    before = words_of(desk)
    page = desk.search(text)
    assert isinstance(page, SearchPage)
    assert words_of(desk) == before


def test_operators_are_words(desk: Desk) -> None:
    with desk.edit(EDIT) as unit:
        unit.insert(uid("searched"), Lesson(id=uid("ops"), text="Either or not and near R&D"))
    assert found(desk.search("not or and near")) == {uid("ops")}
    assert found(desk.search("R&D")) == {uid("ops"), uid("t1")}
    assert not desk.search("place dfoo").hits


def test_what_holds_the_words_in_its_name_comes_first(desk: Desk) -> None:
    with desk.edit(EDIT) as unit:
        for number in range(5):
            unit.insert(
                uid("searched"), Stakeholder(id=uid(f"p{number}"), name="Ann", notes="a liability")
            )
    page = desk.search("liability")
    assert page.hits[0].record.id == uid("liability")
    assert page.ranked
    assert page.total == 6
    assert dict(page.counts) == {"stakeholders": 5, "terms": 1}


def test_a_hit_says_where_the_words_stand(desk: Desk) -> None:
    (hit,) = desk.search("gross neg").hits
    assert (hit.kind, hit.deal_id, hit.deal_title) == ("terms", uid("searched"), "Fleet 2027")
    assert hit.context.field is not None
    assert hit.context.field.name == "versions"
    assert [(part.text, part.found) for part in hit.context.parts] == [
        ("Uncapped for ", False),
        ("gross", True),
        (" ", False),
        ("negligence", True),
    ]
    assert not hit.archived


def test_more_than_can_be_ranked_come_newest_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "RANKED", 3)
    ids = [uid(f"many {number}") for number in range(6)]
    with desk.edit(EDIT) as unit:
        unit.insert_many(uid("searched"), [Lesson(id=each, text="common") for each in ids])
    with desk.edit(EDIT) as unit:
        moment = datetime(2026, 5, 1, tzinfo=UTC)
        unit.update(uid("searched"), "lessons", ids[2], {"updated_at": moment})
    page = desk.search("common", limit=4)
    assert (page.total, page.more, page.ranked) == (3, True, False)
    assert not page.counts
    assert [hit.record.id for hit in page.hits] == [ids[2], ids[5], ids[4], ids[3]]


def test_words_that_are_everywhere_do_not_change_the_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMMON", 3)
    with desk.edit(EDIT) as unit:
        for number in range(8):
            text = "the end" if number % 2 else "the start"
            unit.insert(uid("searched"), Lesson(id=uid(f"n{number}"), text=text))
        unit.insert(uid("searched"), Lesson(id=uid("rare"), text="the rare one"))
    assert found(desk.search("the rare")) == {uid("rare")}
    assert len(desk.search("the end").hits) == 4  # both are everywhere


def test_some_kinds_or_one_deal(desk: Desk) -> None:
    put(desk, many(searched(), 1, "other"))
    assert len(desk.search("hold").hits) == 4
    assert {hit.deal_id for hit in desk.search("hold", deal=uid("other")).hits} == {uid("other")}
    page = desk.search("hold", kinds=["lessons"])
    assert [hit.kind for hit in page.hits] == ["lessons"] * 2
    assert {hit.kind for hit in desk.search("hold", kinds=["lessons", "trades"]).hits} == {
        "lessons",
        "trades",
    }
    with desk.edit(EDIT) as unit:
        unit.insert(uid("other"), CarriedLesson(id=uid("c"), text="Hold on"))
    assert len(desk.search("hold", kinds=["lessons"]).hits) == 2, "of carried lessons no word"
    assert not desk.search("hold", kinds=[]).hits
    assert not desk.search("hold", kinds=["no such kind"]).hits
    assert not desk.search("hold", deal=uid("nobody")).hits


def test_archived_deals_are_found_and_marked_deleted_ones_not(desk: Desk) -> None:
    with desk.edit(EDIT) as unit:
        unit.insert(None, DealState(id=uid("searched"), archived_on=date(2026, 4, 1)))
    assert all(hit.archived for hit in desk.search("hold").hits)
    with desk.edit(EDIT) as unit:
        unit.delete_deal(uid("searched"))
    assert not desk.search("hold").hits
    desk.undo()
    assert len(desk.search("hold").hits) == 2
    desk.redo()
    assert not desk.search("hold").hits


def test_every_text_of_every_kind_is_declared_searched() -> None:
    assert {spec.name for spec in searched_fields(Term)} >= {"name", "versions", "reopenings"}
    assert "wording_sha256" not in {spec.name for spec in searched_fields(Term)}
    assert all(
        "updated_by" not in {s.name for s in searched_fields(r)} for r in DEAL_KINDS.values()
    )


# -- in step ------------------------------------------------------------------------------------


def test_the_index_follows_every_change(desk: Desk) -> None:
    deal = uid("searched")
    with desk.edit(EDIT) as unit:
        unit.update(deal, "terms", uid("liability"), {"name": "Ceiling", "versions": ()})
        unit.delete(deal, "lessons", [uid("l")])
        unit.update(deal, "stakeholders", uid("tanaka"), {"notes": "値下げ"})
        unit.move(deal, "stakeholders", uid("zoë"), 1)
    assert not desk.search("negligence").hits
    assert found(desk.search("ceiling")) == {uid("liability")}
    assert found(desk.search("値下")) == {uid("tanaka")}
    assert_in_step(desk)
    desk.undo()
    assert found(desk.search("negligence")) == {uid("liability")}
    assert found(desk.search("交渉")) == {uid("tanaka")}
    assert_in_step(desk)


def _fail(desk: Desk) -> None:
    with desk.edit(EDIT) as unit:
        unit.insert_deal(many(searched(), 200, "big"))
        unit.update(uid("searched"), "terms", uid("liability"), {"name": "Gone"})
        raise ZeroDivisionError


def test_an_edit_that_fails_leaves_the_index_alone(desk: Desk) -> None:
    before = words_of(desk)
    with pytest.raises(ZeroDivisionError):
        _fail(desk)
    assert words_of(desk) == before
    assert_in_step(desk)


def test_a_statement_that_fails_in_an_edit_that_goes_on(desk: Desk) -> None:
    """The half of a bulk import that is kept by its caller is found."""
    big = many(searched(), 200, "big")
    twice = msgspec.structs.replace(big, lessons=(*big.lessons, big.lessons[0]))
    with desk.edit(EDIT) as unit:
        with pytest.raises(Exception, match="UNIQUE"):
            unit.insert_deal(twice)
        unit.insert(uid("searched"), Lesson(id=uid("later"), text="afterwards"))
    assert found(desk.search("afterwards")) == {uid("later")}
    assert_in_step(desk)


def test_a_large_deal_goes_in_at_once_and_out_again(desk: Desk) -> None:
    big = many(searched(), 200, "big")
    put(desk, big)
    assert desk.search("uncapped", deal=uid("big")).total == 200
    assert_in_step(desk)
    with desk.edit(EDIT) as unit:
        unit.replace_deal(msgspec.structs.replace(big, terms=()))
    assert not desk.search("uncapped", deal=uid("big")).hits
    assert_in_step(desk)
    desk.undo()
    assert desk.search("uncapped", deal=uid("big")).total == 200
    desk.undo()
    assert not desk.search("fleet", deal=uid("big")).hits
    assert_in_step(desk)


def test_a_large_deal_goes_and_comes_at_once(desk: Desk) -> None:
    put(desk, many(searched(), 200, "big"))
    with desk.edit(EDIT) as unit:  # one step that is more than the deal
        unit.delete_deal(uid("big"))
        unit.insert(uid("searched"), Lesson(id=uid("besides"), text="besides"))
    assert not desk.search("uncapped", deal=uid("big")).hits
    assert_in_step(desk)
    for _round in range(2):
        desk.undo()
        assert desk.search("uncapped", deal=uid("big")).total == 200
        assert not desk.search("besides").hits
        assert_in_step(desk)
        desk.redo()
        assert found(desk.search("besides")) == {uid("besides")}
        assert_in_step(desk)


def test_a_large_deal_that_cannot_go_is_still_found(desk: Desk) -> None:
    put(desk, many(searched(), 200, "big"))
    _execute(
        desk,
        "CREATE TABLE holds (term TEXT REFERENCES lessons (id))",
        "CREATE UNIQUE INDEX held ON lessons (id)",
        f"INSERT INTO holds VALUES ('{uid('big lessons 0 7')}')",
    )
    with desk.edit(EDIT) as unit:
        with pytest.raises(Exception, match="FOREIGN KEY"):
            unit.delete_deal(uid("big"))
        unit.insert(uid("searched"), Lesson(id=uid("besides"), text="besides"))
    assert desk.search("anchoring", deal=uid("big")).total == 200
    assert_in_step(desk)


def test_another_program_edits_and_searches(desk: Desk) -> None:
    with a_desk(desk.folder) as other:
        with other.edit(EDIT) as unit:
            unit.update(uid("searched"), "lessons", uid("l"), {"text": "Elsewhere"})
        assert found(desk.search("elsewhere")) == {uid("l")}
        with desk.edit(EDIT) as unit:
            unit.update(uid("searched"), "lessons", uid("l"), {"text": "Here"})
        assert not other.search("elsewhere").hits
        assert found(other.search("here")) == {uid("l")}
    assert_in_step(desk)


def test_a_bare_sqlite_keeps_the_index_too(desk: Desk) -> None:
    plain = sqlite3.connect(desk.path)
    plain.execute("UPDATE lessons SET text = 'by hand'")
    plain.execute("DELETE FROM trades")
    plain.commit()
    plain.close()
    assert found(desk.search("by hand")) == {uid("l")}
    assert_in_step(desk)


def test_a_desk_that_is_made_compact_is_still_in_step(desk: Desk) -> None:
    """The index knows rows by their numbers, which SQLite may change where a table has no index."""
    put(desk, a_deal())
    with desk.edit(EDIT) as unit:
        unit.delete_deal(uid("searched"))
    put(desk, many(searched(), 3, "again"))
    desk.close()
    plain = sqlite3.connect(desk.path)
    plain.execute("VACUUM")
    plain.close()
    with a_desk(desk.folder) as again:
        assert_in_step(again)
        assert again.search("uncapped").total == 3


WRITER = """
import sys
from pathlib import Path
from tests.store.making import EDIT, Clock, a_desk, uid
desk = a_desk(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    with desk.edit(EDIT) as unit:
        unit.update(uid("searched"), "lessons", uid("l"), {"text": f"number{number} " * 50})
    if number % 3 == 0:
        desk.undo()
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of the other systems")
def test_killed_while_it_writes(desk: Desk) -> None:
    desk.close()
    for _ in range(3):
        command = [sys.executable, "-c", WRITER, str(desk.folder)]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
        ) as writer:
            assert writer.stdout is not None
            for _line in range(20):
                writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
            writer.stdout.read()
        with a_desk(desk.folder) as again:
            assert_in_step(again)
            (lesson,) = again.load(uid("searched")).lessons
            assert found(again.search(lesson.text.split()[0])) == {uid("l")}


# -- made anew ----------------------------------------------------------------------------------


def test_made_anew_it_is_the_same_and_no_step(desk: Desk) -> None:
    before = words_of(desk)
    label = desk.undo_label
    told: list[object] = []
    desk.subscribe(told.append)
    desk.rebuild_search()
    assert words_of(desk) == before
    assert desk.undo_label == label
    assert not told
    with desk.edit(EDIT) as unit:
        unit.update(uid("searched"), "lessons", uid("l"), {"text": "afterwards"})
    assert found(desk.search("afterwards")) == {uid("l")}
    desk.undo()
    assert_in_step(desk)


def test_made_anew_the_newest_are_last(desk: Desk) -> None:
    plain = sqlite3.connect(desk.path)
    plain.execute("UPDATE lessons SET updated_at = '2020-01-01T00:00:00.000Z'")
    plain.execute("UPDATE terms SET updated_at = '2030-01-01T00:00:00.000Z'")
    plain.commit()
    desk.rebuild_search()
    kinds = [kind for (kind,) in plain.execute("SELECT kind FROM search_rows ORDER BY id")]
    plain.close()
    assert kinds[-1] == "terms"
    assert kinds.index("lessons") < kinds.index("deal") < kinds.index("terms")


def _execute(desk: Desk, *statements: str) -> None:
    plain = sqlite3.connect(desk.path, isolation_level=None)
    for statement in statements:
        plain.execute(statement)
    plain.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER search_lessons_in",
        "DROP VIEW search_lessons",
        "DROP TABLE search_index",
        "DROP TABLE search_rows",
        "CREATE TRIGGER evil AFTER UPDATE ON lessons BEGIN DELETE FROM trades; END",
        "CREATE VIEW evil AS SELECT 1",
    ],
)
def test_what_is_not_as_we_make_it_is_made_anew_before_it_is_trusted(
    desk: Desk, statement: str
) -> None:
    desk.close()
    _execute(desk, statement)
    with a_desk(desk.folder) as again:
        assert found(again.search("hold")) == {uid("t1"), uid("l")}
        with again.edit(EDIT) as unit:
            unit.update(uid("searched"), "lessons", uid("l"), {"text": "mended"})
        assert found(again.search("mended")) == {uid("l")}
        assert len(again.load(uid("searched")).trades) == 1
        assert_in_step(again)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_rows WHERE id = 2",
        "INSERT INTO search_rows (kind, source) VALUES ('lessons', 999)",
        "UPDATE search_rows SET source = 999 WHERE kind = 'trades'",
        "DELETE FROM search_index_docsize WHERE id = 1",
        "UPDATE search_index_data SET block = x'00' WHERE id > 10",
    ],
)
def test_after_an_unclean_end_the_index_is_looked_at(desk: Desk, statement: str) -> None:
    desk.close()
    _execute(desk, statement)
    (desk.folder / "running-1-left").touch()
    with a_desk(desk.folder) as again:
        assert found(again.search("hold")) == {uid("t1"), uid("l")}
        assert_in_step(again)


def test_an_index_found_damaged_is_made_anew_at_once(desk: Desk) -> None:
    desk.search("hold")
    _execute(desk, "UPDATE search_index_data SET block = x'0000' WHERE id > 10")
    assert found(desk.search("hold")) == {uid("t1"), uid("l")}
    assert_in_step(desk)


def test_views_and_triggers_are_trusted_only_to_write(tmp_path: Path) -> None:
    a_desk(tmp_path).close()
    plain = connect(tmp_path / "desk.sqlite")
    assert pragma(plain, "trusted_schema") == 0
    search_index.make_ready(plain)
    assert pragma(plain, "trusted_schema") == 1
    plain.close()


def test_a_held_desk_says_so(desk: Desk) -> None:
    desk.close()
    with open_desk(desk.folder, Clock(), timeout=0.05) as again:
        holder = sqlite3.connect(desk.path, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE deal SET title = title")
        if pragma(holder, "journal_mode") != "wal":
            with pytest.raises(DeskLocked):
                again.search("hold")
        holder.execute("ROLLBACK")
        holder.close()
        assert again.search("hold").hits


def test_a_long_japanese_text_is_put_in_soon(desk: Desk) -> None:
    text = "価格交渉" * 24_999 + "東京です"
    with desk.edit(EDIT) as unit:
        unit.update(uid("searched"), "lessons", uid("l"), {"text": text})
    assert found(desk.search("東京で")) == {uid("l")}
    assert words_of(desk) == words_anew(desk)
