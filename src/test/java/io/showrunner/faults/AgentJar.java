package io.showrunner.faults;

import io.showrunner.faults.agent.KillAgent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;

/** The agent as a jar, made from the compiled tests. */
final class AgentJar {
    private AgentJar() {}

    static Path write(Path jar) throws IOException {
        Path classes = location(KillAgent.class);
        Path folder = classes.resolve(KillAgent.class.getPackageName().replace('.', '/'));
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", KillAgent.class.getName());
        attributes.putValue("Class-Path", location(ByteBuddy.class).toUri().toString());
        try (Stream<Path> files = Files.list(folder);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
