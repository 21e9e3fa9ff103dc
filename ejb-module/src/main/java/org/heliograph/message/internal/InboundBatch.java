package org.heliograph.message.internal;

import java.util.List;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.platform.Ids;

/** News of one account, as it travels over the inbound queue. */
public record InboundBatch(long companyId, long accountId, List<ProviderEvent> events) {

    /** As it is put on the queue: a message without the carrier's id gets one, by which it is known if it is delivered again. */
    static InboundBatch toQueue(long companyId, long accountId, List<ProviderEvent> events) {
        return new InboundBatch(
                companyId,
                accountId,
                events.stream().map(InboundBatch::identified).toList());
    }

    private static ProviderEvent identified(ProviderEvent event) {
        return event instanceof ProviderEvent.Inbound inbound && inbound.carrierId() == null
                ? inbound.withCarrierId(Ids.next().toString())
                : event;
    }

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
