"""A paper written out in the form that somebody asked for."""

from pathlib import Path

from bot.chat.papers.markdown import markdown, picture_name
from bot.domain.paper import Form, Paper, Picture

# By the end of a file's name.
MEDIA = {
    "md": "text/markdown", "html": "text/html", "pdf": "application/pdf", "csv": "text/csv",
    "json": "application/json",
}  # fmt: skip


def written(paper: Paper, form: Form, name: str = "") -> bytes:
    """The paper in this form. Markdown tells its pictures to be beside it, called after `name`; the
    other forms hold them."""
    # Imported by the first who asks for them: a desk starts without.
    if form is Form.HTML:
        from bot.chat.papers.page import html

        return html(paper).encode()
    if form is Form.PDF:
        from bot.chat.papers.sheets import pdf

        return pdf(paper)
    return markdown(paper, name).encode()


def write(paper: Paper, file: Path) -> None:
    """Write it to a file in the form that the end of its name says, Markdown if it says none of
    ours; the pictures of Markdown are written beside it."""
    form = Form(file.suffix[1:]) if file.suffix[1:] in set(Form) else Form.MARKDOWN
    file.write_bytes(written(paper, form, file.stem))
    if form is Form.MARKDOWN:
        pictures = (part for part in paper.parts if isinstance(part, Picture))
        for number, picture in enumerate(pictures, 1):
            (file.parent / picture_name(file.stem, number)).write_bytes(picture.png)
