package io.showrunner.e2e;

import static org.awaitility.Awaitility.await;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.messages.Item;
import io.showrunner.OwnPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real server of the S3 protocol, in a process of its own on a free port of the loopback address. Of signatures it checks
 * whose they are.
 */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "finished-stories";
    static final String USER = "S3RVER";
    static final String SECRET = USER;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final int port = OwnPort.find();
    private final MinioClient client;
    private Process process;

    private S3Server(Path folder) {
        this.folder = folder;
        client = MinioClient.builder()
                .endpoint(url().toString())
                .region("us-east-1")
                .credentials(USER, SECRET)
                .build();
    }

    /** Starts one with an empty bucket. */
    static S3Server start(Path folder) {
        S3Server server = new S3Server(folder);
        server.start();
        return server;
    }

    /** Starts it on the same port, with what it had, after its end. */
    void start() {
        String command = "npx --yes s3rver@3.7.1 --no-vhost-buckets -a 127.0.0.1 -p " + port + " --configure-bucket "
                + BUCKET + " -d " + folder;
        try {
            process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolveSibling("s3.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("this test needs npx; install the package npm: " + e.getMessage(), e);
        }
        await().atMost(PATIENCE).until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server has ended; see " + folder.resolveSibling("s3.log"), e);
            }
            return false;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Writes a file with the keys of this user, as the tools of AWS read it. */
    static void writeKeys(Path file, String user) {
        try {
            Files.writeString(
                    file, "[default]\naws_access_key_id = " + user + "\naws_secret_access_key = " + SECRET + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all objects whose name begins so. */
    List<String> names(String prefix) throws Exception {
        List<String> names = new ArrayList<>();
        for (Result<Item> each : client.listObjects(ListObjectsArgs.builder()
                .bucket(BUCKET)
                .prefix(prefix)
                .recursive(true)
                .build())) {
            names.add(each.get().objectName());
        }
        return names;
    }

    byte[] content(String name) throws Exception {
        try (InputStream content = client.getObject(
                GetObjectArgs.builder().bucket(BUCKET).object(name).build())) {
            return content.readAllBytes();
        }
    }

    /** What browsers are told it is. */
    String type(String name) throws Exception {
        return client.statObject(
                        StatObjectArgs.builder().bucket(BUCKET).object(name).build())
                .contentType();
    }

    /** Ends it; what it has stays on disk. */
    void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        end();
    }
}
