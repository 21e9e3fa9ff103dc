package org.heliograph.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.heliograph.broadcast.BroadcastReport;
import org.heliograph.channel.Channel;
import org.heliograph.web.i18n.Texts;
import org.heliograph.web.i18n.Texts_es;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationsTest {

    private static final ResourceBundle ENGLISH = new Texts();

    static Stream<ResourceBundle> languages() {
        return Stream.of(ENGLISH, new Texts_es());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void ofEmailSpeakNeitherOfNumbersNorOfDevices(ResourceBundle texts) {
        assertThat(BroadcastReport.REASONS).allSatisfy(cause -> assertThat(Explanations.in(texts, Channel.EMAIL, cause))
                .isNotEmpty()
                .doesNotContainPattern(
                        "(?i)number|device|phone|country|RCS|SMS|número|dispositivo|teléfono|país|prefijo"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void ofSmsSayNothingThatIsOfOtherChannels(ResourceBundle texts) {
        assertThat(BroadcastReport.REASONS).allSatisfy(cause -> assertThat(Explanations.in(texts, Channel.SMS, cause))
                .isNotEmpty()
                .doesNotContainPattern("RCS|chat|mail server|servidor de correo"));
    }

    /** A channel without words of its own has the general ones; one misspelt would never be shown. */
    @ParameterizedTest
    @MethodSource("languages")
    void areAllOfACauseAndAChannel(ResourceBundle texts) {
        List<String> possible = BroadcastReport.REASONS.stream()
                .flatMap(cause -> Stream.concat(
                        Stream.of(cause), Stream.of(Channel.values()).map(channel -> cause + "." + channel)))
                .map(Explanations.KEY::concat)
                .toList();
        assertThat(texts.keySet().stream().filter(key -> key.startsWith(Explanations.KEY)))
                .isSubsetOf(possible);
        assertThat(Explanations.in(texts, Channel.RCS, "THROTTLED"))
                .isEqualTo(Explanations.in(texts, null, "THROTTLED"))
                .isEqualTo(texts.getString("report.explain.THROTTLED"));
        assertThat(Explanations.in(texts, Channel.SMS, "NO_SUCH_CAUSE")).isEmpty();
    }

    @Test
    void ofRcsHelpAgainstWhatSupportIsAskedMostOften() {
        assertThat(ofRcs("ACCOUNT_REFUSED"))
                .as("the token is refused: a wrong address of the supplier")
                .contains("401 Unauthorized", "wrong address or supplier", "contact support");
        assertThat(ofRcs("NOT_CAPABLE"))
                .as("no RCS: chat functions on, and connected")
                .contains("404 NOT_FOUND", "has no RCS", "settings", "Messages app", "chat functions", "Connected");
        assertThat(ofRcs("INVALID_RECIPIENT"))
                .as("how the number is written")
                .contains("400 INVALID_ARGUMENT", "number", "country and network");
        assertThat(ofRcs("INVALID_SENDER"))
                .as("a sender ID that is not known, or not yet")
                .contains("sender ID", "contact support");
    }

    @Test
    void ofABroadcastThatSendsNothingNameTheWayToTheCause() {
        assertThat(ENGLISH.getString("report.silent"))
                .contains("failed messages", "EDRs", "test message", "the same channel and sender ID");
        assertThat(ENGLISH.getString("report.explain.FAILED")).contains("support");
    }

    private static String ofRcs(String cause) {
        return Explanations.in(ENGLISH, Channel.RCS, cause);
    }
}
