"""A question is not treated (§5.5, QNA-03, QNA-04)."""

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day
from inkoop_core.domain.question import Question, QuestionRefused


def question_refused(letter: Letter, refused: Fact[QuestionRefused]) -> LetterContent:
    """Which question, on what ground, and why it matters not to all."""
    question = letter.course.last(Question, letter.about)
    if question is None:
        raise letter.missing("de vraag zelf is niet bekend")
    facts = (refused.id,)
    day = letter.day("asked-on", "dag van de vraag", local_day(question.happened_at), facts=(question.id,))
    text = letter.state_fact(
        StatementKind.TEXT, "question", "vraag", question.body.text, facts=(question.id,)
    )
    grounds = tuple(
        letter.state_fact(
            StatementKind.FINDING, f"ground/{ground.value}", "grond", ground.label, facts=facts, deciding=True
        )
        for ground in refused.body.grounds
    )
    reason = letter.state_fact(
        StatementKind.MOTIVATION, "reason", "motivering", refused.body.reason, facts=facts, deciding=True
    )
    clause, _ = letter.clause(ClauseId.QUESTION_REFUSED)
    letter.section("Uw vraag", f"Op {day} stelde u deze vraag: {text}")
    letter.section(
        "Niet in behandeling", "Wij nemen de vraag niet in behandeling. De grond is:", bullets=grounds
    )
    letter.section("Motivering", reason, clause)
    return letter.content("Uw vraag wordt niet behandeld", question.body.asker, (refused,))
