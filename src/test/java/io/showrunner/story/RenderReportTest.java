package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenderReportTest {

    @Test
    void whatWasNotMeasuredIsStillNothingAfterItWasWritten() {
        RenderReport report =
                Json.read("{\"systemBefore\": null, \"systemAfter\": {\"os\": \"posix\"}}", RenderReport.class);

        assertThat(report.systemBefore()).isNull();
        assertThat(report.systemAfter().path("os").asText()).isEqualTo("posix");
        assertThat(Json.read(Json.write(report), RenderReport.class)).isEqualTo(report);
    }
}
