"""Section D, closing and publication: boundaries and states that the rules' own examples leave open."""

from __future__ import annotations

import pytest

from tests.validators.judged_rules import columns_found, judge, only, record, state


@pytest.mark.parametrize(
    ("review_type", "signed", "outcome", "expected"),
    [
        ("SAR Adult", "2024-09-03", "", []),
        ("SAR Adult", "", "2024-09-03", [("Date signed off", "error")]),
        ("Rapid Review", "", "2024-09-03", []),
        ("Rapid Review", "2024-09-03", "", [("Outcome date", "error")]),
        ("", "", "", [("Date signed off", "error")]),
        ("Not Stated", "2024-09-03", "", []),
    ],
)
def test_sign_off_of_closed_reviews(
    review_type: str, signed: str, outcome: str, expected: list[tuple[str, str]]
) -> None:
    example = record(Status="Closed", Review_type=review_type, Date_signed_off=signed, Outcome_date=outcome)
    assert columns_found("D01", example) == expected


def test_a_closed_review_of_unknown_type_with_an_outcome_may_be_a_rapid_review() -> None:
    example = record(Status="Closed", Review_type="", Date_signed_off="", Outcome_date="2024-09-03")
    assert state("D01", example) == "not checked"


@pytest.mark.parametrize(
    ("review_type", "publication", "expected"),
    [
        ("SAR Adult", "Not for publication", "passed"),
        ("SAR Adult", "Embargoed", "passed"),
        ("SAR Adult", "Not yet decided", "failed"),
        ("SAR Adult", "", "failed"),
        ("SAR Adult", "Publishd", "not checked"),
        ("Rapid Review", "", "passed"),
        ("Rapid Review", "To be published", "failed"),
        ("", "", "not checked"),
        ("", "To be published", "failed"),
    ],
)
def test_publication_of_closed_reviews(review_type: str, publication: str, expected: str) -> None:
    assert state("D02", record(Status="Closed", Review_type=review_type, Publication_status=publication)) == expected


def test_a_published_report_lacks_each_by_itself() -> None:
    table = "| Publication status | Link to report | Date published |\n"
    assert columns_found("D03", table + "| Published | to follow | soon |") == [("Link to report", "error")]
    assert state("D03", table + "| Published | https://example.org/a | soon |") == "not checked"
    assert columns_found("D03", table + "| Published | https://example.org/a | tbc |") == [("Date published", "error")]
    assert state("D03", table + "| Embargoed | | |") == "not applicable"


@pytest.mark.parametrize(
    "link",
    ["https://www.example.org/a?b=c#d", "HTTP://EXAMPLE.ORG", "https://intranet/report", "http://example.org:8080/"],
)
def test_web_addresses(link: str) -> None:
    assert state("D04", record(Link_to_report=link)) == "passed"


@pytest.mark.parametrize(
    ("link", "full"),
    [
        ("www.example.org/reports/b.pdf", "https://www.example.org/reports/b.pdf"),
        ("example.org", "https://example.org"),
        ("Safeguarding.Example.gov.uk/sar?id=7", "https://Safeguarding.Example.gov.uk/sar?id=7"),
    ],
)
def test_an_address_without_its_scheme_is_advice_with_the_full_link(link: str, full: str) -> None:
    finding = only(judge("D04", record(Link_to_report=link)))
    assert (finding.severity.value, finding.suggestion) == ("advice", full)
    assert link not in finding.message + finding.fix
    assert state("D04", record(Link_to_report=finding.suggestion)) == "passed"


def test_a_link_that_holds_pid_is_not_offered_back() -> None:
    finding = only(judge("D04", record(Link_to_report="example.org/patient-999-012-3456/nhs-9990000018")))  # made up
    assert finding.severity.value == "advice"
    assert "999" not in finding.message + finding.fix + finding.suggestion


@pytest.mark.parametrize(
    "link",
    [
        "report.pdf", "see the report page", "ftp://example.org/a", "https://", "https:///a", "C:\\reports\\b.docx",
        "\\\\server\\share\\b", "https://example.org/a https://example.org/b", "a.person@example.org", "TBC",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_an_error_and_not_repeated(link: str) -> None:
    finding = only(judge("D04", record(Link_to_report=link)))
    assert finding.severity.value == "error"
    assert finding.suggestion == ""
    assert "the cell holds no web address" in finding.message
    assert link == "https://" or link not in finding.message + finding.fix


def test_no_link_is_no_matter_for_the_form_of_links() -> None:
    assert state("D04", record(Link_to_report="", Status="Open")) == "not applicable"
    assert state("D04", record(Link_to_report="#N/A")) == "not checked"


def test_an_open_review_with_dates_of_its_end() -> None:
    table = "| Status | Date closed | Date published |\n"
    assert columns_found("D05", table + "| Open | soon | 2024-09-03 |") == [("Date published", "error")]
    assert state("D05", table + "| Open | soon | |") == "not checked"
    assert state("D05", table + "| Closed | 2024-09-03 | |") == "not applicable"


def test_embargo_and_link() -> None:
    table = "| Publication status | Link to report |\n"
    assert columns_found("D07", table + "| Embargoed | www.example.org |") == [("Link to report", "warning")]
    assert state("D07", table + "| Embargoed | n/a |") == "passed"
    assert state("D07", table + "| Published | www.example.org |") == "not applicable"


def test_an_unreadable_publication_status_leaves_an_open_review_not_checked() -> None:
    assert state("D08", record(Status="Open", Publication_status="Publishd")) == "not checked"


@pytest.mark.parametrize(
    ("signed", "today", "expected"),
    [
        ("2024-05-05", "2024-11-05", "passed"),
        ("2024-05-04", "2024-11-05", "failed"),
        ("2024-08-31", "2025-02-28", "passed"),
        ("2024-08-31", "2025-03-01", "failed"),
        ("", "2024-11-05", "not applicable"),
        ("soon", "2024-11-05", "not checked"),
    ],
)
def test_signed_off_for_more_than_six_months(signed: str, today: str, expected: str) -> None:
    assert state("D09", f"today: {today}\n\n" + record(Status="Open", Date_signed_off=signed)) == expected


@pytest.mark.parametrize(
    "comments",
    [
        "March 2025", "Look again on 1/3/2025.", "until 2025-03-01", "Trial ends 1st of March 2025, then publish",
        "The court sits in January, 2025; ask then", "review March 3rd, 2025", "by 12 Mar 25", "case 12 March 2025",
        "again in 03/2025", "2-Mar-2025", "until 2025, then 2/2026",
    ],
)  # fmt: skip
def test_a_date_to_look_again_at_an_embargo(comments: str) -> None:
    assert state("D10", record(Publication_status="Embargoed", Comments=comments)) == "passed"


@pytest.mark.parametrize(
    "comments", ["", "Until the trial ends", "in 2025", "in spring 2025", "31/02/2025", "Section 47"]
)
def test_comments_without_a_date_leave_an_embargo_without_an_end(comments: str) -> None:
    assert columns_found("D10", record(Publication_status="Embargoed", Comments=comments)) == [("Comments", "advice")]
