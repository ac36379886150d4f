package io.showrunner.web;

import io.showrunner.config.SettingsException;
import io.showrunner.config.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What the HTTP port proves itself with. Each thing that is wrong with the files is a {@link SettingsException} of one sentence. */
public final class ServerTls {
    private static final String ALIAS = "showrunner";

    private ServerTls() {}

    /** Empty when the port talks without TLS. */
    public static Optional<SSLContextParameters> of(TlsSettings tls) {
        if (!tls.isOn()) {
            return Optional.empty();
        }
        KeyStoreParameters store = new KeyStoreParameters();
        store.setKeyStore(tls.keystore().isPresent() ? opened(tls) : joined(tls));
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(store);
        keys.setKeyPassword(tls.password());
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setKeyManagers(keys);
        return Optional.of(parameters);
    }

    private static KeyStore opened(TlsSettings tls) {
        Path file = readable("keystore", tls.keystore().orElseThrow());
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, tls.password().toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return store;
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw wrong("keystore", file, "showrunner.http.tls.password does not open it, or it is no PKCS#12 file", e);
        }
        throw wrong("keystore", file, "it holds no private key", null);
    }

    private static KeyStore joined(TlsSettings tls) {
        Certificate[] chain = chain(readable("certificate", tls.certificate().orElseThrow()));
        Path file = readable("key", tls.key().orElseThrow());
        String algorithm = chain[0].getPublicKey().getAlgorithm();
        try {
            PrivateKey key = PemFiles.key(file, algorithm);
            if (!belong(key, chain[0])) {
                throw wrong(
                        "key",
                        file,
                        "it is not the key of the certificate "
                                + tls.certificate().get(),
                        null);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, tls.password().toCharArray(), chain);
            return store;
        } catch (InvalidKeySpecException e) {
            throw wrong(
                    "key",
                    file,
                    "it holds no " + algorithm + " key in PKCS#8 without password, which"
                            + " openssl pkcs8 -topk8 -nocrypt makes of any other",
                    e);
        } catch (IOException | GeneralSecurityException e) {
            throw wrong("key", file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Certificate[] chain(Path file) {
        try {
            Certificate[] chain = PemFiles.certificates(file);
            if (chain.length > 0) {
                return chain;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw wrong("certificate", file, "it is no PEM file of certificates", e);
        }
        throw wrong("certificate", file, "it is no PEM file of certificates", null);
    }

    /** What the one signs the other must recognise. */
    private static boolean belong(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        byte[] anything = {1, 2, 3};
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(anything);
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(certificate.getPublicKey());
        checking.update(anything);
        return checking.verify(signing.sign());
    }

    private static Path readable(String setting, Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw wrong(setting, file, "this file cannot be read", null);
        }
        return file;
    }

    private static SettingsException wrong(String setting, Path file, String what, Exception cause) {
        SettingsException wrong =
                new SettingsException(List.of("showrunner.http.tls." + setting + "=" + file + ": " + what));
        if (cause != null) {
            wrong.initCause(cause);
        }
        return wrong;
    }
}
