package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.heliograph.account.Trial;
import org.heliograph.channel.Channel;
import org.heliograph.message.internal.Addressees;
import org.heliograph.message.internal.Addressees.Address;
import org.heliograph.message.internal.Addressees.Addressee;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.error.ConflictException;
import org.jdbi.v3.core.Handle;

/** Decides of messages of the calling company, within the transaction that stores them, which may be sent. */
@ApplicationScoped
class MessageAdmission {

    @Inject
    private Trial trial;

    @Inject
    private TrialMessages trialMessages;

    @Inject
    private FrequencyCaps caps;

    /**
     * What was decided, by the messages' ids.
     *
     * @param contacts of those that may be sent; null for an address without a contact
     */
    record Admitted(Map<UUID, Long> contacts, Map<UUID, BusinessException> refused) {}

    Admitted admit(Handle handle, List<Submission> submissions, Instant now) {
        Admitted admitted = new Admitted(new HashMap<>(), new HashMap<>());
        Map<UUID, Addressee> known = Addressees.find(
                handle,
                submissions.stream()
                        .filter(one -> !one.isOf(SubmitMessage.SYSTEM))
                        .collect(Collectors.toMap(Submission::id, MessageAdmission::addressOf)));
        Map<Channel, Integer> granted = new EnumMap<>(Channel.class);
        Map<Channel, Optional<FrequencyCap>> capOf = new EnumMap<>(Channel.class);
        for (Submission one : submissions) {
            try {
                if (!one.isOf(SubmitMessage.SYSTEM)) {
                    trialMessages.admit(one.channel(), granted.getOrDefault(one.channel(), 0) + 1L);
                }
                Long contact = contact(handle, one, known.get(one.id()));
                if (contact != null && one.isOf(SubmitMessage.API)) {
                    capOf.computeIfAbsent(one.channel(), channel -> caps.ofPrograms(handle, channel))
                            .ifPresent(cap -> reserve(handle, cap, one, contact, now));
                }
                admitted.contacts().put(one.id(), contact);
                granted.merge(one.channel(), 1, Integer::sum);
            } catch (BusinessException e) {
                admitted.refused().put(one.id(), e);
            }
        }
        return admitted;
    }

    private static Address addressOf(Submission one) {
        return new Address(one.channel(), one.sender().id(), one.address());
    }

    /** The address's contact, null if it has none; one that has opted out is refused all but the confirmation. */
    private Long contact(Handle handle, Submission one, Addressee known) {
        if (one.isOf(SubmitMessage.SYSTEM)) {
            return null;
        }
        if (known == null) {
            return one.createsContact() ? createContact(handle, one.address()) : null;
        }
        if (known.optedOut() && !one.isOf(SubmitMessage.CONSENT)) {
            throw new ConflictException(
                    "recipient_opted_out", "contact", one.command().recipient());
        }
        return known.contactId();
    }

    private long createContact(Handle handle, String phone) {
        trial.admitContacts(() -> 1);
        return Addressees.create(handle, phone);
    }

    private void reserve(Handle handle, FrequencyCap cap, Submission one, long contact, Instant now) {
        if (!caps.reserve(handle, cap, List.of(contact), now).isEmpty()) {
            throw new ConflictException(
                    "frequency_cap", "contact", one.command().recipient(), cap.messages(), cap.hours());
        }
    }
}
