package io.showrunner.routes;

import io.showrunner.frames.PngCheck;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * A frame is read while it arrives and held nowhere. Its connection is closed when it is not whole in time, when it is
 * larger than any frame, and when nobody reads it on. Thread-safe.
 */
public final class FileBounds implements HttpClientConfigurer {
    private final Duration longest;
    private final OpenReplies transfers;

    /** @param longest from the request to the last byte of the file */
    FileBounds(Duration longest, OpenReplies transfers) {
        this.longest = longest;
        this.transfers = transfers;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("file-bounds", this::exchange);
    }

    private ClassicHttpResponse exchange(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        OpenReply transfer = transfers.begin("", scope.execRuntime, longest);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (response.getEntity() == null) {
                transfer.complete();
            } else {
                response.setEntity(ReplyBounds.arriving(response.getEntity(), transfer, 2 * PngCheck.MAX_BYTES));
            }
            return response;
        } catch (IOException e) {
            throw transfer.failed(e);
        } catch (HttpException | RuntimeException e) {
            transfer.close();
            throw e;
        }
    }
}
