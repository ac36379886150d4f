package io.showrunner.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxLockTest {
    @TempDir
    private Path home;

    @Test
    void isHeldUntilItIsClosed() {
        Path inbox = home.resolve("inbox");
        try (InboxLock first = new InboxLock(inbox)) {
            assertThat(first.tryAcquire()).isTrue();
            assertThat(first.tryAcquire()).isTrue();
            try (InboxLock second = new InboxLock(inbox)) {
                assertThat(second.tryAcquire()).isFalse();
            }
        }
        try (InboxLock third = new InboxLock(inbox)) {
            assertThat(third.isHeld()).isFalse();
            assertThat(third.tryAcquire()).isTrue();
            assertThat(third.isHeld()).isTrue();
        }
    }

    @Test
    void namesTheProcessThatHoldsItAndTakesOverWhenThatIsKilled() throws Exception {
        // Given
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InboxLock lock = new InboxLock(home)) {
            assertThat(other.inputReader().readLine()).isEqualTo("held");

            // When
            boolean held = lock.tryAcquire();

            // Then
            assertThat(held).isFalse();
            assertThat(lock.reason())
                    .isEqualTo("The inbox " + home + " is watched by another process (process " + other.pid()
                            + "); this one does not watch it.");
            other.destroyForcibly();
            await().atMost(Duration.ofSeconds(20)).until(lock::tryAcquire);
        } finally {
            other.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void doesNotFollowALink() throws IOException {
        Path secret = Files.writeString(home.resolve("secret.txt"), "mine");
        Files.createSymbolicLink(home.resolve(".lock"), secret);
        try (InboxLock lock = new InboxLock(home)) {
            assertThatThrownBy(lock::tryAcquire)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("cannot lock " + home.resolve(".lock"));
        }
        assertThat(secret).hasContent("mine");
    }

    /** Another Showrunner: holds the lock until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            InboxLock lock = new InboxLock(Path.of(arguments[0]));
            System.out.println(lock.tryAcquire() ? "held" : "not held");
            System.in.read();
            lock.close();
        }
    }
}
