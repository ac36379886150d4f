package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.cli.Cli;
import io.showrunner.cli.Studio;
import io.showrunner.cli.Surroundings;
import io.showrunner.web.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP port with a certificate. */
class TlsIT {
    private static final int PATIENCE_MILLIS = 120_000;

    @TempDir
    private static Path secrets;

    private static TestCertificate certificate;
    private static TestStudio studio;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        certificate = TestCertificate.in(secrets);
        studio = new TestStudio(home, 1)
                .with("showrunner.http.token", "correct-horse")
                .with(
                        "showrunner.http.tls.certificate",
                        certificate.certificate().toString())
                .with("showrunner.http.tls.key", certificate.key().toString())
                .start();
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @Test
    void aBrowserGetsACookieThatNeverLeavesTls() throws Exception {
        HttpResponse<String> signedIn = trusting()
                .send(
                        HttpRequest.newBuilder(URI.create(address() + "/api/session"))
                                .header("Content-Type", "application/json")
                                .header("Origin", address())
                                .POST(BodyPublishers.ofString("{\"token\": \"correct-horse\"}"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("Secure", "HTTPOnly", "SameSite=Strict");
        assertThat(signedIn.headers().firstValue("Strict-Transport-Security"))
                .as("it would take ComfyUI's pages, on other ports of this machine, from the browser")
                .isEmpty();
    }

    @Test
    void aKeystoreDoesAsWellAsTwoFiles(@TempDir Path home) throws Exception {
        try (TestStudio other = new TestStudio(home, 1)
                .with("showrunner.http.token", "correct-horse")
                .with("showrunner.http.tls.keystore", certificate.keystore().toString())
                .with("showrunner.http.tls.password", TestCertificate.PASSWORD)
                .start()) {
            HttpRequest stories = HttpRequest.newBuilder(
                            URI.create("https://127.0.0.1:" + other.pipeline().port() + "/api/stories"))
                    .header("Authorization", "Bearer correct-horse")
                    .build();

            HttpResponse<String> answer = trusting().send(stories, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void plainHttpIsCutOff() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), studio.pipeline().port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET /api/stories HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(answer(socket)).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void theCommandLineTalksToWhomItTrustsOnly() {
        assertThat(type("status", "--ca", certificate.certificate().toString())).isZero();

        assertThat(type("status")).isEqualTo(3);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("cannot reach https://", "--ca FILE");

        assertThat(type("status", "--ca", certificate.key().toString())).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("is no PEM file of certificates");
    }

    /** A connection that is torn down has said what it had to say. */
    private static String answer(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String address() {
        return "https://127.0.0.1:" + studio.pipeline().port();
    }

    private static HttpClient trusting() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry(
                "studio",
                KeyStore.getInstance(certificate.keystore().toFile(), TestCertificate.PASSWORD.toCharArray())
                        .getCertificate("studio"));
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    /** The settings say that it is https: no address is given. */
    private int type(String... arguments) {
        printed.reset();
        Properties settings = new Properties();
        settings.setProperty(
                "showrunner.http.port", Integer.toString(studio.pipeline().port()));
        settings.setProperty("showrunner.http.token", "correct-horse");
        settings.setProperty("showrunner.http.tls.certificate", "studio.pem");
        settings.setProperty("showrunner.http.tls.key", "studio.key");
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Cli.execute(
                new Studio(), new Surroundings(out, out, Map.of(), settings, studio.home(), null, false), arguments);
    }
}
