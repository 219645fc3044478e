"""The store proves itself: everything read and compared, kept elsewhere, brought back, erased."""
