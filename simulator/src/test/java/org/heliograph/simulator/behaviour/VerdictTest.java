package org.heliograph.simulator.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.heliograph.simulator.http.Json;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private final CurrentBehaviour current = new CurrentBehaviour(Json.MAPPER);

    @Test
    void givesTheSameRecipientTheSameFateAndAnotherSeedAnother() throws IOException {
        change("{\"sms\":{\"undeliveredPercent\":50}}");
        Verdict first = current.get().verdict(Channel.SMS, "34600000001");
        assertThat(current.get().verdict(Channel.SMS, "+34600000001")).isEqualTo(first);
        String before = fates();
        change("{\"seed\":2}");
        assertThat(fates()).isNotEqualTo(before);
    }

    private String fates() {
        StringBuilder fates = new StringBuilder();
        IntStream.range(0, 100)
                .forEach(i -> fates.append(current.get()
                        .verdict(Channel.SMS, "+346000" + (10000 + i))
                        .outcome()
                        .ordinal()));
        return fates.toString();
    }

    @Test
    void meetsThePercentagesOverManyRecipients() throws IOException {
        change("{\"sms\":{\"refusedPercent\":10,\"undeliveredPercent\":20,\"lostReportPercent\":50}}");
        assertThat(share(Channel.SMS, Outcome.REFUSED)).isCloseTo(10, within(1.0));
        assertThat(share(Channel.SMS, Outcome.UNDELIVERED)).isCloseTo(18, within(1.0));
        assertThat(share(Channel.SMS, Outcome.LOST_REPORT)).isCloseTo(36, within(1.5));
        assertThat(share(Channel.RCS, Outcome.UNREACHABLE)).isCloseTo(30, within(1.5));
        assertThat(share(Channel.RCS, Outcome.DISPLAYED)).isCloseTo(42, within(1.5));
    }

    private double share(Channel channel, Outcome outcome) {
        return IntStream.range(0, 20_000)
                        .filter(i -> current.get()
                                        .verdict(channel, Long.toString(34600000000L + i))
                                        .outcome()
                                == outcome)
                        .count()
                / 200.0;
    }

    @Test
    void letsTheFirstMatchingRuleDecide() throws IOException {
        change(
                """
                {"rcs":{"unreachable":["^\\\\+49"],"rules":[
                  {"number":"1$","outcome":"EXPIRED","delayMs":7},{"number":"^\\\\+34","outcome":"REFUSED","code":"403"}]}}""");
        assertThat(current.get().verdict(Channel.RCS, "+3461").outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(current.get().verdict(Channel.RCS, "+3461").delayMs()).isEqualTo(7);
        assertThat(current.get().verdict(Channel.RCS, "+3462").code()).isEqualTo("403");
        assertThat(current.get().verdict(Channel.RCS, "+4962").reachable()).isFalse();
    }

    @Test
    void keepsTheOldBehaviourWhenTheNewOneMakesNoSense() {
        Behaviour before = current.get();
        assertThatThrownBy(() -> change("{\"sms\":{\"refusedPercent\":101}}")).hasMessageContaining("refusedPercent");
        assertThatThrownBy(() -> change("{\"sms\":{\"refusedPrecent\":1}}")).hasMessageContaining("refusedPrecent");
        assertThatThrownBy(() -> change("{\"sms\":{\"rules\":[{\"number\":\"(\",\"outcome\":\"REFUSED\"}]}}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(current.get()).isEqualTo(before);
    }

    @Test
    void throttlesByTheClock() {
        AtomicLong nanos = new AtomicLong();
        Throttle throttle = new Throttle(nanos::get);
        assertThat(throttle.admits(10)).isTrue();
        assertThat(throttle.admits(10)).isFalse();
        nanos.addAndGet(100_000_000);
        assertThat(throttle.admits(10)).isTrue();
        assertThat(throttle.admits(0)).isTrue();
    }

    private void change(String json) throws IOException {
        current.change(Json.MAPPER.readTree(json));
    }
}
