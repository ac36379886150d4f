package io.showrunner.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows a receiver that a callback comes from here, and when it was sent. */
public final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

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
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] code = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign callbacks: " + e.getMessage(), e);
        }
    }
}
