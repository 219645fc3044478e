"""The topic pages: purchases, tours, people, and the money of the projects."""
