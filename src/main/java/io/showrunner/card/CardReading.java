package io.showrunner.card;

import io.showrunner.comfyui.SystemStats;
import io.showrunner.comfyui.UnreadableReply;
import io.showrunner.config.CardSettings;
import java.util.Optional;

/**
 * The memory of a shared card as its ComfyUI server sees it, in bytes. The driver's free memory is everybody's; what torch has
 * reserved and does not use is ComfyUI's alone, although the server counts it as free.
 *
 * @param reserved by torch for ComfyUI
 * @param unused part of what is reserved
 */
record CardReading(long total, long free, long reserved, long unused) {
    /** What torch keeps when no model is loaded. */
    private static final long REST = 512L << 20;

    /** Reads {@code /system_stats}; empty when there is no card, or nothing is said about its memory. */
    static Optional<CardReading> of(String systemStats) {
        try {
            return SystemStats.read(systemStats).devices().stream()
                    .findFirst()
                    .filter(CardReading::isComplete)
                    .map(device -> new CardReading(
                            device.vramTotal(), device.vramFree(), device.torchTotal(), device.torchFree()));
        } catch (UnreadableReply e) {
            return Optional.empty();
        }
    }

    private static boolean isComplete(SystemStats.Device device) {
        return !device.type().equals("cpu")
                && device.vramTotal() != null
                && device.vramFree() != null
                && device.torchTotal() != null
                && device.torchFree() != null;
    }

    /** True when ComfyUI has no model in memory. */
    boolean isLeftByDiffusion() {
        return reserved <= REST;
    }

    /** True when the tenant finds as much memory as a cleared card has. */
    boolean isEnough(Tenant tenant, CardSettings settings) {
        return available(tenant) >= settings.cleared(total);
    }

    private long available(Tenant tenant) {
        return tenant.isLlm() ? free - unused : free + reserved - unused;
    }

    /** The memory that the tenant finds, for a sentence. */
    String words(Tenant tenant) {
        return (available(tenant) >> 20) + " of " + (total >> 20) + " MB are free for it";
    }
}
