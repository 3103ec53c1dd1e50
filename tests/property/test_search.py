"""The full-text index: in step after any edits, undone or not, and every word of a text found."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant

from negotiator_desk.domain.search import context, marked, read_query, texts_of
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.kinds import all_records
from tests.property.test_undo import Undoing
from tests.store.indexing import assert_in_step
from tests.store.making import a_desk, put, uid
from tests.strategies import snapshots

KNOWN = st.characters(
    codec="utf-8",
    categories=["Lu", "Ll", "Nd", "Zs", "Po"],
    max_codepoint=0x17F,
) | st.sampled_from("価格交渉カナ。한국어 ελάωйдж\n")
"""Characters that Unicode 6.1 has, whose words SQLite knows."""


class Indexing(Undoing):
    """Edited at random as for undo, with the index compared with one made from nothing."""

    @invariant()
    def is_in_step(self) -> None:
        assert_in_step(self.desk)


TestIndexing = Indexing.TestCase
TestIndexing.settings = settings(
    max_examples=6,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots())
def test_whole_deals_come_and_go(snapshot: Snapshot) -> None:
    with tempfile.TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        put(desk, snapshot)
        assert_in_step(desk)
        desk.undo()
        assert_in_step(desk)
        desk.redo()
        assert_in_step(desk)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(KNOWN, max_size=40), min_size=1, max_size=5), st.data())
def test_every_word_of_a_text_is_found(texts: list[str], data: st.DataObject) -> None:
    people = tuple(Stakeholder(id=uid(str(n)), notes=text) for n, text in enumerate(texts))
    snapshot = Snapshot(deal=Deal(id=uid("deal")), stakeholders=people)
    with tempfile.TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        put(desk, snapshot)
        for person in people:
            words = person.notes.replace('"', " ").split()
            if not words:
                continue
            asked = data.draw(st.permutations(words))
            terms = read_query(" ".join(asked))
            if terms:
                ids = {hit.record.id for hit in desk.search(" ".join(asked)).hits}
                assert person.id in ids
                assert any(part.found for part in context(person, terms).parts)


@given(snapshots(), st.text(max_size=30))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_shown_is_what_stands_there(snapshot: Snapshot, query: str) -> None:
    terms = read_query(query)
    for _kind, record in all_records(snapshot):
        texts = [text for _spec, text in texts_of(record)]
        shown = "".join(part.text for part in context(record, terms).parts)
        inner = shown.removeprefix("… ").removesuffix(" …")
        assert not texts or any(inner in text for text in texts)
        for text in texts:
            assert "".join(part.text for part in marked(text, terms)) == text
