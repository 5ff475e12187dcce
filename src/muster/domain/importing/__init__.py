"""Other people's tables read as records: which column is which, what a cell means, which rows are no records."""
