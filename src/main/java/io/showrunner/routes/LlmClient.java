package io.showrunner.routes;

import io.showrunner.config.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Sends a provider's key with each request and takes it out of an error that repeats it. The key is in no exchange, so
 * nothing that logs, keeps or copies one can show it; and no redirect is followed, so that it goes nowhere else. Thread-safe.
 */
public final class LlmClient implements HttpClientConfigurer {
    private final ReplyBounds bounds;
    private final ApiKey key;

    LlmClient(ReplyBounds bounds, ApiKey key) {
        this.bounds = bounds;
        this.key = key;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        bounds.configureHttpClient(builder);
        builder.disableRedirectHandling();
        builder.addExecInterceptorFirst("api-key", this::exchange);
    }

    ClassicHttpResponse exchange(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        String authorization = key.authorization();
        if (authorization.isEmpty()) {
            return chain.proceed(request, scope);
        }
        request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
        return withoutKey(chain.proceed(request, scope));
    }

    private ClassicHttpResponse withoutKey(ClassicHttpResponse response) throws IOException {
        for (Header header : response.getHeaders()) {
            header(response, header);
        }
        HttpEntity entity = response.getEntity();
        if (ReplyBounds.isEventStream(response)) {
            InputStream events = new KeylessStream(entity.getContent(), this::shown);
            response.setEntity(new HttpEntityWrapper(entity) {
                @Override
                public InputStream getContent() {
                    return events;
                }
            });
        } else if (entity != null) {
            // one character for each byte, whatever the encoding
            String body = new String(EntityUtils.toByteArray(entity), StandardCharsets.ISO_8859_1);
            String shown = response.getCode() >= 300 ? key.hiddenIn(body) : shown(body);
            response.setEntity(new ByteArrayEntity(
                    shown.getBytes(StandardCharsets.ISO_8859_1), ContentType.parseLenient(entity.getContentType())));
        }
        return response;
    }

    private String shown(String words) {
        return words.contains("\"error\"") ? key.hiddenIn(words) : words;
    }

    private void header(ClassicHttpResponse response, Header header) {
        String shown = key.hiddenIn(header.getValue());
        if (shown != null && !shown.equals(header.getValue())) {
            response.setHeader(header.getName(), shown);
        }
    }
}
