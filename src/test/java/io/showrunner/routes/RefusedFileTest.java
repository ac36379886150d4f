package io.showrunner.routes;

import static io.showrunner.routes.LiveFolder.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file as a whole that cannot be used: what is said, how often, and that a fix is taken up. */
class RefusedFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource
    void namesWhatIsWrong(String content, List<String> expected) throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .withJava(javaRoute())
                .file("first.camel.yaml", route("first", "one"))
                .start()) {
            // When
            ReloadReport report = live.edit("second.camel.yaml", content);

            // Then
            assertThat(report.refused().orElseThrow()).contains(expected);
            assertThat(live.context.getRoutes()).extracting(Route::getRouteId).containsExactly("from-java", "first");
        }
    }

    static Stream<Arguments> namesWhatIsWrong() {
        return Stream.of(
                Arguments.of("", List.of("second.camel.yaml", "empty")),
                Arguments.of("# only a comment\n", List.of("second.camel.yaml", "empty")),
                Arguments.of("route:\n  id: x\n", List.of("second.camel.yaml line 1", "a list of")),
                Arguments.of("- from:\n    uri: direct:x\n", List.of("line 1", "unknown entry 'from'", "with an id")),
                Arguments.of("- onException: {}\n", List.of("line 1", "belongs in a routeConfiguration")),
                Arguments.of("- just text\n", List.of("line 1", "an entry with one of the keys")),
                Arguments.of(
                        "\n- route:\n    from:\n      uri: direct:x\n", List.of("line 2", "a route without an id")),
                Arguments.of("- route:\n    id: no-steps\n", List.of("line 1", "without from: uri")),
                Arguments.of(
                        route("first", "again"),
                        List.of("second.camel.yaml line 1", "route first", "first.camel.yaml")),
                Arguments.of(route("from-java", "x"), List.of("route from-java", "not in a file")),
                Arguments.of(
                        route("a", "1") + "- route: &x\n    id: b\n    from:\n      uri: direct:b\n",
                        List.of("line 10", "anchors")),
                Arguments.of(
                        route("a", "1") + "    id: b\n",
                        List.of("second.camel.yaml line 10", "route a", "the key 'id' stands twice")),
                Arguments.of("- route:\n\tid: tabs\n", List.of("line 2", "column 1", "not YAML")));
    }

    @Test
    void everyContentIsComplainedAboutOnce() throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .file("first.camel.yaml", route("first", "one"))
                .start()) {
            String broken = route("first", "one").replace("setBody", "setBodyy");

            // When
            live.edit("first.camel.yaml", broken);
            live.file("first.camel.yaml", broken);
            live.edit("first.camel.yaml", broken + "# another content\n");
            ReloadReport fixed = live.edit("first.camel.yaml", route("first", "uno"));

            // Then
            assertThat(fixed.refused()).isEmpty();
            assertThat(live.reports).hasSize(3);
        }
    }

    @Test
    void aFileThatIsNotTextIsNamedOnceUntilItIsFixed() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file("first.camel.yaml", route("first", "one"))
                .start()) {
            Files.write(folder.resolve("second.camel.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
            assertThat(live.reportAfter(0).refused().orElseThrow()).contains("second.camel.yaml", "UTF-8");

            assertThat(live.edit("second.camel.yaml", route("second", "two")).added())
                    .containsExactly("second");
        }
    }

    @Test
    void aRouteThatDoesNotStartIsTakenBack() throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .file("first.camel.yaml", route("first", "one"))
                .start()) {
            String twoConsumers =
                    route("first", "uno") + route("second", "two").replace("direct:second", "direct:first");

            // When
            ReloadReport report = live.edit("first.camel.yaml", twoConsumers);

            // Then
            assertThat(report.refused().orElseThrow()).contains("first.camel.yaml line 10", "direct://first");
            assertThat(live.ask("first")).isEqualTo("one");
            assertThat(live.context.getRoutes()).extracting(Route::getRouteId).containsExactly("first");
        }
    }

    @Test
    void whatEditorsLeaveBesideAFileIsNotRead() throws IOException {
        for (String name : List.of(
                ".first.camel.yaml.swp",
                ".#first.camel.yaml",
                "first.camel.yaml~",
                "4913",
                "#first.camel.yaml#",
                "first.camel.yaml___jb_tmp___",
                "sedAbCdEf",
                ".tmp-first.camel.yaml")) {
            Files.writeString(folder.resolve(name), "half a ro");
        }
        Files.writeString(folder.resolve("first.camel.yaml"), route("first", "one"));

        assertThat(RouteFile.readAll(folder))
                .extracting(file -> file.path().getFileName().toString())
                .containsExactly("first.camel.yaml");
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
