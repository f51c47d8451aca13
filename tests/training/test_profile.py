"""Reading a profile: the five examples pass, and every slip of the pen is said in words."""

import tomllib
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gluteal.catalogue
from gluteal.catalogue.claim import Claim, Ledger
from gluteal.errors import BadData, BadValue, GlutealError, UnknownName
from gluteal.record import from_json, from_mapping, to_json
from gluteal.training.athlete import Athlete, ConditionKind, Goal, Weekday
from gluteal.training.profile import EXAMPLES, example, example_text, faults_of, load_profile, read_profile
from gluteal.training.safety import clear

CLAIMS = Path(gluteal.catalogue.__file__).parent / "data" / "claims" / "safety.toml"
LEDGER = Ledger(
    {
        claim.id: claim
        for claim in from_mapping(
            list[Claim], tomllib.loads(CLAIMS.read_text("utf-8"))["claims"], "safety.toml"
        )
    },
    {},
)
LEAST = """
name = "Charlie"
born = 1985
experience = "new"
days = ["mon"]
minutes = 20
[goals]
growth = 1
"""


def fault(text: str) -> str:
    with pytest.raises(BadData) as caught:
        read_profile(text, "me.toml", LEDGER)
    return str(caught.value)


def changed(**lines: str) -> str:
    document = LEAST
    for key, value in lines.items():
        start = document.index(f"\n{key} = ") + 1
        document = document[:start] + f"{key} = {value}" + document[document.index("\n", start) :]
    return document


def with_line(key: str, value: str) -> str:
    """Return the least profile with one key set anew, at its head."""
    kept = "\n".join(line for line in LEAST.splitlines() if not line.startswith(f"{key} ="))
    if key == "goals":
        kept = kept.partition("[goals]")[0]
    return f"{key} = {value}\n{kept}\n"


def test_the_least_profile_has_sensible_defaults() -> None:
    charlie = load_profile(LEAST, LEDGER)
    assert charlie.days == (Weekday.MON,)
    assert charlie.goals == {Goal.GROWTH: 1}
    assert charlie.screening is None
    assert charlie.reaches_floor


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_sound_and_passes_the_gate(name: str) -> None:
    athlete = example(name, LEDGER)
    assert athlete.screening is not None
    assert athlete.screening.answered_on == date(2026, 11, 1)
    assert clear(athlete, date(2026, 11, 22), LEDGER)
    assert from_json(Athlete, to_json(athlete), name) == athlete


def test_the_examples_are_who_they_say() -> None:
    alice, bob, charlie, dora, emma = (example(name, LEDGER) for name in EXAMPLES)
    assert len(alice.kit.bands) == 1
    assert alice.conditions[0].kind is ConditionKind.KNEECAP_PAIN
    assert bob.kit.bar
    assert bob.kit.cable
    assert bob.kit.abduction_machine
    assert charlie.kit.dumbbells == ()
    assert 2026 - dora.born == 70
    assert not dora.reaches_floor
    assert emma.spare_tfl


def test_an_unknown_example_lists_the_five() -> None:
    with pytest.raises(UnknownName, match="dancer, desk-worker, lifter, runner, seventy"):
        example("juggler", LEDGER)


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "alice.toml"
    file.write_text(example_text("runner"), encoding="utf-8")
    assert load_profile(file, LEDGER) == load_profile(str(file), LEDGER) == example("runner", LEDGER)


def test_an_equals_sign_in_a_file_name_is_still_a_path(tmp_path: Path) -> None:
    file = tmp_path / "who=alice.toml"
    file.write_text(LEAST, encoding="utf-8")
    assert load_profile(str(file), LEDGER).name == "Charlie"


def test_a_mark_at_the_start_of_the_file_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "alice.toml"
    file.write_text(LEAST, encoding="utf-8-sig")
    assert load_profile(file, LEDGER).name == "Charlie"


def test_a_missing_file_a_folder_and_a_binary_file_are_said_in_words(tmp_path: Path) -> None:
    binary = tmp_path / "photo.toml"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    nul = tmp_path / "nul.toml"
    nul.write_bytes(b"name = 1\0")
    for path, says in (
        (tmp_path / "nobody.toml", "There is no file"),
        (tmp_path, "is a folder"),
        (binary, "not a text file"),
        (nul, "not a text file"),
        (Path("a\0b"), "cannot be read"),
        (tmp_path / ("x" * 5000), "cannot be read"),
    ):
        with pytest.raises(BadValue, match=says):
            load_profile(path, LEDGER)


