package io.showrunner.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code showrunner.http.tls.*}: what the HTTP port proves itself with, and whom the command line trusts.
 *
 * @param certificate a PEM file with the certificate and those that it is signed with
 * @param key its private key, a PEM file in PKCS#8
 * @param keystore a PKCS#12 file with both, instead of the two
 * @param password of the keystore; empty for none
 * @param ca a PEM file with the certificates that the command line trusts; empty for those of the JVM
 */
public record TlsSettings(
        Optional<Path> certificate, Optional<Path> key, Optional<Path> keystore, String password, Optional<Path> ca) {
    /** A port that talks without. */
    public static final TlsSettings OFF =
            new TlsSettings(Optional.empty(), Optional.empty(), Optional.empty(), "", Optional.empty());

    public TlsSettings {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(keystore, "keystore");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(ca, "ca");
    }

    /** True when the port talks TLS and nothing else. */
    public boolean isOn() {
        return certificate.isPresent() || keystore.isPresent();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TlsSettings[certificate=" + certificate + ", key=" + key + ", keystore=" + keystore + ", ca=" + ca
                + "]";
    }
}
