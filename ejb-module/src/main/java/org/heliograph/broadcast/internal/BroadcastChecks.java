package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.contact.ContentChecks;
import org.heliograph.message.SendHours;
import org.heliograph.message.SendWindows;
import org.heliograph.platform.error.InvalidException;

/** What must hold for a broadcast to be saved, and what more to be launched. */
@ApplicationScoped
public class BroadcastChecks {

    private static final int MAX_NAME = 200;
    private static final int MAX_STEPS = 10;

    @Inject
    private ContentChecks contents;

    @Inject
    private SenderService senders;

    @Inject
    private SendWindows windows;

    @Inject
    private Clock clock;

    public void checkDraft(SaveBroadcast command) {
        if (command.name() == null || command.name().isBlank()) {
            throw new InvalidException("name_missing", "name");
        }
        if (command.name().length() > MAX_NAME) {
            throw new InvalidException("too_long", "name", MAX_NAME);
        }
        checkFilledIn(command);
    }

    /** What holds for a draft, except for its name. */
    public void checkFilledIn(SaveBroadcast command) {
        if (command.steps().size() > MAX_STEPS) {
            throw new InvalidException("too_many_steps", "steps", MAX_STEPS);
        }
        for (int i = 0; i < command.steps().size(); i++) {
            checkStep(command.steps().get(i), i + 1, command.type());
        }
        command.audience().exclusions().check();
        command.rules().check();
    }

    private void checkStep(BroadcastStep step, int position, BroadcastType type) {
        if (step.waitMinutes() < BroadcastStep.MIN_WAIT || step.waitMinutes() > BroadcastStep.MAX_WAIT) {
            throw new InvalidException(
                    "wait_minutes", "waitMinutes", position, BroadcastStep.MIN_WAIT, BroadcastStep.MAX_WAIT);
        }
        if (type == BroadcastType.RCS_CHECK) {
            return;
        }
        if (step.content() == null) {
            throw new InvalidException("content_missing", "content", position);
        }
        contents.check(step.content());
    }

    public void checkLaunch(Broadcast broadcast) {
        checkLaunch(broadcast.toCommand());
    }

    public void checkLaunch(SaveBroadcast broadcast) {
        if (broadcast.audience().isEmpty()) {
            throw new InvalidException("recipients_missing", "audience");
        }
        if (broadcast.steps().isEmpty()) {
            throw new InvalidException("steps_missing", "steps");
        }
        for (int i = 0; i < broadcast.steps().size(); i++) {
            BroadcastStep step = broadcast.steps().get(i);
            Sender sender = step.senderId() == null
                    ? null
                    : senders.find(step.senderId()).orElse(null);
            if (sender == null || !sender.isUsable() || sender.channel() != step.channel()) {
                throw new InvalidException("sender_missing", "senderId", i + 1, step.channel());
            }
            checkHours(broadcast.rules().hours(), step.channel());
            if (step.content() != null) {
                contents.checkPlaceholders(step.content());
            }
        }
        if (broadcast.type() == BroadcastType.RCS_CHECK
                && broadcast.steps().get(0).channel() != Channel.RCS) {
            throw new InvalidException("sender_missing", "senderId", 1, Channel.RCS);
        }
    }

    /** Hours that never meet the company's would hold everybody for ever. */
    private void checkHours(SendHours own, Channel channel) {
        if (own != null
                && windows.with(own, channel)
                        .earliest(clock.instant(), Set.of(ZoneOffset.UTC))
                        .isEmpty()) {
            throw new InvalidException("window_disjoint", "from");
        }
    }
}
