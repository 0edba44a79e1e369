"""Documents as files: a paper becomes Markdown, Markdown becomes HTML, and HTML becomes a PDF."""
