"""The verbs of the desk: one function each. Each works in one open unit and writes its log line."""
