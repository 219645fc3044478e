"""督查通报: the meeting as an official paper, its text editable before it is printed."""
