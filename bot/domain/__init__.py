"""The rules of the desk: pure, frozen values without any I/O."""
