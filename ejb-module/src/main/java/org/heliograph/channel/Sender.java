package org.heliograph.channel;

/**
 * A sender ID: who a message is from.
 *
 * @param address as the carrier knows it
 * @param name as people see it
 */
public record Sender(long id, Channel channel, String address, String name, long accountId, String status) {

    public boolean isUsable() {
        return "ACTIVE".equals(status) || "TESTING".equals(status);
    }

    public long getId() {
        return id;
    }

    public String getAddress() {
        return address;
    }

    public String getName() {
        return name;
    }

    public String getStatus() {
        return status;
    }
}
