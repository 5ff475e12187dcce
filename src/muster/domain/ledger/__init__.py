"""The claims ledger: what became of certified claims."""
