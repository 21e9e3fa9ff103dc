package org.heliograph.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void givesEachKindOfErrorItsStatus() {
        assertThat(Problems.status(new InvalidException("x", null))).isEqualTo(422);
        assertThat(Problems.status(new ForbiddenException("x", null))).isEqualTo(403);
        assertThat(Problems.status(new NotFoundException("x", null))).isEqualTo(404);
        assertThat(Problems.status(new ConflictException("x", null))).isEqualTo(409);
        assertThat(Problems.status(new MalformedBodyException(413, "x", null))).isEqualTo(413);
    }
}
