"""A paper as one HTML page that needs nothing else: no network, no script, no file beside it.

The only importer of markdown-it-py, which is told to read less than it could: no HTML, no links,
no pictures but those of the paper itself.
"""

import base64
from collections.abc import Mapping, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from bot.chat.papers.markdown import markdown, picture_name
from bot.domain.paper import Paper, Picture, Table

_NAME = "picture"
_NOT_READ = ["html_block", "html_inline", "link", "autolink", "reference", "code", "fence"]
# Even if a word of others got through, it could load and run nothing.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light }
body { font: 1rem/1.5 system-ui, "DejaVu Sans", sans-serif; color: #111; background: #fff;
  max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere }
h1 { line-height: 1.2 } h2 { margin-top: 2rem; border-bottom: 1px solid #767676 }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top }
th { background: #eee } thead { display: table-header-group } tr { break-inside: avoid }
blockquote { margin: .5rem 0; padding: 0 1rem; border-left: .3rem solid #0072b2 }
img { max-width: 100%; height: auto }
footer { margin-top: 2rem; border-top: 1px solid #767676; font-size: .8rem }
.marker { font-size: 1.2rem; font-weight: bold; text-align: center; border: .2rem solid #111 }
@media print {
  body { max-width: none; padding: 0 } h2, h3 { break-after: avoid }
  .marker { position: fixed; left: 0; right: 0; background: #fff }
  .first { top: 0 } .last { bottom: 0 } .marked main { padding: 3rem 0 }
}
"""


def html(paper: Paper) -> str:
    """The whole page."""
    word = escape(paper.marker)
    first = f'<p class="marker first">{word}</p>' if word else ""
    last = f'<p class="marker last">{word}</p>' if word else ""
    marked = ' class="marked"' if word else ""
    proof = "<br>".join(escape(line) for line in paper.proof)
    return (
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(titled(paper))}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body{marked}>\n{first}\n<main>\n{body(paper)}</main>\n"
        f"<footer><p>{proof}</p></footer>\n{last}\n</body>\n</html>\n"
    )


def titled(paper: Paper) -> str:
    """The title with the marker first and last, as a list of files or windows shows it."""
    word = paper.marker
    return f"{word} – {paper.title} – {word}" if word else paper.title


def body(paper: Paper) -> str:
    """What stands between the markers, as HTML."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(_NOT_READ)
    shown = _shown(paper)

    widths = iter(
        [width for part in paper.parts if isinstance(part, Table) for width in part.widths]
    )

    def image(renderer: RendererHTML, tokens: Sequence[Token], at: int, *_: object) -> str:
        source = shown.get(str(tokens[at].attrs.get("src")))
        words = escape(renderer.renderInlineAsText(tokens[at].children, reader.options, {}))
        return f'<img src="{source}" alt="{words}">' if source else words

    def head(*_: object) -> str:
        return f'<th scope="col" width="{next(widths)}%">'

    reader.add_render_rule("image", image)
    reader.add_render_rule("th_open", head)
    plain = Paper(paper.title, paper.language, "", paper.made_at, paper.parts)
    return str(reader.render(markdown(plain, _NAME)))


def _shown(paper: Paper) -> Mapping[str, str]:
    """The paper's own pictures by their names, written into the page."""
    pictures = (part.png for part in paper.parts if isinstance(part, Picture))
    return {
        picture_name(_NAME, number): f"data:image/png;base64,{base64.b64encode(png).decode()}"
        for number, png in enumerate(pictures, 1)
    }
