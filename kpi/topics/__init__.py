"""What a topic looks at: projects, purchases, tasks."""
