package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.showrunner.config.Settings;
import io.showrunner.config.SettingsLoader;
import io.showrunner.health.HealthCheck;
import io.showrunner.health.HealthReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped route that makes a health report by itself (K6); none of its servers is there. */
class ReportHealthTest {
    private final CamelContext context = new DefaultCamelContext();

    @TempDir
    private Path data;

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theFileHasTheNewestReport() throws Exception {
        // Given
        Path file = data.resolve("health-report.json");
        context.getPropertiesComponent().addInitialProperty("showrunner.health.report-interval", "100ms");
        context.getRegistry().bind("healthReports", new HealthReports(() -> check().run(), file));
        RoutesLoader loader = context.getCamelContextExtension().getContextPlugin(RoutesLoader.class);
        loader.loadRoutes(ResourceHelper.resolveResource(context, "file:routes/report-health.camel.yaml"));

        // When
        context.start();

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file));
        String first = Files.readString(file);
        assertThat(JsonMapper.builder().build().readTree(first).path("overall").asText())
                .isEqualTo("UNHEALTHY");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(file).content().isNotEqualTo(first));
    }

    private HealthCheck check() {
        Properties nobody = new Properties();
        nobody.setProperty("showrunner.comfyui.instances[0].url", "http://127.0.0.1:1");
        nobody.setProperty("showrunner.llm.providers[0].url", "http://127.0.0.1:1/v1/chat/completions");
        nobody.setProperty("showrunner.llm.providers[1].url", "http://127.0.0.1:1/v1/chat/completions");
        Settings settings = SettingsLoader.loadShipped(data, Map.of(), nobody).settings();
        return new HealthCheck(settings, Clock.systemUTC(), false);
    }
}
