"""会议版: freezing a meeting's figures, and comparing two of them."""
