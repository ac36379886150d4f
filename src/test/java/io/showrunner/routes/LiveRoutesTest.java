package io.showrunner.routes;

import static io.showrunner.routes.LiveFolder.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person who edits a running route file gets. */
class LiveRoutesTest {
    @TempDir
    Path folder;

    @Test
    void anEditedRouteActsAndItsNeighboursAreNotTouched() throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .withJava(javaRoute())
                .file("first.camel.yaml", route("first", "one") + route("second", "two"))
                .file("third.camel.yaml", route("third", "three"))
                .start()) {
            Route second = live.context.getRoute("second");
            Route third = live.context.getRoute("third");

            // When
            ReloadReport report =
                    live.edit("first.camel.yaml", "# a comment\n" + route("first", "uno") + route("second", "two"));

            // Then
            assertThat(report.refused()).isEmpty();
            assertThat(report.swapped()).containsExactly("first");
            assertThat(live.ask("first")).isEqualTo("uno");
            assertThat(live.context.getRoute("second")).isSameAs(second);
            assertThat(live.context.getRoute("third")).isSameAs(third);
            assertThat(live.ask("from-java")).isEqualTo("java");
        }
    }

    @Test
    void aNewFileActs() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("first.camel.yaml", route("first", "one"))
                .start()) {
            assertThat(live.edit("second.camel.yaml", route("second", "two")).added())
                    .containsExactly("second");
            assertThat(live.ask("second")).isEqualTo("two");
        }
    }

    @Test
    void theRoutesOfADeletedFileEnd() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("first.camel.yaml", route("first", "one"))
                .file("second.camel.yaml", route("second", "two"))
                .start()) {
            assertThat(live.delete("second.camel.yaml").removed()).containsExactly("second");
            assertThat(live.context.getRoutes()).extracting(Route::getRouteId).containsExactly("first");
            assertThat(live.context.getRouteDefinitions()).hasSize(1);
        }
    }

    @Test
    void aTemplateThatNobodyUsesIsCheckedWithTheNamesThatOthersHave() throws Exception {
        // Given: beans that are named after the only provider, and a template for further ones
        try (LiveFolder live = new LiveFolder(folder)
                .withBean("answer-first", new Answer())
                .file("ask.camel.yaml", template("ask-provider"))
                .file("warm-up.camel.yaml", template("warm-up-provider"))) {
            live.templates.add("ask-provider", "ask-provider-first", Map.of("provider", "first"));

            // When
            live.start();

            // Then
            assertThat(live.ask("ask-provider-first")).isEqualTo("an answer");
            assertThat(live.context.getRoutes()).extracting(Route::getRouteId).containsExactly("ask-provider-first");
        }
    }

    private static String template(String id) {
        return """
            - routeTemplate:
                id: %1$s
                parameters:
                  - name: provider
                route:
                  from:
                    uri: "direct:%1$s-{{provider}}"
                    steps:
                      - process:
                          ref: "answer-{{provider}}"
            """.formatted(id);
    }

    private static final class Answer implements Processor {
        @Override
        public void process(Exchange exchange) {
            exchange.getMessage().setBody("an answer");
        }
    }

    private static RouteBuilder javaRoute() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:from-java").routeId("from-java").setBody(constant("java"));
            }
        };
    }
}
