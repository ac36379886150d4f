package io.showrunner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * A key of a server on 127.0.0.1 with its own certificate: in a key store for Java, in two PEM files for others, and the
 * certificate alone in a trust store for clients.
 */
public final class ServerKeys {
    /** Of all stores. */
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";

    private final Path folder;

    private ServerKeys(Path folder) {
        this.folder = folder;
    }

    /** Makes the files in the folder. */
    public static ServerKeys make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        ServerKeys keys = new ServerKeys(Files.createDirectories(folder));
        keys.keytool(
                keys.keyStore(), "-genkeypair", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1");
        keys.keytool(
                keys.keyStore(),
                "-exportcert",
                "-rfc",
                "-file",
                keys.certificate().toString());
        keys.keytool(
                keys.trustStore(),
                "-importcert",
                "-noprompt",
                "-file",
                keys.certificate().toString());
        keys.writePrivateKey();
        return keys;
    }

    private void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        Collections.addAll(command, arguments);
        Collections.addAll(command, "-alias", ALIAS, "-storetype", "PKCS12", "-keystore", store.toString());
        Collections.addAll(command, "-storepass", PASSWORD);
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + command);
        }
    }

    private void writePrivateKey() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(keyStore().toFile(), PASSWORD.toCharArray());
        byte[] key = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        Files.writeString(privateKey(), "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n");
    }

    public Path keyStore() {
        return folder.resolve("server.p12");
    }

    public Path trustStore() {
        return folder.resolve("trust.p12");
    }

    public Path certificate() {
        return folder.resolve("certificate.pem");
    }

    public Path privateKey() {
        return folder.resolve("key.pem");
    }
}
