package io.showrunner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLocksTest {
    @TempDir
    Path folder;

    private SharedLocks locks;

    @BeforeEach
    void open() {
        locks = new SharedLocks(folder.resolve("cluster/locks"));
    }

    @AfterEach
    void close() {
        locks.close();
    }

    @Test
    void whatAnotherProcessHasIsTakenUntilItIsKilled() throws Exception {
        try (LockHolder other = new LockHolder(folder, folder.resolve("cluster/locks"), "instance gpu0")) {
            // Given
            assertThat(locks.tryTake("instance gpu0")).isEmpty();
            assertThat(locks.isTakenElsewhere("instance gpu0")).isTrue();
            assertThat(locks.tryTake("instance gpu1")).isPresent();

            // When
            other.kill();

            // Then
            assertThat(locks.isTakenElsewhere("instance gpu0")).isFalse();
            assertThat(locks.take("instance gpu0", Duration.ofSeconds(10))).isPresent();
        }
    }

    @Test
    void aLockIsHeldOnceInAProcessAndIsFreeWhenItIsGivenBack() {
        // Given
        SharedLocks.Held held = locks.tryTake("leader").orElseThrow();

        // When / Then
        assertThat(locks.tryTake("leader")).isEmpty();
        held.close();
        assertThat(locks.tryTake("leader")).isPresent();
    }

    @Test
    void workUnderOneKeyIsDoneByOneThreadAtATime() throws Exception {
        // Given
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int[] sum = new int[1];
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch done = new CountDownLatch(200);

        // When
        for (int i = 0; i < 200; i++) {
            threads.execute(() -> {
                locks.locked("scene a", () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    sum[0]++;
                    return inside.decrementAndGet();
                });
                done.countDown();
            });
        }

        // Then
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        threads.shutdownNow();
        assertThat(sum[0]).isEqualTo(200);
        assertThat(most).hasValue(1);
    }

    @Test
    void whoHasAKeyMayAskForItAgain() {
        assertThat(locks.<String>locked("story a", () -> locks.locked("story a", () -> "inner")))
                .isEqualTo("inner");
        assertThat(locks.isTakenElsewhere("story a")).isFalse();
    }

    @Test
    void aThreadThatIsInterruptedLeavesTheLocksAsTheyAre() throws Exception {
        // Given
        SharedLocks.Held held = locks.tryTake("instance gpu0").orElseThrow();
        Thread.currentThread().interrupt();

        // When
        String done = locks.locked("story a", () -> "done");

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).isEqualTo("done");
        assertThat(locks.tryTake("instance gpu0")).isEmpty();
        held.close();
    }
}
