package org.heliograph.channel;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Collects what a provider reports. */
public final class SendResults implements Consumer<SendResult> {

    private final List<SendResult> all = new CopyOnWriteArrayList<>();

    @Override
    public void accept(SendResult result) {
        all.add(result);
    }

    public List<SendResult> all() {
        return all;
    }

    /** The results, once there are so many. */
    public List<SendResult> await(int count) {
        Await.until(count + " results are in", () -> all.size() >= count);
        return all;
    }

    /** The only result, once it is in. */
    public SendResult only() {
        return await(1).get(0);
    }

    public SendResult.Refused onlyRefusal() {
        return (SendResult.Refused) only();
    }

    public SendResult.Accepted onlyAcceptance() {
        return (SendResult.Accepted) only();
    }

    public List<UUID> messageIds() {
        return all.stream().map(SendResult::messageId).toList();
    }
}
