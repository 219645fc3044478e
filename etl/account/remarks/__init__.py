"""What short remarks say, and whether they are made of words that say nothing of their row."""
