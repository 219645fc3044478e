"""The ledger line by line: what each may say, and what follows from them all."""
