package io.showrunner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.HandClock;
import io.showrunner.story.Sha256;
import io.showrunner.web.AccessTokens.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-26T12:00:00Z"));
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("tokens");
        Files.writeString(file, "# people\nanna=sha256:" + Sha256.hex("annas-token") + "\n\nben = bens-token\n");
    }

    @Test
    void knowsPeopleByTheirTokensHashedOrPlain() {
        AccessTokens tokens = new AccessTokens(TestHttp.settings("shared", file));
        assertThat(tokens.holder("annas-token")).map(Holder::name).contains("anna");
        assertThat(tokens.holder("bens-token")).map(Holder::name).contains("ben");
        assertThat(tokens.holder("shared")).map(Holder::name).contains("");
        assertThat(tokens.holder("")).isEmpty();
        assertThat(tokens.holder(Sha256.hex("annas-token"))).isEmpty();
        assertThat(tokens.isOpen()).isFalse();
        assertThat(new AccessTokens(TestHttp.settings("", null)).isOpen()).isTrue();
    }

    @Test
    void readsTheFileAgainWhenItChangesAndKeepsWhatItKnewWhenThatIsNone() throws IOException {
        // Given
        AccessTokens tokens = new AccessTokens(TestHttp.settings("", file));

        // When
        Files.writeString(file, "carla=carlas-new-token\n");

        // Then
        assertThat(tokens.holder("carlas-new-token")).map(Holder::name).contains("carla");
        assertThat(tokens.holder("bens-token")).isEmpty();
        Files.writeString(file, "no tokens in here at all\n");
        assertThat(tokens.holder("carlas-new-token")).map(Holder::name).contains("carla");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "Anna=x", "anna=", "=x", "anna=a b"})
    void refusesALineThatNamesNobody(String line) throws IOException {
        Files.writeString(file, "ben=good\n" + line);
        assertThatThrownBy(() -> new AccessTokens(TestHttp.settings("", file)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void aSessionHoldsUntilItsEndOrThatOfItsToken() throws IOException {
        // Given
        AccessTokens tokens = new AccessTokens(TestHttp.settings("", file));
        SessionCookie sessions = new SessionCookie(tokens, clock);

        // When
        String cookie = sessions.of(tokens.holder("annas-token").orElseThrow());

        // Then
        assertThat(sessions.holder(cookie)).map(Holder::name).contains("anna");
        assertThat(sessions.holder(cookie.replace("anna", "ben"))).isEmpty();
        assertThat(sessions.holder(cookie + "x")).isEmpty();
        assertThat(sessions.holder("anna.99999999999.x")).isEmpty();
        assertThat(sessions.holder("")).isEmpty();
        assertThat(new SessionCookie(tokens, clock).holder(cookie)).isEmpty();
        Files.writeString(file, "anna=another-token-of-hers\n");
        assertThat(sessions.holder(cookie)).isEmpty();
        Files.writeString(file, "anna=the-next-token-of-hers\nanna=annas-token\n");
        assertThat(sessions.holder(cookie)).isPresent();
        clock.pass(Duration.ofHours(SessionCookie.HOURS));
        assertThat(sessions.holder(cookie)).isEmpty();
    }
}
