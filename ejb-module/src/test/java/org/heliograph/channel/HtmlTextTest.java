package org.heliograph.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HtmlTextTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a<!-- <b>x</b> -->b|ab",
                "a<STYLE type='x'>p > a {}</style >b|ab",
                "a<header>b</header>c|abc",
                "a<title>b|ab",
                "a<!-- b > c|a c",
                "1 < 2|1 < 2",
                "1 < 2<b>!</b> <3</p>|1 < 2! <3",
                "a &lt;b&gt; &#8364; &#x20AC; &nope;|a <b> € € &nope;",
                "<A class=x HREF = 'https://x.org'>here</A>|here (https://x.org)",
                "<a href=\"https://x.org?a&amp;b\">here</a>|here (https://x.org?a&b)",
                "<a href=\"https://x.org\"><b>https://x.org</b></a>|https://x.org",
                "<a href=\"y\"><style>y</style>one</a>|one (y)",
                "<a href=\"x\">one<a href=\"y\">two</a></a>|onetwo (x)",
                "<a name=\"x\">one</a>|one",
                "<a href=\"x\">one|one",
                "<a href=\"x\">one<!-- </a> -->two</a>|onetwo (x)"
            })
    void takesOutTagsAndKeepsWhatReadersSee(String html, String text) {
        assertThat(HtmlText.plain(html)).isEqualTo(text);
    }

    @Test
    void keepsLinesAndParagraphsButNoEmptySpace() {
        assertThat(HtmlText.plain(
                        "<h1> Hello </h1>\n<p>one<br>  two<br/>\tthree</p>\r\n<div></div><p></p>\n<p> four </p>"))
                .isEqualTo("Hello\none\ntwo\nthree\n\nfour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--", "<a ", "<", "<li ", "<script", "</", "<head"})
    void leavesAMillionCharactersThatAreNoTag(String part) {
        String html = million(part);

        assertThat(HtmlText.plain(html).equals(html.strip())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<head>",
                "<!-->",
                "<script></head>",
                "<a href='x'>",
                "</a>",
                "<a href=>",
                "<a href='x' <br>",
                "&nbsp;",
                "<b> </b>",
                "<br> "
            })
    void findsNothingInAMillionCharactersOfTags(String part) {
        assertThat(HtmlText.plain(million(part))).isEmpty();
    }

    @Test
    void keepsAnAddressThatIsTooLongToBeLookedFor() {
        String address = "a".repeat(500_000);

        assertThat(HtmlText.plain("<a href='" + address + "'>" + address + "</a>"))
                .isEqualTo(address + " (" + address + ")");
    }

    private static String million(String part) {
        return part.repeat(1_000_000 / part.length());
    }
}
