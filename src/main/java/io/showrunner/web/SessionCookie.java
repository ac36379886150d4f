package io.showrunner.web;

import io.showrunner.story.HmacSha256;
import io.showrunner.web.AccessTokens.Holder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The cookie of a browser that has shown a token: name and end of the session, signed. It holds for {@value #HOURS} hours, until a restart,
 * and no longer than the token that it was given for.
 */
final class SessionCookie {
    static final String NAME = "showrunner-session";
    static final int HOURS = 12;

    private static final int KEY_BYTES = 32;

    private final byte[] key = new byte[KEY_BYTES];
    private final AccessTokens tokens;
    private final Clock clock;

    SessionCookie(AccessTokens tokens, Clock clock) {
        new SecureRandom().nextBytes(key);
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The value of the cookie for somebody who has just shown a token. */
    String of(Holder holder) {
        long end = clock.instant().plus(Duration.ofHours(HOURS)).getEpochSecond();
        return holder.name() + "." + end + "." + signature(holder, end);
    }

    /** Whose cookie this is; empty when it is none, or over, or the token is gone or another. */
    Optional<Holder> holder(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        long end = Long.parseLong(parts[1]);
        return tokens.named(parts[0])
                .filter(holder -> MessageDigest.isEqual(
                        signature(holder, end).getBytes(StandardCharsets.UTF_8),
                        parts[2].getBytes(StandardCharsets.UTF_8)))
                .filter(holder -> clock.instant().isBefore(Instant.ofEpochSecond(end)))
                .findFirst();
    }

    private String signature(Holder holder, long end) {
        byte[] code = HmacSha256.of(key, holder.name() + "." + end + "." + holder.hash());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    }
}
