"""From the domain to a Message, in the words of a language. Pure: what is shown is handed in."""
