import pytest

from dpsctl.domain.days import Duration
from dpsctl.domain.rules.facts import DAY, MONEY, RATING, TEXT, WHOLE_NUMBER
from dpsctl.domain.rules.operands import Constant, OfFact, OfParameter, Operand, Shifted
from dpsctl.domain.rules.operators import OPERATORS
from dpsctl.domain.rules.sentences import Sentence, parse_sentence
from dpsctl.domain.rules.vocabulary import SentenceError

from .words import WORDS, says

YEAR = Duration(12, "months")


@pytest.mark.parametrize(
    ("text", "operator", "values"),
    [
        ("home.cqc.rating at least Good", "at least", (Constant("Good", RATING),)),
        (
            "home.cqc.rating is Requires improvement",
            "is",
            (Constant("Requires improvement", RATING),),
        ),
        (
            "home.beds between 3 and 6",
            "between",
            (Constant(3, WHOLE_NUMBER), Constant(6, WHOLE_NUMBER)),
        ),
        (
            "home.district is one of Ashford, Tunbridge Wells",
            "is one of",
            (Constant("Ashford", TEXT), Constant("Tunbridge Wells", TEXT)),
        ),
        ("home.district is none of Dover", "is none of", (Constant("Dover", TEXT),)),
        ("categories includes LD", "includes", (Constant("LD", TEXT),)),
        ("answers.awards is none", "is none", ()),
        ("provider.ppon is answered", "is answered", ()),
        ("home.beds at most answers.rooms", "at most", (OfFact("answers.rooms", WHOLE_NUMBER),)),
        (
            "provider.insurance.public_liability.cover at least $liability_minimum",
            "at least",
            (OfParameter("liability_minimum", MONEY),),
        ),
        (
            "home.cqc.rating at least $least_rating",
            "at least",
            (OfParameter("least_rating", WORDS.parameters["least_rating"]),),
        ),
        (
            "provider.policies.safeguarding on or after window.opens - 12 months",
            "on or after",
            (Shifted(OfFact("window.opens", DAY), "-", YEAR),),
        ),
        (
            "home.cqc.rated_on between $cut_off - 12 months and 2021-03-31 + 1 day",
            "between",
            (
                Shifted(OfParameter("cut_off", DAY), "-", YEAR),
                Shifted(Constant("2021-03-31", DAY), "+", Duration(1, "days")),
            ),
        ),
    ],
)
def test_a_sentence_is_fact_operator_value(
    text: str, operator: str, values: tuple[Operand, ...]
) -> None:
    path = text.split()[0]
    assert parse_sentence(text, WORDS) == Sentence(path, WORDS.facts[path], operator, values)


def test_spaces_and_broken_lines_change_nothing() -> None:
    assert says("home.beds   between 3\n  and  6 ") == says("home.beds between 3 and 6")


