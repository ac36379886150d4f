package io.showrunner.routes;

import io.showrunner.callback.Callbacks;
import io.showrunner.callback.Signature;
import io.showrunner.config.Settings;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.camel.main.Main;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** What tells the end of a story to the address of its brief. */
final class CallbackParts {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private CallbackParts() {}

    static Callbacks bindTo(Main camel, Settings settings, StoryStore store, Predicate<String> isSettled, Clock clock) {
        Callbacks callbacks = new Callbacks(settings.callback(), store, isSettled, clock);
        camel.bind("callbacks", callbacks);
        camel.bind(
                "callbackSignature", new Signature(settings.callback().secret().orElse(""), clock));
        camel.bind(
                "callbackClient",
                new WebhookClient(
                        PATIENCE,
                        new PublicAddresses(
                                SystemDefaultDnsResolver.INSTANCE,
                                settings.callback().hosts())));
        return callbacks;
    }
}
