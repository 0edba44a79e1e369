"""What the command line does besides running the desk: check, try a feed, read the log."""
