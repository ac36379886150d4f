package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that cannot succeed says why in one line and leaves nothing running; the next one succeeds. */
class StartFailuresIT {
    @TempDir
    private Path home;

    private TestStudio studio;
    private Set<Thread> before;

    @BeforeEach
    void open() {
        studio = new TestStudio(home, 1);
        before = threads();
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            studio.with("showrunner.http.port", Integer.toString(other.getLocalPort()));
            assertStartFails("port " + other.getLocalPort() + " on 127.0.0.1 cannot be used", "showrunner.http.port");
        }
        assertStartsTwice();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stories", "data", "inbox"})
    void namesTheFolderThatCannotBeWritten(String name) throws IOException {
        Path blocked = Files.writeString(home.resolve("a-file"), "in the way");
        studio.with("showrunner." + name, blocked.toString());
        assertStartFails("the folder " + blocked + " cannot be written", "set showrunner." + name + " to another one");
    }

    @Test
    void namesTheRouteFileThatIsBroken() throws Exception {
        Path file = home.resolve("routes/deliver-story.camel.yaml");
        String good = Files.readString(file);
        Files.writeString(file, good.replace("- log:", "- lgo:"));
        assertStartFails("deliver-story.camel.yaml", "lgo");
        Files.writeString(file, good);
        assertStartsTwice();
    }

    @Test
    void doesNotShareItsQueuesWithAnotherShowrunner() throws Exception {
        studio.start();
        TestStudio second = new TestStudio(home.resolve("second"), 1)
                .with("showrunner.data", home.resolve("data").toString());
        try (second) {
            assertThatThrownBy(second::start)
                    .hasMessageContaining("are in use by another Showrunner (process ")
                    .hasMessageContaining("set showrunner.data")
                    .message()
                    .hasLineCount(1);
        }
        await().atMost(TestStudio.PATIENCE)
                .until(() -> new HttpTalk(studio.pipeline().port())
                                .get("/observe/health")
                                .status()
                        == 200);
    }

    @Test
    void leavesNothingRunningAfterAStop() throws Exception {
        assertStartsTwice();
    }

    private void assertStartFails(String what, String remedy) {
        assertThatThrownBy(studio::start)
                .hasMessageContaining(what)
                .hasMessageContaining(remedy)
                .message()
                .hasLineCount(1);
        assertNothingLeft();
    }

    private void assertStartsTwice() throws Exception {
        studio.with("showrunner.http.port", "0");
        for (int i = 0; i < 2; i++) {
            studio.start();
            assertThat(new HttpTalk(studio.pipeline().port())
                            .get("/api/stories")
                            .status())
                    .isEqualTo(200);
            studio.stop();
            assertNothingLeft();
        }
    }

    private void assertNothingLeft() {
        await().atMost(TestStudio.PATIENCE).untilAsserted(() -> assertThat(threads())
                .filteredOn(thread -> !before.contains(thread))
                .isEmpty());
    }

    /**
     * Those that would keep the process alive. Left out: the simulators' own, which grow with their work, and the pool that
     * Artemis shares among all in-JVM connections, whose idle threads end after a minute.
     */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive()
                        && !thread.isDaemon()
                        && !thread.getName().startsWith("awaitility")
                        && !thread.getName().contains("artemis.core.remoting.impl.invm")
                        && !thread.getName().startsWith("vert.x-"))
                .collect(Collectors.toSet());
    }
}
