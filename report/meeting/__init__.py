"""What a meeting is told: its times, its sections, its words, and where its figures come from."""
