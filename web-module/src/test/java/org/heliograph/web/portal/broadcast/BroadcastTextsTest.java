package org.heliograph.web.portal.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.heliograph.broadcast.BroadcastGrid;
import org.heliograph.broadcast.BroadcastReport;
import org.heliograph.broadcast.ChosenGrid;
import org.heliograph.broadcast.RecipientGrid;
import org.heliograph.broadcast.StatusReason;
import org.heliograph.broadcast.StepMessageGrid;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.web.i18n.Texts;
import org.heliograph.web.i18n.Texts_es;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that pages put together from what the broadcast domain says. */
class BroadcastTextsTest {

    static Stream<ResourceBundle> languages() {
        return Stream.of(new Texts(), new Texts_es());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void sayWhyABroadcastFailedOrWasPaused(ResourceBundle texts) {
        List<String> keys = new ArrayList<>();
        for (StatusReason reason : StatusReason.values()) {
            reason.statuses().forEach(status -> keys.add("broadcast.reason." + status + "." + reason));
        }
        assertThat(texts.keySet()).containsAll(keys);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void sayWhyARecipientWasNotReached(ResourceBundle texts) {
        assertThat(texts.keySet())
                .containsAll(BroadcastReport.REASONS.stream()
                        .flatMap(reason -> Stream.of("report.cause." + reason, "report.explain." + reason))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void nameTheColumnsOfGridsAndTheirValues(ResourceBundle texts) {
        Stream.of(new BroadcastGrid(), new RecipientGrid(), new StepMessageGrid(), new ChosenGrid())
                .forEach(grid -> assertThat(texts.keySet()).as(grid.name()).containsAll(keys(grid)));
    }

    private static List<String> keys(GridSource grid) {
        return Callers.callAs(Caller.engineOf(1), grid::definition).columns().stream()
                .flatMap(column -> keys(grid.name() + "." + column.key(), column))
                .toList();
    }

    private static Stream<String> keys(String key, GridColumn column) {
        return Stream.concat(Stream.of(key), column.choices().stream().map(choice -> key + "." + choice));
    }
}
