package org.heliograph.broadcast.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.broadcast.StepEstimate.Hours;
import org.heliograph.broadcast.StepEstimate.Parts;
import org.heliograph.channel.ContentTemplate;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.SmsContent;
import org.heliograph.channel.SmsSegmentation;
import org.heliograph.message.SendTimes;
import org.heliograph.platform.PhoneZones;

/** Counts what has to be seen message by message: into how many SMS it is cut, and whether its time has come. */
final class MessageTally {

    private final ContentTemplate template;
    private final SmsContent plain;
    private final List<String> names;
    private final SendTimes times;
    private final Instant at;
    private final Map<Set<ZoneId>, Optional<Instant>> byZones = new HashMap<>();
    private long seen;
    private long total;
    private int fewest = Integer.MAX_VALUE;
    private int most;
    private long unicode;
    private long tooLong;
    private long waiting;
    private long never;

    /** @param content null for a check without a message */
    MessageTally(MessageContent content, SendTimes times, Instant at) {
        this.times = times;
        this.at = at;
        template = content instanceof SmsContent ? ContentTemplate.of(content) : null;
        names = template == null ? List.of() : List.copyOf(template.names());
        plain = template != null && names.isEmpty() ? (SmsContent) content : null;
    }

    /** Attributes to be read for each recipient. */
    List<String> names() {
        return names;
    }

    /** Whether recipients differ in what is counted. */
    boolean needsEach() {
        return !names.isEmpty() || !times.always();
    }

    boolean add(String phone, String[] values) {
        seen++;
        if (!names.isEmpty()) {
            Map<String, String> byName = new HashMap<>();
            for (int i = 0; i < values.length; i++) {
                byName.put(names.get(i), values[i]);
            }
            cut((SmsContent) template.render(byName::get, missing -> {}));
        }
        if (!times.always()) {
            Optional<Instant> earliest =
                    byZones.computeIfAbsent(PhoneZones.of(phone), zones -> times.earliest(at, zones));
            if (earliest.isEmpty()) {
                never++;
            } else if (earliest.get().isAfter(at)) {
                waiting++;
            }
        }
        return true;
    }

    private void cut(SmsContent message) {
        SmsSegmentation cut = message.segmentation();
        total += cut.parts();
        fewest = Math.min(fewest, cut.parts());
        most = Math.max(most, cut.parts());
        unicode += cut.encoding() == SmsSegmentation.Encoding.UCS_2 ? 1 : 0;
        tooLong += cut.parts() > SmsSegmentation.MAX_PARTS ? 1 : 0;
    }

    /** Of so many messages; null if they are no SMS. */
    Parts parts(long messages) {
        if (template == null || messages == 0) {
            return null;
        }
        if (plain != null) {
            SmsSegmentation cut = plain.segmentation();
            boolean ucs2 = cut.encoding() == SmsSegmentation.Encoding.UCS_2;
            return new Parts(cut.parts() * messages, cut.parts(), cut.parts(), ucs2 ? messages : 0, 0, false);
        }
        return new Parts(
                scaled(total, messages),
                fewest,
                most,
                scaled(unicode, messages),
                scaled(tooLong, messages),
                seen < messages);
    }

    /** Of so many recipients; null if any time will do. */
    Hours hours(long recipients) {
        return times.always()
                ? null
                : new Hours(scaled(waiting, recipients), scaled(never, recipients), seen < recipients);
    }

    private long scaled(long counted, long all) {
        return seen == 0 || seen == all ? counted : Math.round((double) counted * all / seen);
    }
}
