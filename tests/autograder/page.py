"""Looks at a page as a browser would: everything in it that could run, load or restyle."""

from html.parser import HTMLParser

RUNS = {
    "script",
    "iframe",
    "object",
    "embed",
    "frame",
    "svg",
    "math",
    "style",
    "link",
    "base",
    "meta",
    "form",
    "button",
    "video",
}


class Live(HTMLParser):
    """Collects live markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in RUNS:
            self.found.append(tag)
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or name in {"srcdoc", "formaction", "id"}:
                self.found.append(f"{tag} {name}")
            if name == "style" and not address.startswith("text-align:"):
                self.found.append(f"{tag} style")
            if name in {"src", "href", "action", "data"} and not address.startswith(
                ("https:", "http:", "mailto:", "#", "data:image/p")
            ):
                self.found.append(f"{tag} {name}={address}")
            if name == "src" and not address.startswith("data:image/"):
                self.found.append(f"{tag} loads {address}")


def live(html: str) -> list[str]:
    """What is live in a piece of HTML."""
    look = Live()
    look.feed(html)
    look.close()
    return look.found
