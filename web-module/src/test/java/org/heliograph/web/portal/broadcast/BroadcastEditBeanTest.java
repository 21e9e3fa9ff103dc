package org.heliograph.web.portal.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.heliograph.web.portal.Formats;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastEditBeanTest {

    private final SessionBean newYork = new SessionBean() {
        private static final long serialVersionUID = 1L;

        @Override
        public ZoneId getTimeZone() {
            return ZoneId.of("America/New_York");
        }
    };

    private final Formats formats = new Formats() {
        @Override
        public String dateTimeShort(Object value) {
            return value.toString();
        }
    };

    private final Messages messages = new Messages() {
        @Override
        public String text(String key, Object... values) {
            return values[0].toString();
        }
    };

    @ParameterizedTest
    @CsvSource({
        "2026-03-07T02:30, 2026-03-07T07:30:00Z",
        "2026-03-08T02:30, 2026-03-08T07:00:00Z",
        "2026-11-01T01:30, 2026-11-01T05:30:00Z"
    })
    void schedulesOnTheClockAsTemplatesDo(LocalDateTime time, String moment) throws IllegalAccessException {
        BroadcastEditBean bean = Wiring.wire(new BroadcastEditBean(), newYork, formats, messages);
        bean.setInstantly(false);
        bean.setScheduledFor(time);
        assertThat(bean.getLaunchLead()).isEqualTo(moment);
    }
}
