"""What was received, kept for good: originals, ledger, and the warehouse made of them."""
