package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;

class ProviderFailuresTest {

    @Test
    void whatTheProviderDidCountsAlsoInTheWrappingOfCamelsBreaker() {
        HttpOperationFailedException refused =
                new HttpOperationFailedException("http://127.0.0.1:1", 500, "", null, null, "crashed");

        assertThat(ProviderFailures.isOfProvider(RuntimeCamelException.wrapRuntimeException(refused)))
                .isTrue();
        assertThat(ProviderFailures.isOfProvider(RuntimeCamelException.wrapRuntimeException(new IOException("reset"))))
                .isTrue();
        assertThat(ProviderFailures.isOfProvider(new UncheckedIOException(new IOException("broken off"))))
                .isTrue();
        assertThat(ProviderFailures.isOfProvider(new IllegalStateException("the scenes queue is gone")))
                .isFalse();
    }

    @Test
    void whatASceneMetIsThrownOnAndNotTold() {
        ProviderFailures failures = new ProviderFailures(null, Duration.ofSeconds(1));
        Exception full = new IllegalStateException(
                "scene-001", new UncheckedIOException(new IOException("No space left on device")));

        assertThatThrownBy(() -> failures.tell(null, full)).isSameAs(full);
    }
}
