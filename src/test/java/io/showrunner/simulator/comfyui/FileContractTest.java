package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileContractTest {
    private static ComfyServer server;
    private static JsonNode image;

    @BeforeAll
    static void start() {
        server = ComfyServer.fast();
        image = server.run(Graph.stills(1))
                .path("outputs")
                .path("9")
                .path("images")
                .path(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "filename=nothing.png, 404",
        "filename=..%2Fsecret.png, 400",
        "filename=%2Fetc%2Fpasswd, 400",
        "filename=x.png&subfolder=..%2F.., 403",
        "filename=x.png&type=nonsense, 400",
        "subfolder=x, 404"
    })
    void viewStaysInItsFolders(String query, int status) {
        var reply = server.get("/view?" + query);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void folderInTheFileNameIsIgnored() {
        String name = ComfyServer.encoded(
                image.path("subfolder").asText() + "/" + image.path("filename").asText());
        assertThat(server.get("/view?filename=" + name).statusCode()).isEqualTo(404);
    }

    @Test
    void fileComesWithValidatorsAndLength() {
        var reply = server.bytes(ComfyServer.view(image));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(reply.headers().firstValue("accept-ranges")).hasValue("bytes");
        assertThat(reply.headers().firstValue("last-modified")).isPresent();
        assertThat(reply.headers().firstValue("content-disposition").orElse(""))
                .contains(image.path("filename").asText());
        assertThat(reply.headers().firstValueAsLong("content-length")).hasValue(reply.body().length);
        String tag = reply.headers().firstValue("etag").orElseThrow();
        assertThat(server.get(ComfyServer.view(image), "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({"bytes=1-3, 3, bytes 1-3/", "bytes=-4, 4, bytes ", "bytes=0-0, 1, bytes 0-0/"})
    void rangesWork(String range, int length, String contentRange) {
        HttpResponse<String> reply = server.get(ComfyServer.view(image), "Range", range);
        assertThat(reply.statusCode()).isEqualTo(206);
        assertThat(reply.headers().firstValueAsLong("content-length")).hasValue(length);
        assertThat(reply.headers().firstValue("content-range").orElse("")).startsWith(contentRange);
    }

    @Test
    void aRangeIsGivenWhateverETagItIsBoundToAndNotWhenTheFileIsNewerThanTheDate() {
        String path = ComfyServer.view(image);
        assertThat(server.get(path, "Range", "bytes=1-3", "If-Range", "\"another\"")
                        .statusCode())
                .isEqualTo(206);
        assertThat(server.get(path, "Range", "bytes=1-3", "If-Range", "Thu, 01 Jan 2015 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get(path, "Range", "bytes=1-3", "If-Match", "\"another\"")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void uploadIsStoredReusedWhenEqualAndRenamedWhenNot() {
        // Given
        String name = UUID.randomUUID() + ".png";
        byte[] red = picture(0xFF0000);
        byte[] blue = picture(0x0000FF);
        // When
        JsonNode first = ComfyServer.parse(upload(name, red, Map.of()).body());
        JsonNode same = ComfyServer.parse(upload(name, red, Map.of()).body());
        JsonNode other = ComfyServer.parse(upload(name, blue, Map.of()).body());
        JsonNode over = ComfyServer.parse(
                upload(name, blue, Map.of("overwrite", "true")).body());
        // Then
        assertThat(List.of(first, same, over))
                .allMatch(reply -> reply.path("name").asText().equals(name));
        assertThat(other.path("name").asText()).isEqualTo(name.replace(".png", " (1).png"));
        assertThat(first.path("type").asText()).isEqualTo("input");
        assertThat(server.bytes("/view?type=input&filename=" + name).body()).isEqualTo(blue);
    }

    @Test
    void uploadedImageCanBeLoaded() {
        String name = UUID.randomUUID() + ".png";
        upload(name, picture(0x00FF00), Map.of("type", "input"));
        Graph graph = new Graph()
                .node("1", "LoadImage")
                .with("1", "image", name)
                .save("contract/" + UUID.randomUUID() + "/copy");
        assertThat(server.run(graph).path("status").path("status_str").asText()).isEqualTo("success");
    }

    @Test
    void uploadWithoutImageIs400AndWithUnknownType500() {
        assertThat(multipart("--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\ninput\r\n--b--\r\n")
                        .statusCode())
                .isEqualTo(400);
        assertThat(upload("x.png", picture(1), Map.of("type", "nonsense")).statusCode())
                .isEqualTo(500);
    }

    private static byte[] picture(int rgb) {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, rgb);
        return PngWriter.encode(image, Map.of());
    }

    private static HttpResponse<String> upload(String name, byte[] content, Map<String, String> fields) {
        var body = new StringBuilder("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + name
                + "\"\r\nContent-Type: image/png\r\n\r\n");
        body.append(new String(content, StandardCharsets.ISO_8859_1)).append("\r\n");
        fields.forEach((key, value) -> body.append("--b\r\nContent-Disposition: form-data; name=\"")
                .append(key)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        return multipart(body.append("--b--\r\n").toString());
    }

    private static HttpResponse<String> multipart(String body) {
        return server.send(HttpRequest.newBuilder(server.uri("/upload/image"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1))));
    }
}
