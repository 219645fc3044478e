"""Text from workbooks is shown letter by letter."""

import pytest

from pages.frame.text import plain


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("莘庄镇_9月.xlsx", r"莘庄镇\_9月\.xlsx"),
        ("**加粗**", r"\*\*加粗\*\*"),
        ("[点我](http://a)", r"\[点我\]\(h:small[]ttp\://a\)"),
        # addresses become links by themselves: nothing is put into them that breaks them off
        ("见 HTTPS://a.cn", r"见 H:small[]TTPS\://a\.cn"),
        ("www.a.cn", r"w:small[]ww\.a\.cn"),
        ("a@b.cn", r"a:small[]@b\.cn"),
        ("httpd 与 wwf", "httpd 与 wwf"),
        ("<b>粗</b>", r"\<b\>粗\</b\>"),
        ("$x^2$", r"\$x\^2\$"),
        (":red[红]", r"\:red\[红\]"),
        ("`码` ~~删~~ # 题", r"\`码\` \~\~删\~\~ \# 题"),
        ("a|b\\c", r"a\|b\\c"),
        (12, "12"),
    ],
)
def test_every_sign_of_markdown_is_escaped(text: object, escaped: str) -> None:
    assert plain(text) == escaped


def test_of_a_persons_number_the_middle_is_left_out() -> None:
    assert plain("张三13812345678") == "张三138\\*\\*\\*\\*5678"
