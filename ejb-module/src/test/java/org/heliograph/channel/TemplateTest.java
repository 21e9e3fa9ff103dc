package org.heliograph.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final Map<String, String> VALUES =
            Map.of("name", "Ana", "first name", "Ana María", "año", "2024", "plan-1", "$1\\", "empty", "");

    private final List<String> missing = new ArrayList<>();

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Hi {{attribute.name}}!;Hi Ana!",
                "Hi {{name}}!;Hi Ana!",
                "{{ name }};Ana",
                "{{attribute.first name}};Ana María",
                "{{año}};2024",
                "{{plan-1}};$1\\",
                "{{gone|friend}};friend",
                "{{empty| dear friend }};dear friend",
                "{{name|friend}};Ana",
                "[{{gone}}];[]",
                "{{name;{{name",
                "{name};{name}",
                "{{}};{{}}",
                "{{na$me}};{{na$me}}",
                "{{{name}}};{Ana}",
                "{{{{name}};{{Ana",
                "}}{{name}}{{;}}Ana{{"
            })
    void renders(String text, String expected) {
        assertThat(Template.compile(text).render(VALUES::get, missing::add)).isEqualTo(expected);
    }

    @Test
    void reportsNamesWithNeitherValueNorDefault() {
        Template.compile("{{gone}} {{empty}} {{other|x}} {{name}}").render(VALUES::get, missing::add);

        assertThat(missing).containsExactly("gone", "empty");
    }

    @Test
    void listsNamesAndUnknownOnes() {
        Template template = Template.compile("{{attribute.name}} {{name}} {{city|x}}");

        assertThat(template.names()).containsExactly("name", "city");
        assertThat(template.unknown(Set.of("name"))).containsExactly("city");
    }

    @Test
    void escapesValuesButNotTheTextForHtml() {
        Template template = Template.compile("<b>{{a}}</b>{{gone|<i>}}");

        assertThat(template.renderHtml(Map.of("a", "<&\"'>")::get, missing::add))
                .isEqualTo("<b>&lt;&amp;&quot;&#39;&gt;</b>&lt;i&gt;");
    }

    @Test
    void rendersEveryTextOfAContentAndEscapesOnlyItsHtml() {
        ContentTemplate template =
                ContentTemplate.of(new EmailContent("Hi {{name}}", "{{gone}}", "<p>{{name}}</p>", "{{name}}"));

        EmailContent rendered = (EmailContent) template.render(Map.of("name", "A&B")::get, missing::add);

        assertThat(rendered).isEqualTo(new EmailContent("Hi A&B", "", "<p>A&amp;B</p>", "A&B"));
        assertThat(missing).containsExactly("gone");
        assertThat(template.names()).containsExactlyInAnyOrder("name", "gone");
    }

    @Test
    void returnsTheContentItselfWhenItHasNoPlaceholder() {
        SmsContent content = new SmsContent("plain {{");

        assertThat(ContentTemplate.of(content).render(VALUES::get, missing::add))
                .isSameAs(content);
    }
}
