package io.showrunner.verify;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.comfyui.ViewPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** One ComfyUI server as a command talks to it: one call at a time, no redirects, every answer bounded. */
final class ComfyUiServer implements AutoCloseable {
    private static final int LARGEST_REPLY = 64 << 20;
    private static final int CONNECT_SECONDS = 3;
    private static final int ANSWER_SECONDS = 30;

    private final String id;
    private final URI url;
    private final CloseableHttpClient http;

    /** What it answered. */
    record Reply(int status, String body) {}

    /** Takes a file while it comes. */
    interface FileTaker {
        void take(InputStream content) throws IOException;
    }

    ComfyUiServer(String id, URI url) {
        this.id = id;
        this.url = url;
        this.http = HttpClients.custom()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                                .setSocketTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build();
    }

    String id() {
        return id;
    }

    /** @throws IOException when it does not answer, or not with 200 */
    String get(String path) throws IOException {
        Reply reply = call(new HttpGet(address(path)));
        if (reply.status() != 200) {
            throw new IOException(id + " answered " + reply.status() + " to " + path);
        }
        return reply.body();
    }

    Reply post(String path, String json) throws IOException {
        return post(path, new StringEntity(json, ContentType.APPLICATION_JSON));
    }

    /** Puts a picture into the server's input folder. */
    Reply upload(Path picture, String subfolder, String name) throws IOException {
        return post(
                "/upload/image",
                MultipartEntityBuilder.create()
                        .addTextBody("type", "input")
                        .addTextBody("subfolder", subfolder)
                        .addBinaryBody("image", picture.toFile(), ContentType.APPLICATION_OCTET_STREAM, name)
                        .build());
    }

    /** Gives one of the server's files as a stream. */
    void view(ServerFile file, FileTaker taker) throws IOException {
        http.execute(new HttpGet(address("/view?" + ViewPath.query(file))), response -> {
            if (response.getCode() != 200) {
                throw new IOException(id + " answered " + response.getCode() + " to /view of " + file.filename());
            }
            try (InputStream content = response.getEntity().getContent()) {
                taker.take(content);
            }
            return null;
        });
    }

    private Reply post(String path, HttpEntity body) throws IOException {
        HttpPost request = new HttpPost(address(path));
        request.setEntity(body);
        return call(request);
    }

    private Reply call(ClassicHttpRequest request) throws IOException {
        return http.execute(request, response -> new Reply(response.getCode(), text(response)));
    }

    private String text(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        try (InputStream content = response.getEntity().getContent()) {
            byte[] bytes = content.readNBytes(LARGEST_REPLY + 1);
            if (bytes.length > LARGEST_REPLY) {
                throw new IOException(id + " answers with more than " + LARGEST_REPLY + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private String address(String path) {
        return url.toString().replaceFirst("/+$", "") + path;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
