"""会议版: a meeting's figures, frozen; nothing in an edition ever changes."""
