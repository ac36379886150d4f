package io.showrunner.web;

import io.showrunner.config.HttpSettings;
import io.showrunner.story.FileStamp;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may talk to the port. A file of tokens has lines such as {@code anna=sha256:<64 hex digits>} or {@code anna=<token>}; it is
 * read again when it changes. Thread-safe.
 */
final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final String NOBODY = "";
    private static final Pattern LINE =
            Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*) *= *(?:sha256:([0-9a-f]{64})|([A-Za-z0-9._~+/=-]{1,512}))");

    private final HttpSettings http;
    private FileStamp stamp;
    private List<Holder> ofFile = List.of();

    /**
     * Somebody who has a token.
     *
     * @param name empty for the token that has none
     * @param hash SHA-256 of the token, 64 hex digits
     */
    record Holder(String name, String hash) {
        private boolean hasHash(String wanted) {
            return MessageDigest.isEqual(
                    hash.getBytes(StandardCharsets.US_ASCII), wanted.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** @throws IllegalStateException when the file of tokens cannot be read, with the line that is wrong */
    AccessTokens(HttpSettings http) {
        this.http = http;
        http.tokensFile().ifPresent(file -> {
            stamp = FileStamp.of(file).orElse(null);
            ofFile = read(file);
        });
    }

    /** True when the port asks nobody who they are. */
    boolean isOpen() {
        return !http.isGuarded();
    }

    /** Who has this token. It takes as long for a wrong token as for a right one. */
    Optional<Holder> holder(String token) {
        String hash = Sha256.hex(token);
        Holder found = null;
        for (Holder each : all()) {
            if (each.hasHash(hash)) {
                found = each;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Who has this name; more than one while somebody changes from an old token to a new one. */
    Stream<Holder> named(String name) {
        return all().stream().filter(each -> each.name().equals(name));
    }

    private synchronized List<Holder> all() {
        http.tokensFile().ifPresent(this::readAgain);
        List<Holder> all = new ArrayList<>(ofFile);
        if (!http.token().isEmpty()) {
            all.add(new Holder(NOBODY, Sha256.hex(http.token())));
        }
        return all;
    }

    /** A file that cannot be read leaves those that were known. */
    private void readAgain(Path file) {
        FileStamp now = FileStamp.of(file).orElse(null);
        if (now != null && !now.equals(stamp)) {
            stamp = now;
            try {
                ofFile = read(file);
                LOG.info("tokens are read again file={} count={}", file, ofFile.size());
            } catch (IllegalStateException | UncheckedIOException e) {
                LOG.error("the tokens that were known before count on: {}", e.getMessage());
            }
        }
    }

    private static List<Holder> read(Path file) {
        try {
            List<Holder> holders = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    holders.add(holder(file, i + 1, line));
                }
            }
            return holders;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Holder holder(Path file, int number, String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalStateException(file + " line " + number
                    + " is not <name>=sha256:<64 hex digits> or <name>=<token>; a name has lower-case"
                    + " letters, digits and single hyphens");
        }
        String hash = line.group(2) == null ? Sha256.hex(line.group(3)) : line.group(2);
        return new Holder(line.group(1), hash);
    }
}
