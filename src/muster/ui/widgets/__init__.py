"""Controls that pages are made of."""
