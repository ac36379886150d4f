package io.showrunner.writer;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** When it is, as far as words about light tell. */
enum Daytime {
    MORNING("dawn|daybreak|sunrise|morning|first light|early light"),
    DAY("noon|midday|daylight|sunlight|sunlit|sun|sunshine|sunny|afternoon|day"),
    EVENING("dusk|sunset|evening|twilight|blue hour|last light|last blue light"),
    NIGHT("night|midnight|moonlight|moonlit|moon|stars?|starlight|torch|searchlights?|headlamp|match flame");

    private final Pattern words;

    Daytime(String words) {
        this.words = Pattern.compile("\\b(" + words + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    /** The times that the text speaks of; none is all the same as any. */
    static Set<Daytime> of(String text) {
        Set<Daytime> times = EnumSet.noneOf(Daytime.class);
        for (Daytime time : values()) {
            if (time.words.matcher(text).find()) {
                times.add(time);
            }
        }
        return times;
    }

    /** The phrases of a light without those that speak of another time than is said. */
    static String fitting(String light, String said) {
        Set<Daytime> known = of(said);
        return Arrays.stream(light.split(", "))
                .filter(phrase -> {
                    Set<Daytime> times = of(phrase);
                    return known.isEmpty() || times.isEmpty() || times.stream().anyMatch(known::contains);
                })
                .collect(Collectors.joining(", "));
    }
}
