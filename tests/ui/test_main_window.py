from muster.ui.main_window import MainWindow


def test_a_new_window_offers_three_ways_to_a_book(window: MainWindow) -> None:
    assert window.page is None
    assert window.start.isVisible()
    assert not window.rail.isVisible()
