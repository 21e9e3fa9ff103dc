package org.heliograph.web.portal.broadcast;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastReportService;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.channel.Channel;
import org.heliograph.contact.TagService;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.web.portal.Explanations;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** A list behind a number of a report, and the group made of it. */
@Named
@ViewScoped
public class RecipientListBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MOST_STEPS = 10;

    @Inject
    private GridReader reader;

    @Inject
    private transient BroadcastReportService reports;

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private transient TagService tags;

    @Inject
    private Messages messages;

    @Inject
    private Explanations explanations;

    private Long id;
    private RecipientList list = RecipientList.ALL;
    private Integer step;
    private String reason;
    private String code;
    private String name;
    private Channel channel;
    private String tag;
    private Grid grid;

    /** Opens the list of the address. */
    public void load() {
        if (grid != null) {
            return;
        }
        if (id == null || list == null || step != null && (step < 1 || step > MOST_STEPS)) {
            throw new NotFoundException("broadcast_unknown", "id", id);
        }
        Broadcast broadcast = broadcasts.get(id);
        name = broadcast.name();
        if (step == null) {
            step = 1;
        }
        channel = isOfStep() ? broadcast.channelOf(step) : broadcast.lastChannel();
        grid = reader.open(list.grid(), list.filters(id, step, reason, code));
    }

    /** Tags the contacts of the list, as it is filtered now. */
    public void group() {
        int tagged = reports.group(grid.getName(), grid.query(), reader.zone(), tag);
        messages.done("report.grouped", tag.strip(), tagged);
        tag = null;
    }

    /** Tags that hold what was typed, for choosing an existing one. */
    public List<String> completeTag(String typed) {
        String part = typed.strip().toLowerCase(java.util.Locale.ROOT);
        return tags.list().stream()
                .map(one -> one.name())
                .filter(one -> one.toLowerCase(java.util.Locale.ROOT).contains(part))
                .limit(10)
                .toList();
    }

    public Grid getGrid() {
        return grid;
    }

    /** Key of the list's name. */
    public String getTitle() {
        return "report.list." + list;
    }

    /** What the reason of all on the list means, and what to do; empty if they have none in common. */
    public String getExplanation() {
        return explanations.of(channel, reason);
    }

    public boolean isOfStep() {
        return list.grid().equals("stepMessage") || list == RecipientList.SKIPPED;
    }

    /** Whether it lists those whom the launch left out, or could. */
    public boolean isLeftOut() {
        return list.grid().equals("chosen");
    }

    public String getName() {
        return name;
    }

    public String getTag() {
        return tag;
    }

    public void setTag(String tag) {
        this.tag = tag;
    }

    public Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }

    public String getList() {
        return list == null ? null : list.name();
    }

    public void setList(String list) {
        this.list = list == null || list.isEmpty()
                ? RecipientList.ALL
                : Stream.of(RecipientList.values())
                        .filter(one -> one.name().equals(list))
                        .findFirst()
                        .orElse(null);
    }

    public Integer getStep() {
        return step;
    }

    public void setStep(Integer step) {
        this.step = step;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }
}
