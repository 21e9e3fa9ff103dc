package org.heliograph.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Locale;
import org.heliograph.channel.InvalidContentException;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private final HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getLocale" -> Locale.GERMAN;
                case "getAttribute" -> "request-1";
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @Test
    void givesEachKindOfErrorItsStatus() {
        assertThat(Problems.of(request, new InvalidException("x", null)).status())
                .isEqualTo(422);
        assertThat(Problems.of(request, new ForbiddenException("x", null)).status())
                .isEqualTo(403);
        assertThat(Problems.of(request, new NotFoundException("x", null)).status())
                .isEqualTo(404);
        assertThat(Problems.of(request, new ConflictException("x", null)).status())
                .isEqualTo(409);
        assertThat(Problems.of(request, new MalformedBodyException(413, "x", null))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void findsWhatARuleRefusesInsideWhatTheContainerThrows() {
        Problem problem =
                Problems.of(request, new EJBException(new NotFoundException("message_unknown", "id", "018f")));
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.code()).isEqualTo("message_unknown");
        assertThat(problem.field()).isEqualTo("id");
        assertThat(problem.requestId()).isEqualTo("request-1");
    }

    @Test
    void namesTheFieldOfAPayloadThatIsNoneOfItsChannel() {
        Problem field = Problems.of(request, new InvalidContentException("card.title", "A title is a text."));
        assertThat(field.status()).isEqualTo(422);
        assertThat(field.code()).isEqualTo("payload_invalid");
        assertThat(field.field()).isEqualTo("payload.card.title");
        assertThat(field.detail()).isEqualTo("A title is a text.");
        assertThat(Problems.of(request, new InvalidContentException("", "An object is needed."))
                        .field())
                .isEqualTo("payload");
    }

    @Test
    void saysNothingOfWhatIsOurFault() {
        Problem problem = Problems.of(request, new IllegalStateException("select secret from vault"));
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.code()).isEqualTo("unexpected");
        assertThat(problem.detail()).doesNotContain("vault");
    }
}
