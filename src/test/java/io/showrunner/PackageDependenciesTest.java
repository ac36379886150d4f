package io.showrunner;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the house: who may know whom. A new room needs a line here. */
class PackageDependenciesTest {
    private static final String ROOT = "io.showrunner";
    private static final Path SOURCES = Path.of("src/main/java/io/showrunner");
    private static final int LONGEST_CLASS = 250;

    private static JavaClasses classes;

    @BeforeAll
    static void readTheClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
                    config    | nothing
                    comfyui   | nothing
                    llm       | nothing
                    simulator | nothing
                    story     | comfyui
                    cache     | story
                    brief     | config comfyui llm story
                    writer    | config comfyui llm story brief cache
                    render    | config comfyui llm story fleet cache
                    fleet     | config comfyui llm story
                    cluster   | config comfyui llm story fleet
                    forecast  | config story fleet
                    card      | config comfyui llm story fleet
                    manifest  | story
                    frames    | config comfyui llm story manifest
                    assemble  | config comfyui llm story frames
                    verify    | config comfyui story manifest frames
                    film      | config story frames assemble
                    explain   | story fleet
                    retention | config story brief assemble
                    capacity  | config fleet story forecast
                    trace     | config story brief writer assemble
                    telemetry | config comfyui llm story brief writer render fleet frames assemble
                    health    | config cluster broker comfyui llm story brief writer render fleet frames assemble telemetry forecast capacity
                    alert     | config story fleet telemetry health
                    callback  | config story brief
                    broker    | config story cluster
                    web       | config comfyui llm story brief explain writer render fleet frames assemble retention telemetry health alert cluster broker forecast capacity film
                    routes    | config comfyui llm story brief callback explain cache writer render fleet card frames assemble film retention telemetry trace health alert cluster broker web forecast capacity
                    chaos     | simulator comfyui story frames
                    bench     | config comfyui story routes chaos forecast
                    """)
    void aRoomKnowsOnlyTheRoomsBelowIt(String room, String below) {
        String[] allowed = Stream.concat(Stream.of(room), Stream.of(below == null ? new String[0] : below.split(" ")))
                .map(PackageDependenciesTest::in)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(in(room))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void everyRoomHasItsLine() throws IOException {
        List<String> lines = Arrays.stream(PackageDependenciesTest.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(CsvSource.class))
                .filter(source -> source != null)
                .flatMap(source -> source.textBlock().lines())
                .map(line -> line.split("\\|")[0].strip())
                .toList();
        try (Stream<Path> rooms = Files.list(SOURCES)) {
            assertThat(rooms.filter(Files::isDirectory)
                            .map(room -> room.getFileName().toString()))
                    .filteredOn(room -> !room.equals("cli"))
                    .isSubsetOf(lines);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config",
                "comfyui",
                "llm",
                "story",
                "brief",
                "cache",
                "writer",
                "render",
                "fleet",
                "cluster",
                "forecast",
                "manifest",
                "frames",
                "assemble",
                "verify",
                "film",
                "explain",
                "retention",
                "capacity",
                "callback",
                "trace"
            })
    void decisionsAreMadeWithoutCamel(String room) {
        noClasses()
                .that()
                .resideInAPackage(in(room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void nobodyLoadsOpenTelemetryButThoseWhoAreMadeWhenStoriesAreTraced() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("trace"))
                .and()
                .doNotHaveSimpleName("TracedRoutes")
                .or()
                .haveSimpleName("StoryTraces")
                .or()
                .haveSimpleName("NoTraces")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry..", "org.apache.camel.opentelemetry2..")
                .check(classes);
    }

    @Test
    void onlyTheCommandsTalkToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(classes);
    }

    @Test
    void noClassIsLongerThanAPersonReadsInOneSitting() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            Map<Path, Integer> tooLong = sources.filter(path -> path.toString().endsWith(".java"))
                    .collect(Collectors.toMap(path -> path, PackageDependenciesTest::lines));
            tooLong.values().removeIf(lines -> lines <= LONGEST_CLASS);
            assertThat(tooLong).isEmpty();
        }
    }

    private static String in(String room) {
        return ROOT + "." + room + "..";
    }

    private static int lines(Path source) {
        try {
            return Files.readAllLines(source).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
