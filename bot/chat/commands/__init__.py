"""One handler a command: read the arguments, call one verb, show the result. A file a subject."""
