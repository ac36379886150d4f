package io.showrunner.routes;

import static io.showrunner.routes.LiveFolder.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates, configurations and beans: who uses a changed one is swapped with it, and nobody else. */
class SharedPartsTest {
    private static final String TEMPLATE = """
            - routeTemplate:
                id: greet
                parameters:
                  - name: instance
                route:
                  from:
                    uri: "direct:greet-{{instance}}"
                    steps:
                      - setBody:
                          expression:
                            constant:
                              expression: "%s {{instance}}"
            """;
    private static final String INSTANCE = """
            - templatedRoute:
                routeTemplateRef: greet
                routeId: greet-%1$s
                parameters:
                  - name: instance
                    value: %1$s
            """;
    private static final String CONFIGURATION = """
            - routeConfiguration:
                id: edge-errors
                onException:
                  - onException:
                      exception:
                        - java.lang.Exception
                      handled:
                        constant:
                          expression: "true"
                      steps:
                        - setBody:
                            expression:
                              constant:
                                expression: "%s"
            """;
    private static final String FAILING = """
            - route:
                id: failing
                routeConfigurationId: edge-errors
                from:
                  uri: direct:failing
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: on purpose
            """;
    private static final String BEAN = """
            - beans:
                - name: greeting
                  type: java.lang.String
                  constructors:
                    "0": "%s"
            """;
    private static final String BEAN_USER = """
            - route:
                id: bean-user
                from:
                  uri: direct:bean-user
                  steps:
                    - setBody:
                        expression:
                          method:
                            ref: greeting
                            method: trim
            """;

    @TempDir
    Path folder;

    @Test
    void aChangedTemplateSwapsTheRoutesJavaMadeOfIt() throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .file("greet.camel.yaml", TEMPLATE.formatted("hello"))
                .file("first.camel.yaml", route("first", "one"))) {
            live.templates.add("greet", "greet-gpu0", Map.of("instance", "gpu0"));
            live.start();
            live.templates.add("greet", "greet-gpu1", Map.of("instance", "gpu1"));
            Route first = live.context.getRoute("first");

            // When
            ReloadReport report = live.edit("greet.camel.yaml", TEMPLATE.formatted("good day"));

            // Then
            assertThat(report.swapped()).containsExactly("greet-gpu0", "greet-gpu1");
            assertThat(live.ask("greet-gpu0")).isEqualTo("good day gpu0");
            assertThat(live.ask("greet-gpu1")).isEqualTo("good day gpu1");
            assertThat(live.context.getRoute("first")).isSameAs(first);
        }
    }

    @Test
    void aRemovedInstanceStaysAwayWhenItsTemplateChanges() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("greet.camel.yaml", TEMPLATE.formatted("hello"))
                .start()) {
            live.templates.add("greet", "greet-gpu0", Map.of("instance", "gpu0"));
            live.templates.add("greet", "greet-gpu1", Map.of("instance", "gpu1"));
            live.templates.remove("greet-gpu0", 1_000);

            ReloadReport report = live.edit("greet.camel.yaml", TEMPLATE.formatted("good day"));

            assertThat(report.swapped()).containsExactly("greet-gpu1");
            assertThat(live.context.getRoutes()).extracting(Route::getRouteId).containsExactly("greet-gpu1");
        }
    }

    @Test
    void aTemplateWithInstancesIsNotTakenAway() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("greet.camel.yaml", TEMPLATE.formatted("hello"))
                .start()) {
            live.templates.add("greet", "greet-gpu0", Map.of("instance", "gpu0"));

            ReloadReport report = live.delete("greet.camel.yaml");

            assertThat(report.refused().orElseThrow()).contains("greet.camel.yaml", "greet-gpu0");
            assertThat(live.ask("greet-gpu0")).isEqualTo("hello gpu0");
        }
    }

    @Test
    void aTemplateThatAsksForMoreThanItsInstancesHaveIsRefused() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("greet.camel.yaml", TEMPLATE.formatted("hello"))
                .start()) {
            live.templates.add("greet", "greet-gpu0", Map.of("instance", "gpu0"));

            ReloadReport report = live.edit(
                    "greet.camel.yaml",
                    TEMPLATE.formatted("hello")
                            .replace("  - name: instance\n", "  - name: instance\n      - name: mood\n"));

            assertThat(report.refused().orElseThrow()).contains("greet.camel.yaml", "mood");
            assertThat(live.ask("greet-gpu0")).isEqualTo("hello gpu0");
        }
    }

    @Test
    void aSuspendedConsumerStaysSuspendedWhenItsRouteIsSwapped() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("greet.camel.yaml", TEMPLATE.formatted("hello"))
                .start()) {
            live.templates.add("greet", "greet-gpu0", Map.of("instance", "gpu0"));
            ServiceHelper.suspendService(live.context.getRoute("greet-gpu0").getConsumer());

            live.edit("greet.camel.yaml", TEMPLATE.formatted("good day"));

            assertThat(ServiceHelper.isSuspended(
                            live.context.getRoute("greet-gpu0").getConsumer()))
                    .isTrue();
        }
    }

    @Test
    void instancesInFilesComeChangeAndGo() throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .file("greet.camel.yaml", TEMPLATE.formatted("hello") + INSTANCE.formatted("ada"))
                .start()) {
            assertThat(live.ask("greet-ada")).isEqualTo("hello ada");

            // When, Then
            assertThat(live.edit("greet.camel.yaml", TEMPLATE.formatted("good day") + INSTANCE.formatted("ada"))
                            .swapped())
                    .containsExactly("greet-ada");
            assertThat(live.ask("greet-ada")).isEqualTo("good day ada");
            ReloadReport renamed =
                    live.edit("greet.camel.yaml", TEMPLATE.formatted("good day") + INSTANCE.formatted("bob"));
            assertThat(renamed.removed()).containsExactly("greet-ada");
            assertThat(renamed.added()).containsExactly("greet-bob");
            assertThat(live.ask("greet-bob")).isEqualTo("good day bob");
        }
    }

    @Test
    void aChangedConfigurationSwapsTheRoutesThatUseIt() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("errors.camel.yaml", CONFIGURATION.formatted("sorry"))
                .file("failing.camel.yaml", FAILING + route("first", "one"))
                .start()) {
            assertThat(live.ask("failing")).isEqualTo("sorry");

            ReloadReport report = live.edit("errors.camel.yaml", CONFIGURATION.formatted("so sorry"));

            assertThat(report.swapped()).containsExactly("failing");
            assertThat(live.ask("failing")).isEqualTo("so sorry");
        }
    }

    @Test
    void aConfigurationInUseIsNotTakenAway() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("errors.camel.yaml", CONFIGURATION.formatted("sorry"))
                .file("failing.camel.yaml", FAILING)
                .start()) {
            assertThat(live.delete("errors.camel.yaml").refused().orElseThrow())
                    .contains("failing.camel.yaml", "edge-errors");
            assertThat(live.ask("failing")).isEqualTo("sorry");
        }
    }

    @Test
    void anEditedBeanIsMadeAgainForItsUsers() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("bean-user.camel.yaml", BEAN.formatted("hi") + BEAN_USER + route("first", "one"))
                .start()) {
            assertThat(live.ask("bean-user")).isEqualTo("hi");

            ReloadReport report =
                    live.edit("bean-user.camel.yaml", BEAN.formatted("servus") + BEAN_USER + route("first", "one"));

            assertThat(report.swapped()).containsExactly("bean-user");
            assertThat(live.ask("bean-user")).isEqualTo("servus");
        }
    }
}
