from tui import contact_sheet

from loosen.storage.figures import figure_slugs


def test_the_picture_in_the_repository_shows_the_figures_as_they_are() -> None:
    drawn = contact_sheet.TARGET.read_text(encoding="utf-8")
    assert drawn == contact_sheet.sheet(), "run python tests/tui/contact_sheet.py"


def test_every_figure_is_on_the_sheet() -> None:
    drawn = contact_sheet.sheet()
    for slug in figure_slugs():
        assert f">{slug}: " in drawn