def test_what_is_no_toml_says_where() -> None:
    assert "is not TOML" in fault("name = Charlie\n")
    assert "line 1" in fault("name = Charlie\n")


def test_deeply_nested_text_is_no_traceback() -> None:
    assert "is not TOML" in fault("a = " + "[" * 100_000)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nmae = 1\n" + LEAST, "nmae is not known; did you mean name? there are: name, born"),
        (LEAST + "[kit]\ndumbells = [5]\n", "kit.dumbells is not known; did you mean dumbbells?"),
        (LEAST + '[[kit.bands]]\nname = "x"\ncolor = "red"\n', "kit.bands.color is not known; did you mean"),
        (LEAST + "[kit.cable]\nlow = 1\nhigh = 2\nstep = 1\nunit = 1\n", "kit.cable.unit is not known"),
        (LEAST + '[[conditions]]\nname = "sore"\n', "conditions.name is not known; there are: kind, side"),
        (LEAST + "[screening]\nwhen = 2026-11-01\n", "screening.when is not known; there are: answered_on"),
    ],
    ids=["top", "kit", "band", "stack", "condition", "screening"],
)
def test_an_unknown_key_lists_what_exists(text: str, says: str) -> None:
    assert says in fault(text)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ({"name": '"  "'}, "name: is empty"),
        ({"born": "85"}, "born: 85 is not a year of birth"),
        ({"born": "19850"}, "year of four digits"),
        ({"born": "nan"}, "born"),
        ({"minutes": "4"}, "minutes: 4 is outside 5 to 180 minutes"),
        ({"minutes": "181"}, "minutes: 181 is outside 5 to 180 minutes"),
        ({"days": "[]"}, "days: is empty"),
        ({"days": '["mon", "mon"]'}, "a day is there twice"),
        (
            {"days": '["monday"]'},
            "days, entry 1: wants one of mon, tue, wed, thu, fri, sat, sun (got 'monday')",
        ),
        ({"experience": '"pro"'}, "experience: wants one of new, some, trained, advanced (got 'pro')"),
        ({"experience": "7.5", "born": "1985.5"}, "born: wants a whole number (got 1985.5)"),
        ({"days": '"mon"'}, "days: wants a list in square brackets"),
        ({"growth": '"much"'}, "goals.growth: wants a number"),
        ({"growth": "0"}, "goals.growth: the weight 0 is not above 0"),
        ({"growth": "-1"}, "goals.growth: the weight -1 is not above 0"),
        ({"growth": "nan"}, "goals.growth"),
        ({"growth": "inf"}, "goals.growth"),
    ],
    ids=lambda value: str(value),
)
def test_a_value_that_cannot_be_is_named(lines: dict[str, str], says: str) -> None:
    assert says in fault(changed(**lines))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("[kit]\ndumbbells = [0]", "kit.dumbbells: 0 is not a weight above 0"),
        ("[kit]\nplates = [-5]", "kit.plates: -5"),
        ("[kit]\nankle_weights = [nan]", "kit.ankle_weights"),
        ("[kit]\nkettlebells = [1e9]", "kit.kettlebells: 1e+09"),
        ("[kit]\nbar = 0", "kit.bar: 0"),
        ("[kit]\nstep_cm = [400]", "kit.step_cm: 400 is not a height"),
        ('[[kit.bands]]\nname = "a"', "kit.bands, entry 1: colour: is missing"),
        ('[screening]\nanswered_on = "soon"', "screening.answered_on: wants a date such as"),
        ('[kit]\nwithout = ["sofa"]', "sofa is not a household thing; there are: belt, chair, mat"),
        ("[kit.cable]\nlow = 5\nhigh = 1\nstep = 1", "kit.cable: low, high and step"),
        ("[kit.cable]\nlow = 5\nhigh = 50\nstep = 0", "kit.cable: low, high and step"),
        ("[kit]\ndumbbells = [" + "1," * 41 + "]", "kit.dumbbells: has more than 40 entries"),
        ('[[kit.bands]]\nname = ""\ncolour = "red"', "a band wants a name"),
        ('[[kit.bands]]\nname = "a"\ncolour = "red"\nresting_cm = 0', "a resting length of 0 cm"),
        ('[[kit.bands]]\nname = "a"\ncolour = "red"\norder = 0', "order starts at 1"),
        (
            '[[kit.bands]]\nname = "a"\ncolour = "red"\n[[kit.bands]]\nname = "a"\ncolour = "blue"',
            "two bands are called a",
        ),
        (
            '[[kit.bands]]\nname = "a"\ncolour = "red"\norder = 1\n[[kit.bands]]\nname = "b"\ncolour = "blue"',
            "an order to every band or to none",
        ),
        (
            '[[kit.bands]]\nname = "a"\ncolour = "red"\norder = 1\n[[kit.bands]]\nname = "b"\ncolour = "x"\norder = 1',
            "the same order",
        ),
        ('[[conditions]]\nkind = "flat-feet"', "conditions, entry 1: kind: wants one of lateral-hip-pain"),
        ('[[conditions]]\nkind = "pregnancy"\ndetails = ["x"]', "No follow-up answer for pregnancy"),
        ('[screening]\nanswered_on = 2026-11-01\nred_flags_yes = ["x"]', "No safety question"),
        ("[screening]\nanswered_on = 1980-11-01", "later than the year in which"),
        ('[[other_training]]\nkind = "run"\ndays = []', "run has no days"),
    ],
    ids=lambda value: value.replace("\n", " ")[:60],
)
def test_kit_and_answers_that_cannot_be_are_named(more: str, says: str) -> None:
    assert says in fault(LEAST + more + "\n")


