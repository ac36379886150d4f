package io.showrunner.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import io.showrunner.story.GpuReading;
import io.showrunner.story.RenderReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitReasonTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "maxWait, MAX_WAIT, maxWait",
                "maxWait, ATTEMPT_LIMIT, attemptLimit",
                "attemptLimit, MAX_WAIT, attemptLimit",
                "unknown, MAX_WAIT, maxWait",
                "unknown, NODE_ERROR, unknown",
                "unknown, CONNECTION_LOST, unknown",
                "success, OOM, unknown"
            })
    void aPromptThatFailedEndsByItsLimitOrUnknown(String said, FailureKind kind, String expected) {
        assertThat(new Attempt(null, render(said, kind), null, null, null).exitReason())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "collected as {0}, timeout {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, false, success",
                "-, true, success",
                "BELOW_FLOOR, true, postExecution",
                "VERIFY_FAILED, true, postExecution",
                "BELOW_FLOOR, false, unknown",
                "NO_FRAMES, false, unknown",
                "VERIFY_FAILED, false, unknown"
            })
    void aPromptThatSucceededEndsByWhatWasCollected(FailureKind kind, boolean timeout, String expected) {
        assertThat(new Attempt(null, render("success", null), collect(kind, timeout), null, null).exitReason())
                .isEqualTo(expected);
    }

    @Test
    void aPromptWhoseEndWasNeverSeenEndsUnknown() {
        assertThat(new Attempt(null, null, null, null, null).exitReason()).isEqualTo("unknown");
    }

    private static RenderReport render(String exitReason, FailureKind kind) {
        return new RenderReport(
                1,
                1,
                "p",
                "gpu0",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                exitReason,
                kind,
                null,
                1,
                true,
                List.of(),
                List.of(),
                false,
                GpuReading.missing(),
                GpuReading.missing(),
                null,
                null,
                List.of(),
                null);
    }

    private static CollectReport collect(FailureKind kind, boolean timeout) {
        return new CollectReport(
                1,
                1,
                true,
                true,
                false,
                0,
                null,
                false,
                null,
                timeout,
                List.of(),
                kind,
                Instant.EPOCH,
                List.of(),
                List.of(),
                List.of());
    }
}
