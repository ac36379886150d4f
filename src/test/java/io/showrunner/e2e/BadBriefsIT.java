package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no briefs lie in the inbox of a running studio: each is refused, and the next good brief is taken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has neither pipes nor these names")
class BadBriefsIT {
    private static final String REASON = ".reason.txt";
    private static final String CLIMBING = "a\\..\\..\\x.json";

    /** Puts something into the inbox. */
    interface Trap {
        void lay(Path inbox) throws Exception;
    }

    @TempDir
    private static Path root;

    private TestStudio studio;
    private Path inbox;
    private int goodOnes;

    @BeforeAll
    void start() throws Exception {
        studio = new TestStudio(root.resolve("studio"), 1).start();
        inbox = Files.createDirectories(studio.home().resolve("inbox"));
    }

    @AfterAll
    void close() {
        studio.close();
    }

    static Stream<Arguments> traps() {
        String good = SmallBrief.json("named", "The Wall");
        return Stream.of(
                trap("name with an expression", text("${sys.user.home}, x).json", good), "file name"),
                trap("name of a device", text("CON.json", good), "file name"),
                trap("name with a line break", text("line\nbreak.json", good), "file name"),
                trap("name of 240 characters", text("x".repeat(235) + ".json", good), "file name"),
                trap("id that climbs", text("climbs.json", SmallBrief.json("../../x", "The Wall")), "briefId"),
                trap("id from the root", text("root.json", SmallBrief.json("/etc/x", "The Wall")), "briefId"),
                trap("id with NUL", text("zero.json", SmallBrief.json("a\u0000b", "The Wall")), "briefId"),
                trap("link to a good brief", BadBriefsIT::link, "a link"),
                trap("pipe", BadBriefsIT::pipe, "a device or pipe"),
                trap("folder", BadBriefsIT::folder, "a folder"),
                trap("link to nothing", BadBriefsIT::deadLink, "a link"),
                trap(
                        "name that climbs on Windows",
                        text(CLIMBING, SmallBrief.json("climbing", "The Wall")),
                        "file name"),
                trap("100 MB", BadBriefsIT::sparse, "file size"),
                trap("empty", text("empty.json", ""), "file size"),
                trap("no UTF-8", BadBriefsIT::latin, "encoding"),
                trap("nested 100,000 deep", text("deep.json", "{\"labels\":" + "[".repeat(100_000)), "nested deeper"),
                trap("seed NaN", text("nan.json", withNumber("seed", "NaN")), "Field: seed"),
                trap("seed 1e400", text("e400.json", withNumber("seed", "1e400")), "Field: seed"),
                trap("seed -1", text("minus.json", withNumber("seed", "-1")), "Field: seed"),
                trap("seed 2^64", text("large.json", withNumber("seed", "18446744073709551616")), "Field: seed"),
                trap("width 10^9", text("wide.json", withNumber("width", "1000000000")), "Field: width"),
                trap("-1 scenes", text("none.json", withNumber("sceneCount", "-1")), "Field: sceneCount"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void aFileThatIsNoGoodBriefIsRefusedWithItsReasonAndTheNextGoodOneIsTaken(String what, Trap trap, String words)
            throws Exception {
        // Given
        List<Path> before = reasons();

        // When
        trap.lay(inbox);

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> reasons().size() == before.size() + 1);
        Path reason = reasons().stream()
                .filter(file -> !before.contains(file))
                .findFirst()
                .orElseThrow();
        assertThat(reason).as(what).content().contains(words);
        Path refused = reason.resolveSibling(reason.getFileName().toString().replace(REASON, ""));
        await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(refused, LinkOption.NOFOLLOW_LINKS));
        assertTheNextGoodBriefIsTaken();
        assertThat(briefsIn(inbox)).isEmpty();
        assertThat(list(root))
                .filteredOn(path -> !path.endsWith("outside.json"))
                .containsExactly(studio.home());
    }

    private void assertTheNextGoodBriefIsTaken() {
        String id = "good-" + ++goodOnes;
        studio.drop(id + ".json", SmallBrief.json(id, "The Wall"));
        await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(inbox.resolve("accepted/" + id + ".json")));
        assertThat(studio.stories()).hasSize(goodOnes);
        assertThat(list(root))
                .filteredOn(path -> !path.endsWith("outside.json"))
                .containsExactly(studio.home());
    }

    private static Arguments trap(String what, Trap trap, String words) {
        return arguments(what, trap, words);
    }

    private static Trap text(String name, String content) {
        return inbox -> Files.writeString(inbox.resolve(name), content);
    }

    private static String withNumber(String field, String number) {
        return SmallBrief.jsonWith("numbers", field, 987_654_321).replace("987654321", number);
    }

    private static void link(Path inbox) throws IOException {
        Path outside = Files.writeString(root.resolve("outside.json"), SmallBrief.json("linked", "The Wall"));
        Files.createSymbolicLink(inbox.resolve("link.json"), outside);
    }

    private static void deadLink(Path inbox) throws IOException {
        Files.createSymbolicLink(inbox.resolve("dead.json"), root.resolve("nowhere.json"));
    }

    private static void folder(Path inbox) throws IOException {
        Files.writeString(Files.createDirectory(inbox.resolve("folder.json")).resolve("inside.txt"), "kept");
    }

    private static void pipe(Path inbox) throws Exception {
        Process made = new ProcessBuilder("mkfifo", inbox.resolve("pipe.json").toString()).start();
        assertThat(made.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(made.exitValue()).isZero();
    }

    private static void sparse(Path inbox) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(inbox.resolve("sparse.json").toFile(), "rw")) {
            file.setLength(100L << 20);
        }
    }

    private static void latin(Path inbox) throws IOException {
        String brief = SmallBrief.json("latin", "The Caf\u00e9");
        Files.write(inbox.resolve("latin.json"), brief.getBytes(StandardCharsets.ISO_8859_1));
    }

    private List<Path> reasons() {
        Path rejected = inbox.resolve("rejected");
        return Files.isDirectory(rejected)
                ? list(rejected).stream()
                        .filter(file -> file.getFileName().toString().endsWith(REASON))
                        .filter(file -> !file.getFileName().toString().startsWith("."))
                        .toList()
                : List.of();
    }

    private static List<Path> briefsIn(Path folder) {
        return list(folder).stream()
                .filter(file -> !Files.isDirectory(file))
                .filter(file -> file.getFileName().toString().endsWith(".json"))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
