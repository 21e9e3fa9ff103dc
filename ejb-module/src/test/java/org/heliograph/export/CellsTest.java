package org.heliograph.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.heliograph.platform.grid.GridColumn.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

    private static final ExportLayout.Column TEXT = new ExportLayout.Column("a", "A", Type.TEXT, Map.of());
    private static final ExportLayout LAYOUT =
            new ExportLayout(List.of(TEXT), ZoneId.of("America/New_York"), "Yes", "No");

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "+", "-1.2.3", "+1-2"})
    void putsAnApostropheBeforeWhatLooksLikeAFormula(String text) {
        assertThat(Cells.withoutFormula(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "+12025550123", "-5", "-0.5", "1=1", "a@b.example"})
    void leavesTextsAndSignedNumbersAlone(String text) {
        assertThat(Cells.withoutFormula(text)).isEqualTo(text);
    }

    @Test
    void showsTimesInTheZoneOfTheUser() {
        assertThat(Cells.text(Instant.parse("2026-07-01T00:30:05.9Z"), TEXT, LAYOUT))
                .isEqualTo("30.06.2026 20:30:05");
    }

    @Test
    void showsAStatusInWords() {
        ExportLayout.Column status = new ExportLayout.Column("s", "S", Type.STATUS, Map.of("MT", "Sent"));
        assertThat(Cells.text("MT", status, LAYOUT)).isEqualTo("Sent");
        assertThat(Cells.text("MO", status, LAYOUT)).isEqualTo("MO");
    }
}
