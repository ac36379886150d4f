package io.showrunner.callback;

import io.showrunner.story.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;

/** Shows a receiver that a callback comes from here, and when it was sent. */
public final class Signature {
    private final String secret;
    private final Clock clock;

    /** @param secret empty when nothing is ever signed */
    public Signature(String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** The header of a body that is sent now: {@code t=<unix seconds>,v1=<HMAC-SHA256 of "t.body", hexadecimal>}. */
    public String of(String body) {
        long seconds = clock.instant().getEpochSecond();
        byte[] code = HmacSha256.of(secret.getBytes(StandardCharsets.UTF_8), seconds + "." + body);
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(code);
    }
}
