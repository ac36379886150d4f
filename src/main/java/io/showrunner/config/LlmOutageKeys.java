package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.time;
import static io.showrunner.config.ValueType.yesOrNo;

import java.time.Duration;
import java.util.List;

/** The settings of what happens while no language model is there. */
final class LlmOutageKeys {
    static final Setting<Boolean> TEMPLATE = setting("showrunner.llm.template", yesOrNo());
    static final Setting<Duration> RETRY_INTERVAL = setting("showrunner.llm.retry-interval", time("1s", "1h", "15s"));
    static final Setting<Duration> STANDBY_WARM_UP =
            setting("showrunner.llm.standby-warm-up", time("0s", "24h", "10m"));

    static final List<Setting<?>> ALL = List.of(TEMPLATE, RETRY_INTERVAL, STANDBY_WARM_UP);

    private LlmOutageKeys() {}

    static LlmOutageSettings read(Values values) {
        return new LlmOutageSettings(values.get(TEMPLATE), values.get(RETRY_INTERVAL), values.get(STANDBY_WARM_UP));
    }
}
