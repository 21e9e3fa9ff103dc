package org.heliograph.web.portal.broadcast;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.platform.grid.GridFilter;
import org.heliograph.platform.grid.GridFilter.Operator;

/** The lists behind the numbers of a report: which grid, and which of its rows. */
public enum RecipientList {
    ALL("recipient", null, null),
    INITIATED("recipient", "initiated", "true"),
    NOT_INITIATED("recipient", "initiated", "false"),
    SUCCESSFUL("recipient", "state", "SUCCESSFUL"),
    UNSUCCESSFUL("recipient", "state", "UNSUCCESSFUL"),
    ABORTED("recipient", "state", "ABORTED"),
    /** Recipients without a final result. */
    OPEN("recipient", "open", "true"),
    /** Recipients and those left out. */
    CHOSEN("chosen", null, null),
    /** Chosen, but no recipients. */
    OPTED_OUT("chosen", "outcome", "OPTED_OUT"),
    EXCLUDED("chosen", "outcome", "EXCLUDED"),
    /** Recipients a step could not reach. */
    SKIPPED("recipient", null, null),
    HANDED_OVER("stepMessage", "handedOver", "true"),
    DELIVERED("stepMessage", "delivered", "true"),
    DISPLAYED("stepMessage", "state", "DISPLAYED"),
    /** Delivered and not opened. */
    UNOPENED("stepMessage", "state", "DELIVERED"),
    /** Taken by the carrier, which has reported nothing yet. */
    UNREPORTED("stepMessage", "state", "SENT"),
    REFUSED("stepMessage", "failed", "true"),
    EXPIRED("stepMessage", "state", "EXPIRED"),
    /** Messages that failed alike. */
    ERROR("stepMessage", null, null);

    private final String grid;
    private final String column;
    private final String value;

    RecipientList(String grid, String column, String value) {
        this.grid = grid;
        this.column = column;
        this.value = value;
    }

    public String grid() {
        return grid;
    }

    /**
     * The rows of a broadcast.
     *
     * @param step for messages and skips
     * @param reason narrows it; null for all
     * @param code the carrier's, for errors; null or empty for those without
     */
    List<GridFilter> filters(long broadcast, Integer step, String reason, String code) {
        List<GridFilter> filters = new ArrayList<>();
        filters.add(equal("broadcast", Long.toString(broadcast)));
        if (column != null) {
            filters.add(equal(column, value));
        }
        if (this == SKIPPED) {
            filters.add(equal("skipped", step + ":" + (reason == null ? "" : reason)));
            return filters;
        }
        if (grid.equals("stepMessage")) {
            filters.add(equal("step", String.valueOf(step)));
        }
        if (reason != null && !reason.isEmpty()) {
            filters.add(equal("reason", reason));
        }
        if (this == ERROR) {
            filters.add(
                    code == null || code.isEmpty()
                            ? new GridFilter("code", Operator.EMPTY, null, null, null)
                            : new GridFilter("code", Operator.RANGE, null, code, code));
        }
        return filters;
    }

    private static GridFilter equal(String column, String value) {
        return new GridFilter(column, Operator.VALUE, value, null, null);
    }
}
