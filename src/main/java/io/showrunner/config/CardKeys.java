package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.time;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The settings of cards that a language model and a ComfyUI server share. */
final class CardKeys {
    static final Setting<String> PROVIDER_SHARES_CARD_WITH = setting(
                    "showrunner.llm.providers[n].shares-card-with", ValueType.kebabCase())
            .orNone();
    static final Setting<Duration> CARD_PATIENCE = setting("showrunner.card.patience", time("1s", "24h", "10m"));
    static final Setting<Duration> CARD_LEAVE_TIMEOUT =
            setting("showrunner.card.leave-timeout", time("1s", "10m", "30s"));
    static final Setting<Duration> CARD_SETTLE = setting("showrunner.card.settle", time("0s", "10m", "10s"));
    static final Setting<Long> CARD_CLEARED_VRAM = setting(
                    "showrunner.card.cleared-vram", ValueType.size("0MB", "1024GB", "18000MB"))
            .orNone();

    static final List<Setting<?>> ALL =
            List.of(PROVIDER_SHARES_CARD_WITH, CARD_PATIENCE, CARD_LEAVE_TIMEOUT, CARD_SETTLE, CARD_CLEARED_VRAM);

    private CardKeys() {}

    static CardSettings read(Values values) {
        return new CardSettings(
                values.places(KnownSettings.PROVIDER_URL).stream()
                        .filter(place ->
                                values.find(PROVIDER_SHARES_CARD_WITH, place).isPresent())
                        .collect(Collectors.toMap(
                                place -> values.get(KnownSettings.PROVIDER_ID, place),
                                place -> values.get(PROVIDER_SHARES_CARD_WITH, place))),
                values.get(CARD_PATIENCE),
                values.get(CARD_LEAVE_TIMEOUT),
                values.get(CARD_SETTLE),
                values.find(CARD_CLEARED_VRAM).orElse(null));
    }
}
