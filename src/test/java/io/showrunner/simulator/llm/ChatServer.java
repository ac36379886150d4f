package io.showrunner.simulator.llm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server under contract: the stand-in, or with {@code -Dshowrunner.llm.url=…} (and {@code -Dshowrunner.llm.model=…})
 * a real one, in which case tests that need the stand-in are skipped.
 */
final class ChatServer implements BeforeEachCallback, AfterEachCallback {
    private static final String REAL_URL = System.getProperty("showrunner.llm.url", "");
    private static final String REAL_MODEL = System.getProperty("showrunner.llm.model", LlmOptions.MISTRAL);
    private LlmSimulator simulator;

    @Override
    public void beforeEach(ExtensionContext context) {
        if (REAL_URL.isEmpty()) {
            simulator = LlmSimulator.start(LlmOptions.defaults());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (simulator != null) {
            simulator.close();
        }
    }

    ChatClient client() {
        return REAL_URL.isEmpty()
                ? new ChatClient(simulator.url(), LlmOptions.MISTRAL)
                : new ChatClient(URI.create(REAL_URL), REAL_MODEL);
    }

    /** The stand-in itself; skips the test on a real server. */
    LlmSimulator simulator() {
        assumeTrue(simulator != null, "needs the stand-in, -Dshowrunner.llm.url names a real server");
        return simulator;
    }
}
