package io.showrunner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.config.SettingsException;
import io.showrunner.config.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {
    @TempDir
    private static Path folder;

    private static TestCertificate studio;

    @BeforeAll
    static void makeCertificate() throws Exception {
        studio = TestCertificate.in(folder);
    }

    @Test
    void takesPemFilesOrAKeystore() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            assertThat(ServerTls.of(pem(studio.certificate(), studio.key()))
                            .orElseThrow()
                            .createSSLContext(camel))
                    .isNotNull();
            assertThat(ServerTls.of(keystore(studio.keystore(), TestCertificate.PASSWORD))
                            .orElseThrow()
                            .createSSLContext(camel))
                    .isNotNull();
        }
        assertThat(ServerTls.of(TlsSettings.OFF)).isEmpty();
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        Path nowhere = folder.resolve("nowhere.pem");

        refuses(
                pem(nowhere, studio.key()),
                "showrunner.http.tls.certificate=" + nowhere + ": this file cannot be read");
        refuses(
                pem(studio.certificate(), nowhere),
                "showrunner.http.tls.key=" + nowhere + ": this file cannot be read");
        refuses(keystore(nowhere, ""), "showrunner.http.tls.keystore=" + nowhere + ": this file cannot be read");
    }

    @Test
    void aWrongPasswordIsNotRepeated() {
        refuses(
                keystore(studio.keystore(), "wrong-horse"),
                "showrunner.http.tls.keystore=" + studio.keystore()
                        + ": showrunner.http.tls.password does not open it, or it is no PKCS#12 file");
    }

    @Test
    void theKeyOfAnotherCertificateIsRefused() throws Exception {
        TestCertificate other = TestCertificate.in(Files.createDirectory(folder.resolve("other")));

        refuses(
                pem(studio.certificate(), other.key()),
                "showrunner.http.tls.key=" + other.key() + ": it is not the key of the certificate "
                        + studio.certificate());
    }

    @Test
    void filesOfSomethingElseAreRefused() {
        refuses(
                pem(studio.certificate(), studio.certificate()),
                "showrunner.http.tls.key=" + studio.certificate() + ": it holds no EC key in PKCS#8 without password,"
                        + " which openssl pkcs8 -topk8 -nocrypt makes of any other");
        refuses(
                pem(studio.key(), studio.key()),
                "showrunner.http.tls.certificate=" + studio.key() + ": it is no PEM file of certificates");
    }

    private static void refuses(TlsSettings tls, String sentence) {
        assertThatThrownBy(() -> ServerTls.of(tls))
                .isInstanceOf(SettingsException.class)
                .hasMessage(sentence);
    }

    private static TlsSettings pem(Path certificate, Path key) {
        return new TlsSettings(Optional.of(certificate), Optional.of(key), Optional.empty(), "", Optional.empty());
    }

    private static TlsSettings keystore(Path file, String password) {
        return new TlsSettings(Optional.empty(), Optional.empty(), Optional.of(file), password, Optional.empty());
    }
}
