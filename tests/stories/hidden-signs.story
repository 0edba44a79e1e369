# What nobody can see does not go out.
language: en

press-officer@desk> /draft The bridge is ‮closed.
desk< Draft 1 [<digest>] * ...
press-officer@desk> /submit 1
desk< The text carries a sign that nobody can see (U+202E). Type that place again: /revise 1 TEXT
