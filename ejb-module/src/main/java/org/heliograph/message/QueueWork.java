package org.heliograph.message;

/** Does what a queue's message asks for; found by CDI by its kind. Runs without a transaction. */
public interface QueueWork {

    String kind();

    /** @param ids of the work's rows, all of one company and channel */
    void run(long companyId, java.util.List<String> ids);
}
