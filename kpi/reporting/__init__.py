"""Who reported what and when: received, due, reminded, doubtful, followed up."""
