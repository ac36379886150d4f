package io.showrunner.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.health.HealthReport.ProviderState;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the report says becomes of stories when no language model can write. */
class LlmHealthTest {
    private static final ProviderState AWAY = new ProviderState(
            "lm-studio",
            URI.create("http://127.0.0.1:1234/v1/models"),
            Status.FAILED,
            null,
            null,
            "mistral-7b",
            false,
            "connection refused",
            null,
            null);

    @ParameterizedTest
    @CsvSource({
        "true, true, none can write: stories become template stories",
        "true, false, none can write: briefs wait until one can",
        "false, true, none is configured: every story is a template story",
        "false, false, none is configured: only briefs that bring every scene are taken"
    })
    void whatBecomesOfStoriesDependsOnTheSettings(boolean configured, boolean template, String words) {
        assertThat(LlmHealth.judge(configured ? List.of(AWAY) : List.of(), false, template)
                        .message())
                .isEqualTo(words);
    }
}
