import pytest

from loosen.domain.body import Area, Equipment, Side
from loosen.domain.settings import ExerciseSettings, Liking, MotionLevel, RoutineSettings, Settings
from loosen.domain.value import Invalid
from loosen.text.settings_form import AreaMinutes
from loosen.text.wording import LIKINGS


def test_the_defaults_need_no_file() -> None:
    settings = Settings()
    assert settings.stiffer_side is None
    assert Equipment.MAT in settings.equipment
    assert settings.motion is MotionLevel.FULL
    assert settings.cues.bell == "all"


def test_a_pace_of_ones_own_is_read_with_its_bounds() -> None:
    pace = Settings.from_plain({"pace": {"get_ready": 20, "slow_transitions": True}}).pace
    assert (pace.get_ready, pace.slow_transitions, pace.switch_side) == (20, True, 5)
    with pytest.raises(Invalid, match="get_ready"):
        Settings.from_plain({"pace": {"get_ready": 2}})


def test_words_become_values() -> None:
    settings = Settings.from_plain({"stiffer_side": "left", "motion": "off"})
    assert settings.stiffer_side is Side.LEFT
    assert settings.motion is MotionLevel.OFF


@pytest.mark.parametrize(
    "wrong",
    [
        {"pace": {"get_ready": 2}},
        {"pace": {"switch_side": 61}},
        {"cues": {"bell": "loud"}},
        {"theme": ""},
        {"colour": "red"},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        Settings.from_plain(wrong)


@pytest.mark.parametrize("liking", Liking)
def test_a_liking_goes_as_it_came(liking: Liking) -> None:
    before = ExerciseSettings(liked=("bridge",), never=("clam",), hidden=("march",))
    after = before.toggled("lunge", liking)
    assert after.liking("lunge") is liking
    assert (after.liking("bridge"), after.liking("clam")) == (Liking.LIKED, Liking.NEVER)
    assert after.toggled("lunge", liking) == before
    assert before.toggled("clam", liking).liking("clam") is (
        None if liking is Liking.NEVER else liking
    )


def test_every_liking_has_a_sign_a_word_and_a_sentence() -> None:
    assert len({LIKINGS[liking].sign for liking in Liking}) == 3
    assert [LIKINGS[liking].label for liking in Liking] == ["liked", "rather not", "never"]
    assert all(LIKINGS[liking].words.endswith(".") for liking in Liking)


def test_a_name_written_twice_is_held_once() -> None:
    assert RoutineSettings.from_plain({"keep_up": ["a", "b", "a"]}).keep_up == ("a", "b")


def test_an_exercise_is_in_one_list_alone() -> None:
    with pytest.raises(Invalid, match="in two lists at once: clam; write each into one"):
        ExerciseSettings.from_plain({"liked": ["clam"], "never": ["clam"]})


def test_minutes_for_an_area_are_turned_by_fives_and_end_at_none() -> None:
    control, settings = AreaMinutes(Area.LOW_BACK), Settings()
    assert control.describe(settings).setting == "no target"
    assert control.turn(settings, up=False) == settings
    ten = control.turn(control.turn(settings, up=True), up=True)
    assert (ten.week.minutes, control.describe(ten).setting) == ({Area.LOW_BACK: 10}, "10 min")
    both = AreaMinutes(Area.HIP_FLEXORS).turn(ten, up=True)
    assert list(both.week.minutes) == [Area.HIP_FLEXORS, Area.LOW_BACK]
    odd = Settings.from_plain({"week": {"minutes": {"low-back": 3}}})
    assert control.turn(odd, up=False).week.minutes == {}
    most = Settings.from_plain({"week": {"minutes": {"low-back": 598}}})
    assert control.turn(most, up=True).week.minutes == {Area.LOW_BACK: 600}