def test_a_goal_is_needed() -> None:
    assert "goals: is empty" in fault(LEAST.replace("growth = 1", ""))


def test_every_fault_is_said_at_once() -> None:
    said = fault(changed(minutes="1", days="[]", growth="0"))
    assert "3 faults" in said


def outcome(read: Callable[[], object]) -> object:
    """What a reader gives back: its value, or the sentence of its error. Any other exception fails the test."""
    try:
        return read()
    except GlutealError as error:
        return str(error)


@given(st.text())
def test_no_text_ever_gives_anything_but_an_athlete_or_a_sentence(text: str) -> None:
    assert outcome(lambda: read_profile(text, "me.toml", LEDGER))


SCALARS = st.one_of(st.integers(), st.floats(), st.booleans(), st.text(max_size=5), st.none())


@given(
    st.sampled_from(sorted(Athlete.__dataclass_fields__)),
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=2), max_leaves=4),
)
def test_no_value_in_any_field_gives_a_traceback(field: str, value: object) -> None:
    document = {**tomllib.loads(LEAST), field: value}
    found = outcome(lambda: faults_of(from_mapping(Athlete, document, "me.toml"), LEDGER))
    assert isinstance(found, str | list)


def test_the_smallest_step_is_a_weight() -> None:
    assert read_profile(with_line("smallest_step", "1.25"), "me.toml", LEDGER).smallest_step == 1.25
    with pytest.raises(BadData, match="smallest_step: -1 is not a weight above 0"):
        read_profile(with_line("smallest_step", "-1"), "me.toml", LEDGER)


def test_a_dislike_that_names_no_exercise_is_a_fault_with_the_near_ones() -> None:
    assert "dislikes: no exercise is called “clamshel”; did you mean clamshell" in fault(
        with_line("dislikes", '["clamshel"]')
    )
    assert load_profile(with_line("dislikes", '["clamshell"]')).dislikes == ("clamshell",)


def test_no_fault_of_any_kind_speaks_the_reader_s_own_english() -> None:
    odd = (
        "1",
        "1.5",
        "true",
        '"x"',
        "[]",
        "[1]",
        '["x"]',
        "{}",
        "{ a = 1 }",
        "2026-01-01",
        "nan",
        "07:00:00",
    )
    keys = [field.name for field in fields(Athlete)]
    said = ""
    for key in keys:
        for value in odd:
            try:
                read_profile(with_line(key, value), "me.toml", LEDGER)
            except BadData as error:
                said += str(error)
    assert "input should" not in said.lower()
    assert "[key]" not in said
    assert "wants" in said
