package io.showrunner.card;

import io.showrunner.config.CardSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One change of hands, from the moment when nothing of ours is under way on the card: who is there is told to leave it, and it
 * is looked at until it is really free. Every wait is bounded, and what it waited for in vain is kept in words. For one
 * thread at a time.
 */
final class Handover {
    private final Tenant to;
    private final CardSettings settings;
    private final LongSupplier nanos;
    private final long begun;
    private final List<String> warnings = new ArrayList<>();
    private Long told;
    private Long left;

    /** What is next: look again later, tell those who are there to leave, or give the card to its new tenant. */
    enum Step {
        WAIT,
        TELL,
        DONE
    }

    /**
     * One look at the card.
     *
     * @param prompts that its server has, anyone's
     * @param present who has models on it and can be told to leave, in words; empty when nobody has
     * @param isIn true when the new tenant's model is on the card already: it needs no more room
     * @param reading null when its memory is not known
     */
    record Sight(int prompts, String present, boolean isIn, CardReading reading) {
        boolean isEnough(Tenant tenant, CardSettings settings) {
            return isIn || reading == null || reading.isEnough(tenant, settings);
        }
    }

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    Handover(Tenant to, CardSettings settings, LongSupplier nanos) {
        this.to = to;
        this.settings = settings;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    Tenant to() {
        return to;
    }

    /** What was waited for in vain, one sentence each with its code. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    Step look(Sight sight) {
        if (told == null) {
            return first(sight);
        }
        if (left == null && !sight.present().isEmpty()) {
            if (isWithin(settings.leaveTimeout(), told)) {
                return Step.WAIT;
            }
            warnings.add("CARD_NOT_CLEARED: " + sight.present() + " did not leave the card within "
                    + words(settings.leaveTimeout()) + memory(sight));
            return Step.DONE;
        }
        left = left == null ? nanos.getAsLong() : left;
        return sight.isEnough(to, settings) ? measured(sight) : settling(sight);
    }

    /** Prompts of others are let finish; a card that nobody is on is not touched. */
    private Step first(Sight sight) {
        if (to.isLlm() && sight.prompts() > 0) {
            if (isWithin(settings.patience(), begun)) {
                return Step.WAIT;
            }
            warnings.add("CARD_BUSY: " + sight.prompts() + " prompts of others were still on the card after "
                    + words(settings.patience()));
        }
        if (sight.present().isEmpty() && sight.isEnough(to, settings)) {
            return measured(sight);
        }
        told = nanos.getAsLong();
        return Step.TELL;
    }

    private Step measured(Sight sight) {
        if (sight.reading() == null && !sight.isIn()) {
            warnings.add("CARD_NOT_MEASURED: the server does not say how much of the card's memory is free");
        }
        return Step.DONE;
    }

    private Step settling(Sight sight) {
        if (isWithin(settings.settle(), left)) {
            return Step.WAIT;
        }
        warnings.add("CARD_NOT_CLEARED: nobody of ours is on the card any more, but " + words(settings.settle())
                + " later" + memory(sight).replaceFirst(";", ""));
        return Step.DONE;
    }

    private String memory(Sight sight) {
        return sight.reading() == null ? "" : "; " + sight.reading().words(to);
    }

    private boolean isWithin(Duration time, long since) {
        return nanos.getAsLong() - since < time.toNanos();
    }

    private static String words(Duration time) {
        return time.toSeconds() + " s";
    }
}
