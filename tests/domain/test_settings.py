import pytest
from pydantic import ValidationError

from loosen.domain.body import Equipment, Side
from loosen.domain.dosage import Pace
from loosen.domain.settings import Motion, PaceSettings, Settings


def test_the_defaults_need_no_file() -> None:
    settings = Settings()
    assert settings.stiffer_side is None
    assert Equipment.MAT in settings.equipment
    assert settings.motion is Motion.FULL
    assert settings.cues.bell == "all"


def test_the_default_pace_is_that_of_the_timeline() -> None:
    assert PaceSettings().pace() == Pace()


def test_a_pace_of_ones_own_reaches_the_timeline() -> None:
    pace = PaceSettings(get_ready=20, slow_transitions=True).pace()
    assert (pace.get_ready, pace.slow_transitions) == (20, True)


def test_words_become_values() -> None:
    settings = Settings.model_validate({"stiffer_side": "left", "motion": "off"})
    assert settings.stiffer_side is Side.LEFT
    assert settings.motion is Motion.OFF


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
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)
