import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ArticleRefusedError
from corpus.loaders.decode import decode
from tests.corpus.strategies import TEXTS

WESTERN = "He said the “talks” – led by José Andrés – didn’t end. The café was closed on Monday. "


@given(TEXTS)
def test_utf_8_is_decoded_to_the_character(text):
    text = text.removeprefix("\ufeff")
    assert decode(text.encode(), "x") == text
    assert decode(codecs.BOM_UTF8 + text.encode(), "x") == text


@given(TEXTS, st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_marked_utf_16_and_32_are_decoded_without_the_mark(text, encoding):
    assert decode("\ufeff".encode(encoding) + text.encode(encoding), "x") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "cp1252"),
        ("It didn’t end in the café.", "cp1252"),
        ("Le président a été élu hier à Paris, où il a parlé de la grève générale.", "latin-1"),
        ("Prezydent powiedział wczoraj, że rozmowy będą kontynuowane. Żołnierze wrócą.", "cp1250"),
        ("Президент России заявил вчера, что переговоры продолжатся в понедельник.", "cp1251"),
        ("قال الرئيس إن المحادثات في القاهرة سوف تستمر يوم الاثنين ويوم الثلاثاء", "cp1256"),
        (
            "大統領は昨日、カイロでの協議が月曜日に続くと述べた。会議には多くの人が参加した。",
            "cp932",
        ),
    ],
)
def test_a_legacy_encoding_is_told_by_its_looks(text, encoding):
    assert decode(text.encode(encoding), "x") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"GIF89a\0\1\2", "binary"),
        (b"\0 text", "binary"),
        (bytes(range(128, 256)) * 9, "encoding"),
        (WESTERN.encode() + b"\xff" + WESTERN.encode(), "damaged UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0\0\xd8b\0", "utf-16-le"),
        (codecs.BOM_UTF8 + b"\xff", "utf-8"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data, reason):
    with pytest.raises(ArticleRefusedError, match=reason):
        decode(data, "x")


def test_a_page_s_declared_encoding_is_believed():
    text = '<meta charset="cp1254">Cumhurbaşkanı dün görüşmelerin süreceğini söyledi.'
    assert decode(text.encode("cp1254"), "x", html=True) == text


def test_a_wrong_declaration_does_not_stop_the_page():
    page = f'<meta charset="no-such-thing"><p>{WESTERN}</p>'
    assert decode(page.encode("cp1252"), "x", html=True) == page
