package io.showrunner.routes;

import static io.showrunner.routes.LiveFolder.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An edit that cannot work changes nothing and is named with file, line and reason. */
class BrokenEditTest {
    private static final String ROUTE = """
            - route:
                id: first
                from:
                  uri: direct:first
                  steps:
                    - setBody:
                        expression:
                          constant:
                            expression: "one"
                    - %s
            """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    an unknown bean           | bean: {ref: nobody, method: hi}                               | line 10 | nobody
                    an unknown bean in an expression | setBody: {expression: {method: {ref: nobody, method: hi}}} | line 10 | nobody
                    an unknown method         | bean: {ref: greeter, method: shout}                           | line 10 | shout
                    an unknown option         | to: {uri: 'direct:x', parameters: {nonsense: 1}}              | line 10 | nonsense
                    a key that stands twice   | setHeader: {name: A, name: B, expression: {constant: {expression: a}}} | line 10 | the key 'name' stands twice
                    a wrong value             | to: {uri: 'mock:x', parameters: {expectedCount: many}}        | line 10 | many
                    an unknown component      | to: {uri: 'nowhere:x'}                                        | line 10 | nowhere
                    an unknown EIP            | teleport: {to: mars}                                          | line 10 | teleport
                    an unknown step option    | log: {message: hi, volume: 3}                                 | line 10 | volume
                    a wrong expression        | setBody: {expression: {simple: {expression: '${nonsense}'}}}  | line 10 | nonsense
                    an unknown property       | to: {uri: 'mock:{{no.such.key}}'}                             | line 10 | no.such.key
                    broken YAML               | log: {message: hi                                             | line 11 | not YAML
                    """)
    void changesNothingAndIsNamed(String what, String step, String line, String why) throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .withBean("greeter", Clock.systemUTC())
                .file("first.camel.yaml", route("first", "one"))
                .start()) {
            Route before = live.context.getRoute("first");

            // When
            ReloadReport report = live.edit("first.camel.yaml", ROUTE.formatted(step));

            // Then
            assertThat(report.refused().orElseThrow()).contains("first.camel.yaml", line, why);
            assertThat(live.context.getRoute("first")).isSameAs(before);
            assertThat(live.ask("first")).isEqualTo("one");
            assertThat(live.edit("first.camel.yaml", route("first", "fixed")).swapped())
                    .containsExactly("first");
            assertThat(live.ask("first")).isEqualTo("fixed");
        }
    }

    @Test
    void stopsTheFirstStart() {
        try (LiveFolder live = new LiveFolder(folder).file("first.camel.yaml", ROUTE.formatted("teleport: {}"))) {
            assertThatThrownBy(live::start)
                    .isInstanceOf(RouteRefused.class)
                    .hasMessageContaining("first.camel.yaml line 10")
                    .hasMessageContaining("teleport");
        }
    }
}
