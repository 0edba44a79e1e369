"""Feeds as content systems write them, of any length, each entry different from the others."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

START = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
_SENTENCES = (
    "La commune rappelle que l’eau du robinet reste potable dans tous les quartiers.",
    "De burgemeester vraagt de inwoners om ramen en deuren gesloten te houden.",
    "Die Feuerwehr kontrolliert am Abend noch einmal alle Keller in der Altstadt.",
    "D’Schoulen bleiwen haut zou, esou d’Gemeng an engem Communiqué.",
    "The operator expects power to be back in most streets before midnight.",
    "Les pompiers sont intervenus à plusieurs reprises pendant la nuit.",
    "Het crisiscentrum heeft een telefoonnummer geopend voor vragen.",
)


def article(number: int, paragraphs: int = 5) -> str:
    """The HTML of one article: a picture, paragraphs with links and emphasis, a list."""
    link = f"https://news.example/{number}"
    body = [
        f'<figure class="wp-block-image size-large"><a href="{link}"><img width="1024" height="683"'
        f' src="{link}.jpg" alt="Photo {number}" class="wp-image-{number}" /></a>'
        f"<figcaption>Photo {number} &copy; News</figcaption></figure>"
    ]
    for at in range(paragraphs):
        first, second, third = (
            _SENTENCES[(number + at * 3 + step) % len(_SENTENCES)] for step in range(3)
        )
        body.append(
            f'<p>{first} <strong>{number}.{at}</strong> {second} <a href="{link}?a={at}&amp;b=2">'
            f"voir plus</a> {third} <em>News &amp; Co</em>&nbsp;: {second}</p>"
        )
    body.append("<ul><li>un</li><li>deux</li></ul>")
    return "\n".join(body)


def entry(key: str, number: int, paragraphs: int = 5) -> str:
    """One item of an RSS feed, with its whole article."""
    date = format_datetime(START + timedelta(minutes=number % 300), usegmt=True)
    return (
        f"<item>\n<title>{_SENTENCES[number % len(_SENTENCES)]} ({key})</title>\n"
        f"<link>https://news.example/{key}</link>\n"
        f'<guid isPermaLink="false">{key}</guid>\n<pubDate>{date}</pubDate>\n'
        f"<category>News</category>\n<description>{_SENTENCES[(number + 1) % 7]}</description>\n"
        f"<content:encoded><![CDATA[{article(number, paragraphs)}]]></content:encoded>\n</item>\n"
    )


def short(key: str, text: str) -> str:
    """One item of an RSS feed that says just this."""
    return f"<item><guid>{key}</guid><title>{text}</title></item>\n"


def feed(*entries: str) -> bytes:
    """The RSS feed of these entries."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>\n'
        "<title>News</title>\n<link>https://news.example/</link>\n<language>fr-BE</language>\n"
        f"{''.join(entries)}</channel></rss>\n"
    ).encode()


def fifty(edition: str = "1", first: int = 0) -> bytes:
    """Fifty articles, 145 KiB; from the article of this number on."""
    articles = (entry(f"{edition}-{at}", first + at, 5 + (at % 5 > 1)) for at in range(50))
    return feed(*articles)