# The caret stands under the character that the error points at.
@pytest.mark.parametrize(
    ("text", "caret", "what"),
    [
        ("", "^", "a sentence is missing; write fact operator value"),
        ("home.bed is 3", "^", "there is no fact 'home.bed'; the nearest is home.beds"),
        ("zzz is 3", "^", "there is no fact 'zzz'"),
        (
            "home.beds",
            "         ^",
            "an operator is missing after home.beds (whole number); it takes: is, is not, "
            "is one of, is none of, at least, at most, more than, less than, between, is answered",
        ),
        (
            "home.cqc.dormant equals no",
            "                 ^",
            "'equals no' is no operator for home.cqc.dormant (yes/no); it "
            "takes: is, is not, is answered",
        ),
        (
            "home.cqc.dormant isnt no",
            "                 ^",
            "'isnt no' is no operator for home.cqc.dormant (yes/no); it "
            "takes: is, is not, is answered",
        ),
        (
            "home.name at least Oak",
            "          ^",
            "'at least' does not suit home.name (text); it takes: is, is not, is one of, "
            "is none of, is answered",
        ),
        (
            "answers.heating more than gas",
            "                ^",
            "'more than' does not suit answers.heating (choice of gas, oil); it takes: is, "
            "is not, is one of, is none of, is answered",
        ),
        (
            "categories is LD",
            "           ^",
            "'is' does not suit categories (list); it takes: includes, is none, is answered",
        ),
        (
            "provider.insurance.public_liability.cover is one of £1,000, £2,000",
            "                                          ^",
            "'is one of' does not suit provider.insurance.public_liability.cover (money); it "
            "takes: is, is not, at least, at most, more than, less than, between, is answered",
        ),
        (
            "home.name is not answered",
            "          ^",
            "there is no 'is not answered'; write it as not: home.name is answered",
        ),
        (
            "home.district is not one of Ashford, Dover",
            "              ^",
            "there is no 'is not one of'; write it as home.district is none of",
        ),
        ("home.beds at least", "                  ^", "'at least' needs one value after it"),
        (
            "home.beds between 3",
            "                  ^",
            "'between' needs two values: between X and Y",
        ),
        (
            "home.beds between 3 and 4 and 5",
            "                  ^",
            "'between' needs two values: between X and Y",
        ),
        (
            "home.ppon is answered",
            "^",
            "there is no fact 'home.ppon'; the nearest is home.name",
        ),
        (
            "home.name is answered yes",
            "                      ^",
            "'is answered' takes no value after it",
        ),
        (
            "answers.awards is none LD",
            "                       ^",
            "'is none' takes no value after it",
        ),
        ("home.name is one of A,, B", "                      ^", "a value is missing here"),
        ("home.name is one of A, ", "                      ^", "a value is missing here"),
        (
            "home.cqc.rating at least Fine",
            "                         ^",
            "'Fine' is not one of Inadequate, Requires improvement, Good, Outstanding, Unrated",
        ),
        (
            "home.cqc.rating is one of Good, Fine",
            "                                ^",
            "'Fine' is not one of Inadequate, Requires improvement, Good, Outstanding, Unrated",
        ),
        (
            "home.cqc.rating at least Unrated",
            "                         ^",
            "Unrated stands outside the order Inadequate < Requires improvement < Good < "
            "Outstanding",
        ),
        ("home.cqc.dormant is maybe", "                    ^", "'maybe' is neither yes nor no"),
        (
            "home.beds between 3 and six",
            "                        ^",
            "'six' is not a whole number; write it as 6",
        ),
        (
            "home.cqc.rated_on after 10/02/2021",
            "                        ^",
            "10/02/2021 is not an ISO day; write 2021-02-10 if that is meant",
        ),
        (
            "home.beds at least $bed_minimum",
            "                   ^",
            "there is no parameter $bed_minimum; the nearest is $liability_minimum",
        ),
        (
            "provider.insurance.public_liability.cover at least $liability_minimun",
            "                                                   ^",
            "there is no parameter $liability_minimun; the nearest is $liability_minimum",
        ),
        (
            "home.beds at least $liability_minimum",
            "                   ^",
            "$liability_minimum (money) is not of the type wanted: whole number",
        ),
        (
            "home.beds at least home.name",
            "                   ^",
            "home.name (text) is not of the type wanted: whole number",
        ),
        (
            "answers.heating is home.cqc.rating",
            "                   ^",
            "home.cqc.rating (choice of Inadequate < Requires improvement < Good < Outstanding, "
            "Unrated) is not of the type wanted: choice of gas, oil",
        ),
        (
            "provider.name is provider.nam",
            "                 ^",
            "there is no fact 'provider.nam'; the nearest is provider.name",
        ),
        (
            "home.name is 'Oak Lodge'",
            "             ^",
            "values in a sentence are written without quotation marks",
        ),
        (
            "home.cqc.rated_on after window.open - 1 year",
            "                        ^",
            "there is no fact 'window.open'; the nearest is window.opens",
        ),
        (
            "home.cqc.rated_on after window.opens - a year",
            "                                       ^",
            "'a year' is not a duration; write it as 30 days, 12 months or 10 working days",
        ),
        (
            "home.cqc.rated_on after window.opens - 10 working days",
            "                                       ^",
            "10 working days cannot be counted in a rule, which has no calendar; write days, "
            "months or years",
        ),
    ],
)
def test_a_fault_is_named_and_placed(text: str, caret: str, what: str) -> None:
    with pytest.raises(SentenceError) as error:
        parse_sentence(text, WORDS)
    assert (error.value.what, error.value.offset) == (what, len(caret) - 1)


def test_every_type_of_fact_takes_some_operator_and_every_operator_some_type() -> None:
    types = WORDS.facts.values()
    assert all(any(operator.suits(type_) for operator in OPERATORS.values()) for type_ in types)
    assert all(any(operator.suits(type_) for type_ in types) for operator in OPERATORS.values())
