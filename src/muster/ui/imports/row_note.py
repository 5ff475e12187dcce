"""What is said about the current row, in full: it may be longer than its cell."""

from PySide6.QtWidgets import QLabel


class RowNote(QLabel):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        """Nothing said."""
        super().__init__()
        self.setAccessibleName("The row's note in full")
        self.setWordWrap(True)
        self.hide()

    def tell(self, number: int, words: str) -> None:
        """Say it of the row of that number."""
        self.setText(f"Row {number:,}: {words}" if words else "")
        self.setVisible(bool(words))
