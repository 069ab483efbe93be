"""The tender has everything that its letters need."""

from typing import Any

from inkoop_core.api.letter_clauses import ClauseId


def test_every_passage_is_there_with_its_paragraph(definition: Any) -> None:
    settings = definition.letters
    assert [clause for clause in ClauseId if settings.clause(clause) is None] == []
    assert all(clause.text.rstrip().endswith((".", ":")) for clause in settings.clauses)
    listed = [clause for clause in settings.clauses if clause.id is not ClauseId.BIBOB]
    assert all(bool(clause.items) is clause.text.rstrip().endswith(":") for clause in listed)


def test_the_court_is_the_one_of_the_tender_document(definition: Any) -> None:
    assert definition.letters.court == "rechtbank Overijssel"
    assert str(definition.letters.source) == "§5.8.2"


def test_no_passage_repeats_a_number_of_a_term(definition: Any) -> None:
    numbers = {str(term.length) for term in definition.terms.values()}
    told = [word.strip("().,;:") for clause in definition.letters.clauses for word in clause.text.split()]
    assert [word for word in told if word in numbers] == []
