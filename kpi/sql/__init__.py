"""SQL by what it is: questions, the tables they rest on, and parts of both."""
