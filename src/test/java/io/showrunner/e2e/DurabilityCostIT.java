package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.broker.EmbeddedBroker;
import io.showrunner.broker.QueueLimits;
import io.showrunner.story.DurableFiles;
import jakarta.jms.JMSContext;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What durability costs on the machine at hand: a record with and without fsync, and a message with its commit. Prints
 * one table and judges nothing but that everything was written.
 */
@Tag("chaos")
@Tag("measured")
class DurabilityCostIT {
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 1_000;
    private static final byte[] RECORD = "x".repeat(1_024).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private interface Step {
        void run(int round) throws Exception;
    }

    @Test
    void aRecordAndAMessage() throws Exception {
        PrintStream out = System.out;
        out.println("| 1 KB, one after the other | p50 ms | p95 ms |");
        out.println("| --- | --- | --- |");
        out.println(row("file, rename, no fsync", this::plain));
        out.println(row("record: file, fsync, rename, fsync of the folder", this::durable));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), new QueueLimits(10, 10));
                JMSContext session = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED)) {
            var queue = session.createQueue(EmbeddedBroker.FRAMES);
            out.println(row("message: send, commit", round -> {
                session.createProducer().send(queue, "{\"round\":" + round + "}");
                session.commit();
            }));
            assertThat(broker.depth(EmbeddedBroker.FRAMES)).isEqualTo(WARM_UP + ROUNDS);
        }
    }

    private void plain(int round) throws Exception {
        Path temporary = Files.write(folder.resolve(".tmp-plain"), RECORD);
        Files.move(
                temporary,
                folder.resolve("plain-" + round % 100),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void durable(int round) {
        DurableFiles.write(folder.resolve("durable-" + round % 100), RECORD);
    }

    private static String row(String what, Step step) throws Exception {
        long[] nanos = new long[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            step.run(round + WARM_UP);
            if (round >= 0) {
                nanos[round] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        return "| %s | %.2f | %.2f |".formatted(what, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 95 / 100] / 1e6);
    }
}
