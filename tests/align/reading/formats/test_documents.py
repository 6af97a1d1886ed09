"""Documents for people: Markdown, HTML and Word."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from pullquote.align.errors import TranscriptError
from pullquote.align.model.transcript import Role
from tests.align.reading.formats.reading import paragraphs, read


class TestMarkdown:
    def test_marks_go_and_words_stay(self) -> None:
        content = (
            "---\ntitle: x\n---\n# The *big* talk #\n<!-- hidden -->\n"
            "**ANNA:** I _really_ do [like](https://x.org/a_(b)) `code`.\n\n"
            "> **BEN:** 2 * 3 * 4 is snake_case_word, \\*that\\* is ~~not~~ all. *laughs*\n\n"
            "- [x] one\n1. two\n\n***\n\n![a picture](x.png)\n\n[ref]: https://x.org\n"
        )
        transcript = read("a.md", content)
        assert paragraphs(transcript) == [
            "The big talk",
            "ANNA: I really do like code.",
            "BEN: 2 * 3 * 4 is snake_case_word, *that* is not all. *laughs*",
            "one\n1. two",
        ]
        assert [p.speaker for p in transcript.paragraphs] == [None, "ANNA", "BEN", "BEN"]
        assert [t.text for t in transcript.tokens if t.role is Role.DIRECTION] == ["*laughs*"]

    def test_a_heading_full_of_spaces_and_marks_is_read(self) -> None:
        content = "# " + " # " * 20_000 + "end\n\n## Title ##  \n\nWords."
        assert paragraphs(read("a.md", content))[-2:] == ["Title", "Words."]

    def test_chevrons_of_speakers_are_no_quotation(self) -> None:
        transcript = read("a.md", ">> JOHN: Hello.\n\n> quoted")
        assert paragraphs(transcript) == [">> JOHN: Hello.", "quoted"]


class TestHtml:
    def test_main_text_is_taken_and_the_rest_left(self) -> None:
        content = (
            "<!doctype html><html lang='de-AT'><head><title>T</title><style>p{}</style></head>"
            "<body><nav>Menu</nav><main><h1>Talk</h1><p>One&nbsp;two<br>three</p>"
            "<p>four<br><br>five</p><script>evil()</script><p hidden>no</p>"
            "<p style='display: none'>no</p><!-- no --><div>six <b>sev</b>en</div>"
            "<table><tr><td>ANNA:</td><td>Hello</td></tr></table></main>"
            "<footer>Imprint</footer></body></html>"
        )
        transcript = read("a.html", content)
        assert transcript.language == "de"
        assert paragraphs(transcript) == [
            "Talk", "One\u00a0two\nthree", "four", "five", "six seven", "ANNA: Hello",
        ]  # fmt: skip
        assert transcript.paragraphs[-1].speaker == "ANNA"
        assert "One\u00a0two" not in [token.text for token in transcript.tokens]

    def test_times_and_labels_that_only_style_sets_apart_are_words_of_their_own(self) -> None:
        content = (
            "<p><span>0:05</span><b>Anna:</b>Hello</p><p><a>0:09</a><b>Ben:</b>Hi <i>O</i>nce</p>"
        )
        transcript = read("a.html", content)
        assert [p.speaker for p in transcript.paragraphs] == ["Anna", "Ben"]
        assert [t.text for t in transcript.tokens if t.is_speech] == ["Hello", "Hi", "Once"]

    def test_a_page_of_preformatted_text_keeps_its_lines(self) -> None:
        content = "<pre>one\n\ntwo   three</pre>"
        assert paragraphs(read("a.html", content)) == ["one", "two three"]

    def test_the_main_part_is_believed_when_it_holds_most_of_the_text(self) -> None:
        banner, talk = "<div>We use cookies</div>", "<main><p>The whole of the talk.</p></main>"
        assert read("a.html", f"<body>{banner}{talk}</body>").text == "The whole of the talk."
        teaser = "<body><article>Read on</article><p>The whole of the talk.</p></body>"
        assert paragraphs(read("a.html", teaser)) == ["Read on", "The whole of the talk."]

    def test_code_in_a_page_is_text(self) -> None:
        assert read("a.html", "<p>&lt;script&gt; {{x}} ${y} `z`</p>").text == (
            "<script> {{x}} ${y} `z`"
        )

    def test_a_page_nested_beyond_reason_is_refused_or_read(self) -> None:
        content = "<div>" * 3000 + "deep" + "</div>" * 3000
        try:
            assert read("a.html", content).text == "deep"
        except TranscriptError as error:
            assert "nested" in str(error)


class TestDocx:
    @staticmethod
    def saved(document: object) -> bytes:
        stream = io.BytesIO()
        document.save(stream)  # type: ignore[attr-defined]
        return stream.getvalue()

    def test_tables_breaks_and_links_are_read_in_order(self) -> None:
        document = docx.Document()
        document.add_heading("The talk", 1)
        paragraph = document.add_paragraph("one ")
        paragraph.add_run("two").bold = True
        paragraph.add_run().add_break()
        paragraph.add_run("three")
        table = document.add_table(rows=2, cols=2)
        for number, words in enumerate(("ANNA", "Hello there.", "ANNA", "Good bye.")):
            table.cell(number // 2, number % 2).text = words
        document.add_paragraph("end")
        document.core_properties.language = "en-US"
        transcript = read("a.docx", self.saved(document))
        assert transcript.language == "en"
        assert paragraphs(transcript) == [
            "The talk", "one two\nthree", "ANNA\tHello there.", "ANNA\tGood bye.", "end",
        ]  # fmt: skip
        assert [t.text for t in transcript.tokens if t.role is Role.SPEAKER] == ["ANNA", "ANNA"]

    def test_tracked_insertions_are_in_and_deletions_out(self) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        document = docx.Document()
        paragraph = document.add_paragraph("kept ")
        for kind, tag in (("ins", "t"), ("del", "delText"), ("moveFrom", "t")):
            paragraph._p.append(
                parse_xml(
                    f"<w:{kind} {nsdecls('w')} w:id='1' w:author='a'>"
                    f"<w:r><w:{tag}>{kind}</w:{tag}></w:r></w:{kind}>"
                )
            )
        assert read("a.docx", self.saved(document)).text == "kept ins"

    def test_a_zip_that_is_no_document_is_refused(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("x.txt", "hello")
        with pytest.raises(TranscriptError, match="not a readable Word document"):
            read("a.docx", stream.getvalue())
