"""Random writing for tests: Markdown as students type it, and pieces of HTML in every wrong order."""

from random import Random
from typing import Final

# Everything that Markdown could make something of, without the signs that :data:`autograder.clean.PLAIN` leaves out.
PLAIN_PARTS: Final = (
    "woord", "Henk zei:", "x", "1.", "2)", "0123456789", "a_b", "snake_case_word", "é", "ß", "漢字", "שלום", "😀", "\n",
    "\n\n", "\n\n\n", "\r\n", "\r", " ", "  \n", "    ", "\t", "\n    code", "\n\tcode", "\n  ", "# ", "\n# kop",
    "\n## q-choice", "###### ", "####### ", "\n===", "\n---", "\n***", "\n___", "- ", "\n- een", "\n+ twee",
    "\n* drie", "\n1. een", "\n7. zeven", "\n2147483648. x", "\n- - -", "*", "**", "***", "_", "__", "~~", "~", "~~~",
    "^", "==", "|", "\n| a | b |\n|---|:-:|\n| 1 | 2 |", "\nterm\n: uitleg", "\n:   uitleg", "!", "!!", ":", ";",
    "::", ":::", "\n:::note", "(", ")", "(x)", "'", '"', "''", "@", "@naam", "#1", "%", "%61", "%3Cscript%3E", "+",
    "=", "/", "//", "?", "?a=b", ".", "...", "--", "---", "http:", "https:", "http://example.org",
    "https://example.org/a(b)c?d=e#f", "www.example.org", "ftp://example.org", "mailto:a@example.org",
    "a@example.org", "javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "example.org",
    "xmpp:a@b", "tel:112", "http://localhost:8888/x", "//evil.example", "http://a.b@c", "HTTP://EXAMPLE.ORG",
    "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\xa0", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "�",
    "＜script＞", "‹script›", "﹤b﹥", "＆lt；", "＄x＄", "onerror=x", "style=x", "id=x", "class: x", "toc", "TOC",
    "abbr", "~~~python", "\n~~~mermaid\n", "~~~ a=b onload=x",
)  # fmt: skip
PARTS: Final = (
    *PLAIN_PARTS, "<", ">", "[", "]", "`", "```", "\n```\n", "\n```mermaid\n", "\\", "$", "$$", "&", "{", "}", "](",
    "][", "![", "[^1]", "\n[x]: ", "&lt;", "&#106;", "&Tab;", "&colon;", "<b>", "</b>", "<br>", "<!--", "-->", "<?",
    "<![CDATA[", "]]>", "<script>", "<img src=x>", "<https://example.org>", "[x](javascript:y)",
    "[x](http://a.b 'c')", "![x](attachment:a.png)", "![x](data:image/svg+xml,x)", "\\href{x}{y}", "\\begin{align}",
    "\\end{align}", "\\(", "\\[", "{{ x }}", "{% x %}", "{:.x}", "<div style='position:fixed'>",
)  # fmt: skip
HTML: Final = (
    "<svg>", "</svg>", "<math>", "</math>", "<mtext>", "<mglyph>", "<malignmark>",
    "<annotation-xml encoding='text/html'>", "<foreignObject>", "<desc>", "<title>", "</title>", "<textarea>",
    "</textarea>", "<xmp>", "</xmp>", "<noscript>", "</noscript>", "<noembed>", "<noframes>", "<template>",
    "</template>", "<plaintext>", "<style>", "</style>", "<script>", "</script>", "<iframe>", "</iframe>", "<select>",
    "<option>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<caption>", "<colgroup>", "<form>", "</form>",
    "<button formaction=javascript:x>", "<input type=image src=x>", "<p>", "</p>", "<b>", "</b>", "<a href='",
    '<a href="', "'>", '">', "</a>", "<img src=x onerror=ran()>", "<img src='", '<img alt="', "<!--", "-->", "--!>",
    "<!-->", "<!DOCTYPE html>", "<?xml ?>", "<![CDATA[", "]]>", "</", "<", ">", "/>", "=", "'", '"', "`", "&", "&lt;",
    "&gt;", "&amp;", "&quot;", "&#x3c;", "&#60", "&Tab;", "&NewLine;", "&colon;", "&nbsp", "\x00", "\t", "\n", "\r",
    "\x0b", "\x0c", "\u2028", "\x1b", "\ufffe", "javascript:ran()", "JaVaScRiPt:", "java\tscript:", "\x01javascript:",
    "data:text/html,x", "data:image/svg+xml;base64,PHN2Zz4=", "data:image/png;base64,iVBORw0KGgo=",
    "https://example.org", "http://localhost:8888", "//evil.example", "#x", "mailto:a@b", " onclick=ran()",
    " style=position:fixed", " class=modal", " id=x", " name=x", " href=x", " src=x", " srcset=x",
    " title='<img src=x onerror=ran()>'", ' title="</title><img src=x onerror=ran()>"', " xlink:href=x",
    " background=x", " ping=x", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=x>", "<object data=x>", "<embed src=x>", "<video src=x>", "<body onload=ran()>",
    "<frameset>", "<details open ontoggle=ran()>", "<marquee onstart=ran()>", "<portal src=x>", "<dialog open>",
    "<slot>", "<x-y>", "<image src=x>", "<isindex>", "<keygen>", "tekst",
)  # fmt: skip


def brew(parts: tuple[str, ...], count: int, seed: int = 7, longest: int = 14) -> list[str]:
    """Texts of a few random parts each; the same for the same seed."""
    random = Random(seed)
    return ["".join(random.choices(parts, k=random.randint(1, longest))) for _ in range(count)]
