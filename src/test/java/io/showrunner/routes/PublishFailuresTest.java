package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minio.errors.ErrorResponseException;
import io.minio.messages.ErrorResponse;
import io.showrunner.config.PublishSettings;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Optional;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is at fault when a story cannot be copied, in one line. */
class PublishFailuresTest {
    private final PublishFailures failures = new PublishFailures(new PublishSettings(
            Optional.of(URI.create("http://127.0.0.1:9000")), "stories", "us-east-1", Optional.empty()));

    @Test
    void aStorageThatIsAwayIsWaitedFor() {
        assertThat(thrown(new ConnectException("Connection refused")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot publish to http://127.0.0.1:9000/stories: Connection refused");
    }

    @ParameterizedTest
    @CsvSource({"503, true", "500, true", "403, false", "404, false"})
    void aStorageThatIsOverloadedIsWaitedForAndOneThatRefusesIsNot(int status, boolean waitedFor) {
        Throwable thrown = thrown(refusal(status));

        assertThat(thrown).hasMessage("cannot publish to http://127.0.0.1:9000/stories: no");
        assertThat(thrown instanceof UncheckedIOException).isEqualTo(waitedFor);
    }

    @Test
    void aStopIsNoFailure() {
        assertThat(thrown(new GivenBack("stopping"))).isInstanceOf(GivenBack.class);
    }

    /** As Camel hands it over. */
    private Throwable thrown(Exception cause) {
        return catchThrowable(() -> failures.failed(new IllegalStateException("sequential processing failed", cause)));
    }

    private static ErrorResponseException refusal(int status) {
        Response response = new Response.Builder()
                .request(new Request.Builder().url("http://127.0.0.1:9000/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("no")
                .build();
        return new ErrorResponseException(new ErrorResponse("Code", "no", "stories", "", "", "", ""), response, "");
    }
}
