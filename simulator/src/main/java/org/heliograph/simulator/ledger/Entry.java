package org.heliograph.simulator.ledger;

import org.heliograph.simulator.behaviour.Channel;

/** One message in the ledger. A long SMS is one entry, however many parts it came in. */
public final class Entry {

    final Channel channel;
    final String account;
    final String sender;
    final String recipient;
    final long receivedAt;

    long seq;
    volatile Status status;
    volatile String carrierId;
    volatile String clientId;
    volatile Content content;
    volatile long reportedAt;
    volatile short parts = 1;
    volatile short partsReceived = 1;
    volatile short duplicates;

    /** @param receivedAt milliseconds since the epoch */
    public Entry(Channel channel, String account, String sender, String recipient, Status status, long receivedAt) {
        this.channel = channel;
        this.account = account;
        this.sender = sender;
        this.recipient = recipient;
        this.status = status;
        this.receivedAt = receivedAt;
    }

    /** @param carrier the id the carrier gave, @param client the id the sender gave, or null */
    public Entry identified(String carrier, String client) {
        carrierId = carrier;
        clientId = client;
        return this;
    }

    public Entry saying(Content what) {
        content = what;
        return this;
    }

    /** As the first part received of so many. */
    public Entry inParts(int total) {
        parts = (short) total;
        return this;
    }

    public Channel channel() {
        return channel;
    }

    public String account() {
        return account;
    }

    public String sender() {
        return sender;
    }

    public String recipient() {
        return recipient;
    }

    public String carrierId() {
        return carrierId;
    }

    public String clientId() {
        return clientId;
    }

    public Status status() {
        return status;
    }

    public long seq() {
        return seq;
    }

    /** Null once the ledger has let go of it. */
    public Content content() {
        return content;
    }
}
