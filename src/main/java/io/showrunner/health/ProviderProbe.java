package io.showrunner.health;

import io.showrunner.config.ApiKey;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.health.HealthReport.Chat;
import io.showrunner.health.HealthReport.Learned;
import io.showrunner.health.HealthReport.ProviderState;
import io.showrunner.llm.ChatReply;
import io.showrunner.llm.ChatRequest;
import io.showrunner.writer.BudgetCheck;
import io.showrunner.writer.LlmCapabilities;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks one LLM endpoint for its list of models, and on request for a few words, with the key that it wants to see. */
final class ProviderProbe {
    private static final int FEW_TOKENS = 10;
    private static final Duration CHAT_DEADLINE = Duration.ofMinutes(2);

    private final Settings settings;
    private final HttpCalls http;
    private final Duration deadline;
    private final boolean deep;
    private final LlmCapabilities capabilities;
    private final BudgetCheck budgets;

    /** @param deep true to ask for words too, which may make the server load its model */
    ProviderProbe(Settings settings, HttpCalls http, Duration deadline, boolean deep) {
        this.settings = settings;
        this.http = http;
        this.deadline = deadline;
        this.deep = deep;
        this.capabilities = LlmCapabilities.in(settings, false);
        this.budgets = new BudgetCheck(settings.llm(), capabilities);
    }

    /** How it is; what cannot be reached is part of the answer, never an exception. */
    CompletableFuture<ProviderState> ask(ProviderSettings provider) {
        ApiKey key = settings.credentials().of(provider.id());
        return send(HttpRequest.newBuilder(ProviderAnswer.url(provider)), key, deadline)
                .thenApply(reply -> ProviderAnswer.of(provider, reply))
                .exceptionally(failure -> ProviderAnswer.failed(provider, HealthCheck.words(failure)))
                .thenApply(state -> state.withMessage(key.hiddenIn(state.message()))
                        .withLearned(Learned.of(capabilities.of(provider), budgets.warnings(provider))))
                .thenCompose(state -> deep && state.modelPresent()
                        ? chat(provider, key).thenApply(state::withChat)
                        : CompletableFuture.completedFuture(state));
    }

    private CompletableFuture<Chat> chat(ProviderSettings provider, ApiKey key) {
        ChatRequest question = new ChatRequest(
                provider.model(),
                "Say that you are ready.",
                0,
                FEW_TOKENS,
                settings.llm().seed(),
                null,
                null);
        HttpRequest.Builder request = HttpRequest.newBuilder(provider.url())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question.toJson()));
        return send(request, key, CHAT_DEADLINE)
                .thenApply(ProviderProbe::judge)
                .exceptionally(failure -> new Chat(Status.FAILED, null, HealthCheck.words(failure)))
                .thenApply(chat -> new Chat(chat.status(), chat.latencyMs(), key.hiddenIn(chat.message())));
    }

    /** Any reply of a chat will do: a model that thinks says nothing with so few tokens. */
    private static Chat judge(HttpCalls.Reply reply) {
        ChatReply read = ChatReply.of(reply.status(), reply.body(), reply.retryAfter(), Clock.systemUTC());
        if (read instanceof ChatReply.Content || read instanceof ChatReply.Unusable) {
            return new Chat(Status.OK, reply.latency().toMillis(), null);
        }
        return new Chat(Status.FAILED, reply.latency().toMillis(), why(read));
    }

    private static String why(ChatReply reply) {
        if (reply instanceof ChatReply.NoRetry refusal) {
            return refusal.message();
        }
        return reply instanceof ChatReply.Retry later ? later.reason() : reply.toString();
    }

    private CompletableFuture<HttpCalls.Reply> send(HttpRequest.Builder request, ApiKey key, Duration within) {
        try {
            String authorization = key.authorization();
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return http.send(request.timeout(within).build(), within);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
