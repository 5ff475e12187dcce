"""Other people's files, read into records; what cannot be read is refused with the file, the row and the column."""
