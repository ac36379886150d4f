package io.showrunner.config;

import static io.showrunner.config.Setting.setting;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of nvidia-smi. */
final class SmiKeys {
    static final Setting<String> PROGRAM = setting("showrunner.comfyui.nvidia-smi", ValueType.program("nvidia-smi"));
    static final Setting<Integer> GPU_INDEX = setting(
                    "showrunner.comfyui.instances[n].gpu-index", ValueType.count(0, 63))
            .orNone();

    static final List<Setting<?>> ALL = List.of(PROGRAM, GPU_INDEX);

    private SmiKeys() {}

    static SmiSettings read(Values values) {
        Map<String, Integer> cards = new TreeMap<>();
        for (int place : values.places(FleetKeys.INSTANCE_URL)) {
            values.find(GPU_INDEX, place).ifPresent(card -> cards.put(values.get(FleetKeys.INSTANCE_ID, place), card));
        }
        return new SmiSettings(values.get(PROGRAM), cards);
    }
}
