package org.heliograph.apiaccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.heliograph.channel.Channel;
import org.heliograph.message.MessageService;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessageStatus;
import org.heliograph.platform.Ids;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** Whose messages a key may see. */
class ApiMessageServiceIT {

    private static final UUID ID = Ids.next();

    /** Knows one message. */
    private static final class Messages extends MessageService {

        private final Long senderId;

        Messages(Long senderId) {
            this.senderId = senderId;
        }

        @Override
        public MessageStatus get(UUID id) {
            Instant now = Instant.EPOCH;
            return new MessageStatus(
                    id,
                    Channel.SMS,
                    senderId,
                    "Bank",
                    "+1",
                    MessageState.SENT,
                    null,
                    null,
                    1,
                    false,
                    now,
                    now,
                    null,
                    null);
        }
    }

    private static MessageStatus get(Long sender, Set<Long> allowed) {
        ApiMessageService service = TestDatabase.wire(new ApiMessageService(), new Messages(sender));
        return service.get(new ApiKey(1, 1, "Shop", Set.of(), allowed, null), ID);
    }

    @Test
    void showsMessagesOfAllowedSenders() {
        assertThat(get(7L, Set.of()).id()).isEqualTo(ID);
        assertThat(get(7L, Set.of(7L, 8L)).id()).isEqualTo(ID);
        assertThat(get(null, Set.of()).id()).isEqualTo(ID);
    }

    @Test
    void refusesMessagesOfOtherSenders() {
        assertThatThrownBy(() -> get(7L, Set.of(8L)))
                .isInstanceOfSatisfying(
                        ForbiddenException.class, e -> assertThat(e.code()).isEqualTo("sender_not_allowed"));
        assertThatThrownBy(() -> get(null, Set.of(8L))).isInstanceOf(ForbiddenException.class);
    }
}
