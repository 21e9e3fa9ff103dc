package org.heliograph.message.internal;

import java.util.List;
import org.heliograph.channel.ProviderEvent;

/** News of one account, as it travels over the inbound queue. */
public record InboundBatch(long companyId, long accountId, List<ProviderEvent> events) {

    List<ProviderEvent.Report> reports() {
        return only(ProviderEvent.Report.class);
    }

    List<ProviderEvent.Inbound> inbounds() {
        return only(ProviderEvent.Inbound.class);
    }

    private <T> List<T> only(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
