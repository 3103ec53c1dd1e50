"""The editions for the buyer: nothing but allowed fields, and no secret whatever is recorded."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.secrets import significant_digits
from negotiator_desk.models.choices import ChangeStatus, Result, Side, Stage, TradeStatus
from negotiator_desk.models.deal import Deal, Outcome, Snapshot
from negotiator_desk.models.fields import field_map
from negotiator_desk.reports import agreed, table_edition
from negotiator_desk.reports.agreed import agreed_text
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish
from negotiator_desk.reports.editions import EDITIONS, write_edition
from negotiator_desk.reports.reading import read_pdf
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.refusals import Refusal
from tests.reports.looking import lines_of
from tests.strategies import snapshots

DAY = date(2026, 11, 22)


def context(snapshot: Snapshot, locale: str = "en_GB") -> Context:
    return Context(snapshot, diagnose(snapshot, DAY), Formats(locale))


def write(edition: str, path: Path, snapshot: Snapshot, locale: str = "en_GB") -> str:
    """Write an edition; its text, on one line."""
    write_edition(edition, path, context(snapshot, locale), Wish(generated_on=DAY))
    return " ".join(" ".join(read_pdf(path).pages).split())


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_same_deal_same_day_same_bytes(edition: str, sample: Snapshot, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write(edition, tmp_path / name, sample)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert read_pdf(tmp_path / "a.pdf").bookmarks


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_an_empty_deal_makes_a_document_that_says_what_is_missing(
    edition: str, tmp_path: Path
) -> None:
    text = write(edition, tmp_path / "empty.pdf", Snapshot(deal=Deal(id=UUID(int=1))))
    assert "Unnamed deal" in text
    assert re.search(r"\b(Nothing|No|not recorded|unknown|Unknown|Nobody)\b", text)


def test_the_table_edition_shows_what_is_agreed_offered_and_open(
    sample: Snapshot, tmp_path: Path
) -> None:
    text = write("table", tmp_path / "table.pdf", sample)
    for term in sample.terms:
        assert term.name in text
    for trade in sample.trades:
        if trade.status is TradeStatus.PLANNED and trade.given:
            assert trade.given[0].description not in text
    assert "4,480,000 GBP" in text
    assert "confidential · Tarnlight Diagnostics page 1 of" in text
    assert "Control" not in text


@pytest.mark.parametrize("allowed", [table_edition.ALLOWED, agreed.ALLOWED])
def test_no_secret_field_is_on_a_list_of_allowed_ones(allowed: agreed.Mapping) -> None:
    for record, names in allowed.items():
        specs = field_map(record)
        assert [name for name in names if specs[name].field.secret] == []


PLACES = (
    ("table", "wording"),
    ("table", "condition"),
    ("table", "title"),
    ("table", "agreed_wording"),
    ("agreed", "condition"),
    ("agreed", "title"),
    ("agreed", "agreed_wording"),
)


def planted(sample: Snapshot, place: str, text: str) -> Snapshot:
    """The sample with a text put into one of the fields that lie on the table."""
    if place == "title":
        return replace(sample, deal=replace(sample.deal, title=f"{sample.deal.title} {text}"))
    if place == "agreed_wording":
        first, *rest = sample.terms
        return replace(sample, terms=(replace(first, agreed_wording=f"So be it. {text}"), *rest))
    trade, *others = [t for t in sample.trades if t.status is TradeStatus.AGREED]
    return replace(sample, trades=(replace(trade, **{place: f"x {text}"}), *others))


@pytest.mark.parametrize(("edition", "place"), PLACES)
def test_a_secret_planted_in_an_allowed_text_leaves_no_file(
    edition: str, place: str, sample: Snapshot, tmp_path: Path
) -> None:
    walk_away = sample.corridor[-1].walk_away
    assert walk_away is not None
    opinion = next(person.opinion for person in sample.stakeholders if len(person.opinion) > 20)
    for secret, field in (
        (f"{walk_away:,.0f}", "Walk-away"),
        (f"{walk_away:,.0f}".replace(",", "."), "Walk-away"),
        (f"{walk_away / 1000:.0f}k", "Walk-away"),
        (opinion, "Opinion"),
    ):
        path = tmp_path / "x.pdf"
        with pytest.raises(Refusal) as refused:
            write(edition, path, planted(sample, place, secret))
        assert f"“{field}”" in refused.value.text
        assert list(tmp_path.iterdir()) == []
    write(edition, path, planted(sample, place, "within 45 days, 12 visits, 99.5 %"))


def test_a_price_that_was_agreed_for_something_is_said(sample: Snapshot, tmp_path: Path) -> None:
    wording = "If you sign for sixty months, then we come down to 4.82 million."
    assert any(trade.wording == wording and not trade.given for trade in sample.trades)
    assert wording in write("agreed", tmp_path / "a.pdf", sample)
    assert f"- {wording}" in agreed_text(context(sample), Wish(generated_on=DAY))


def test_what_is_on_offer_is_not_settled(sample: Snapshot, tmp_path: Path) -> None:
    wish = Wish(generated_on=DAY)
    assert sum(trade.status is TradeStatus.PROPOSED for trade in sample.trades) == 2
    agreed_terms = tuple(term for term in sample.terms if term.agreed_on)
    settled = replace(sample, terms=agreed_terms, changes=())
    first = next(trade for trade in sample.trades if trade.status is TradeStatus.PROPOSED)
    one = replace(settled, trades=(first,))
    planned = replace(settled, trades=(replace(first, status=TradeStatus.PLANNED),))
    for deal, said in (
        (sample, "2 offers wait for an answer."),
        (settled, "2 offers wait for an answer."),
        (one, "1 offer waits for an answer."),
        (planned, "No point is open."),
    ):
        for text in (agreed_text(context(deal), wish), write("agreed", tmp_path / "a.pdf", deal)):
            assert said in text
            assert ("No point is open" in text) == (deal is planned)
            assert first.given[0].description not in text
    assert "No point is open beside what is on offer." in write("table", tmp_path / "t.pdf", one)
    assert "No point is open." in write("table", tmp_path / "t.pdf", planned)


def test_a_trade_that_gives_a_price_says_the_price(sample: Snapshot, tmp_path: Path) -> None:
    for edition in ("table", "handover"):
        text = write(edition, tmp_path / "a.pdf", sample)
        assert "our price: 4,820,000 GBP" in text, edition
        assert "our price: 4,590,000 GBP" in text, edition
    silent = replace(sample, trades=tuple(replace(t, wording="") for t in sample.trades))
    said = agreed_text(context(silent), Wish(generated_on=DAY))
    assert "You: Sixty months instead of forty-eight. We: our price: 4,820,000 GBP." in said
    # An undated offer was not made, and is nothing for the buyer to read.
    undated = replace(sample, offers=tuple(replace(o, made_on=None) for o in sample.offers))
    for edition in ("table", "handover"):
        assert "our price" not in write(edition, tmp_path / "a.pdf", undated)


def test_changes_are_agreed_offered_and_open_too(sample: Snapshot, tmp_path: Path) -> None:
    text = write("table", tmp_path / "a.pdf", sample)
    agreed, rest = text.split(" Offered ")
    offered, still = rest.split(" Open Point ")
    for part, said in (
        (agreed, "1 Second interface at Northgate +26,500 GBP 28 Aug 2026"),
        (agreed, "If you order it by 28 August, then it is live in October for 26,500."),
        (agreed, "8 One analyser fewer at Hallam Row −20,000 GBP 12 Nov 2026"),
        (offered, "4 Southfield four weeks later +20,000 GBP 4 Dec 2026"),
        (still, "Change 6: Deduction for the stoppage of 28 October raised on 9 Nov 2026"),
    ):
        assert said in part, said
    # What was refused or withdrawn is no point, and a description or a cost is for our side.
    for hidden in ("another pack size", "quality board", "two engineers", "34,000"):
        assert hidden not in text
    lines = agreed_text(context(sample), Wish(generated_on=DAY))
    assert "- Change 7: Courier run at noon. Price change: +15,000 GBP." in lines
    agreed, open_still = lines.split("Not settled yet")
    assert "Southfield four weeks later" not in agreed
    assert "- Change 4: Southfield four weeks later\n- Change 6: Deduction" in open_still
    # Agreed in a meeting: on its day.
    change = next(each for each in sample.changes if each.number == 7)
    meeting = next(m for m in sample.meetings if m.held_on is not None)
    held = replace(sample, meetings=(replace(meeting, held_on=change.decided_on),))
    lines = agreed_text(context(held), Wish(generated_on=DAY, meeting=meeting.id))
    assert "Courier run at noon" in lines
    assert "Second interface" not in lines


def test_what_we_only_think_of_claiming_is_not_on_the_table(
    sample: Snapshot, tmp_path: Path
) -> None:
    (first, *_rest) = sample.changes
    ours = replace(
        first,
        status=ChangeStatus.ASSESSED,
        raised_by=Side.US,
        notice_given_on=None,
        decided_on=None,
        work_started_on=None,
    )
    assert first.title not in write("table", tmp_path / "a.pdf", replace(sample, changes=(ours,)))
    told = replace(ours, notice_given_on=DAY)
    text = write("table", tmp_path / "a.pdf", replace(sample, changes=(told,)))
    # It does not stand as if the buyer had asked for it.
    assert f"Change 1: {first.title} raised by us on " in text
    undated = replace(sample, changes=(replace(told, raised_on=None),))
    assert f"{first.title} raised by us" in write("table", tmp_path / "a.pdf", undated)


def test_after_signing_no_price_is_on_offer(sample: Snapshot, tmp_path: Path) -> None:
    signed = write("table", tmp_path / "a.pdf", sample)
    assert "4,480,000 GBP 8 Jul 2026 settled by the contract" in signed
    assert signed.count("settled by the contract") == 2
    unvalued = replace(sample, deal=replace(sample.deal, signed_value=None))
    assert write("table", tmp_path / "a.pdf", unvalued).count("settled by the contract") == 2
    before = replace(sample.deal, signed_on=None, signed_value=None, stage=None)
    assert "settled" not in write("table", tmp_path / "a.pdf", replace(sample, deal=before))


def test_both_documents_tell_the_same_prices_from_those_that_are_settled(
    sample: Snapshot, tmp_path: Path
) -> None:
    undated = replace(sample, deal=replace(sample.deal, signed_on=None, stage=Stage.DELIVERY))
    since = replace(sample.offers[0], id=UUID(int=905), party=Side.US, made_on=DAY)
    reopened = replace(sample, offers=(*sample.offers, since))
    for deal, settled, waiting in ((sample, 2, 2), (undated, 2, 2), (reopened, 1, 3)):
        text = write("table", tmp_path / "a.pdf", deal)
        assert text.count("settled by the contract") == settled
        lines = agreed_text(context(deal), Wish(generated_on=DAY))
        assert f"{waiting} offers wait for an answer." in lines


def test_an_offer_that_has_expired_says_so(sample: Snapshot, tmp_path: Path) -> None:
    past = date(2026, 11, 21)
    old = replace(
        sample,
        offers=tuple(replace(offer, expires_on=past) for offer in sample.offers),
        trades=tuple(replace(trade, expires_on=past) for trade in sample.trades),
    )
    unsigned = replace(old.deal, signed_on=None, signed_value=None, stage=None)
    for edition, times in (("table", 4), ("brief", 3)):
        text = write(edition, tmp_path / "a.pdf", replace(old, deal=unsigned))
        assert text.count("expired on 21 Nov 2026") == times
    assert "expired" not in write("table", tmp_path / "a.pdf", sample)


def test_what_stands_under_a_numbered_row_begins_with_its_words(
    sample: Snapshot, tmp_path: Path
) -> None:
    write("table", tmp_path / "a.pdf", sample)
    for page in pypdfium2.PdfDocument(tmp_path / "a.pdf"):
        text = page.get_textpage()
        starts = {}
        for said in ("Two reference visits", "If you receive two of our visitors"):
            if (found := text.search(said).get_next()) is not None:
                starts[said] = text.get_charbox(found[0])[0]
        if starts:
            first, under = starts.values()
            assert abs(first - under) < 2
            return
    raise AssertionError("the trade stands on no page")


def test_a_note_that_says_confidential_is_no_secret(sample: Snapshot, tmp_path: Path) -> None:
    noted = replace(sample, deal=replace(sample.deal, summary="Confidential"))
    for edition in ("table", "agreed"):
        assert "confidential · Tarnlight" in write(edition, tmp_path / "a.pdf", noted)


def test_numbers_of_many_points_stay_on_their_line(sample: Snapshot, tmp_path: Path) -> None:
    terms = tuple(replace(sample.terms[0], id=UUID(int=n + 1)) for n in range(1100))
    path = tmp_path / "a.pdf"
    write("agreed", path, replace(sample, terms=terms, trades=()))
    numbers = [line.split()[0] for page in lines_of(path) for line in page if "runs for" in line]
    assert numbers == [f"{n}." for n in range(1, 1101)]


LONG = "".join(f"Name{n:02d} and so on " for n in range(12))[:180].strip()


@pytest.mark.parametrize("edition", ["table", "agreed", "handover", "dossier"])
def test_names_of_180_characters_are_not_cut(
    edition: str, sample: Snapshot, tmp_path: Path
) -> None:
    named = replace(
        sample,
        deal=replace(sample.deal, title=f"{LONG} T", buyer=f"{LONG} B"),
        terms=tuple(replace(term, name=f"{LONG} P") for term in sample.terms),
        stakeholders=tuple(replace(p, name=f"{LONG} S") for p in sample.stakeholders),
    )
    path = tmp_path / "x.pdf"
    text = re.sub(r"\s", "", write(edition, path, named))
    for end in {"table": "TBP", "agreed": "TBP", "handover": "TBPS", "dossier": "TBS"}[edition]:
        assert re.sub(r"\s", "", f"{LONG}{end}") in text, end


PLAIN = (
    "45 days",
    "30 % on signature, 70 % on acceptance",
    "98.5 percent of calls, 2 × 150 %, 1 × yearly fee",
    "by 30 June 2027, 30.06.2027, 2027-06-30, 06/30/2027 at 09:30",
    "call +44 1632 960107 or 0049 (0)30 901820",
    "part NX-4220-B, part no. 4220.000.1, clause 4.22, version 2.0.31",
    "DIN EN ISO 15189:2022, ISO 27001, 24/7",
    "IBAN DE89 3704 0044 0532 0130 00",
    "250,000 tests, 310,000 tests, 31,000 a year",
    "Contact: Maya Ferrant, then Sana Whitlock or Jonas Elvestad, with Piers Calloway",
)


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize(
    ("edition", "place"), [("table", "agreed_wording"), ("agreed", "condition")]
)
def test_a_plain_text_is_no_secret(
    edition: str, place: str, text: str, sample: Snapshot, tmp_path: Path
) -> None:
    squeezed = re.sub(r"\s", "", write(edition, tmp_path / "x.pdf", planted(sample, place, text)))
    assert re.sub(r"\s", "", text) in squeezed


def test_one_of_ours_whom_they_never_met_stays_ours(sample: Snapshot, tmp_path: Path) -> None:
    alone = replace(sample, meetings=())
    path = tmp_path / "x.pdf"
    write("table", path, planted(alone, "agreed_wording", "Contact: Maya Ferrant"))
    with pytest.raises(Refusal, match="Approved by"):
        write("table", path, planted(alone, "agreed_wording", "Contact: Jonas Elvestad"))


@pytest.mark.parametrize("edition", ["table", "agreed"])
@pytest.mark.parametrize("place", ["file name", "author"])
def test_the_finished_file_is_searched_beyond_its_texts(
    edition: str, place: str, sample: Snapshot, tmp_path: Path
) -> None:
    name = "to 4.22M.pdf" if place == "file name" else "x.pdf"
    company = "Lytham, not below 4,220,000" if place == "author" else "Lytham"
    with pytest.raises(Refusal, match="Walk-away"):
        write_edition(
            edition, tmp_path / name, context(sample), Wish(generated_on=DAY, company=company)
        )
    assert list(tmp_path.iterdir()) == []


def test_a_secret_in_the_file_name_is_said_to_stand_there(sample: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"its file name .* “Walk-away” .* Choose another name"):
        write("table", tmp_path / "to 4.22M.pdf", sample)


def test_the_mail_text_is_guarded_like_the_pages(sample: Snapshot) -> None:
    walk_away = sample.corridor[-1].walk_away
    wish = Wish(generated_on=DAY)
    assert "- You: Two reference visits" in agreed_text(context(sample), wish)
    with pytest.raises(Refusal):
        agreed_text(context(planted(sample, "condition", str(walk_away))), wish)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(snapshot=snapshots(), locale=st.sampled_from(["en_GB", "de_DE", "fr_FR"]))
def test_no_deal_whatever_gives_a_secret_away(
    snapshot: Snapshot, locale: str, tmp_path: Path
) -> None:
    path = tmp_path / "any.pdf"
    path.unlink(missing_ok=True)
    try:
        text = write("table", path, snapshot, locale)
    except Refusal:
        text = ""
    assert path.exists() == bool(text)
    shown = {abs(offer.amount) for offer in snapshot.offers if offer.amount is not None}
    shown |= {abs(each.price_change) for each in snapshot.changes if each.price_change is not None}
    figures = set(re.findall(r"\d+", re.sub(r"[\s.,  ]", "", text)))
    for revision in snapshot.corridor:
        for amount in (revision.walk_away, revision.target, revision.buyer_limit):
            if amount is None or significant_digits(amount) < 5 or amount in shown:
                continue
            if len(whole := str(int(amount))) > 4:
                assert whole not in figures


def test_of_a_lost_deal_nothing_is_on_offer(sample: Snapshot, tmp_path: Path) -> None:
    proposed = [trade for trade in sample.trades if trade.status is TradeStatus.PROPOSED]
    deal = replace(
        sample.deal, signed_on=None, signed_value=None, outcome=Outcome(result=Result.LOST)
    )
    lost = write("table", tmp_path / "a.pdf", replace(sample, deal=deal))
    assert lost.count("the deal has ended") == 2 + len(proposed)
