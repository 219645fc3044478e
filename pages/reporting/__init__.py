"""What was sent, by whom and when: upload, submissions, changes, doubts, what is due."""
