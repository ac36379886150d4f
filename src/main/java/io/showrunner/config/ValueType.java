package io.showrunner.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value.
 *
 * @param allowed what may be written, for the message about a wrong value
 * @param parser throws {@link IllegalArgumentException} for text that is not allowed; its message, when it has one,
 *     says why
 */
record ValueType<T>(String allowed, Function<String, T> parser) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KB|MB|GB)");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]*");
    static final Pattern API_KEY = Pattern.compile("[!-~]{1,512}");
    private static final Pattern PROGRAM = Pattern.compile("[^-\\p{Cntrl}][^\\p{Cntrl}]*");
    private static final String TCP = "tcp://[^\\s,()]+";
    private static final Pattern BROKER = Pattern.compile(
            "embedded|amqps?://[^\\s,()]+|%1$s(,%1$s)*|\\(%1$s(,%1$s)+\\)(\\?[^\\s,()]+)?".formatted(TCP));
    private static final Pattern WORKFLOW = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern MODEL = Pattern.compile("[^\\p{Cntrl}\"<>|*?]+");
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    static ValueType<Duration> time(String from, String to, String example) {
        Duration least = TimeText.parse(from);
        Duration most = TimeText.parse(to);
        return new ValueType<>(
                "a time from " + from + " to " + to + " with its unit, such as " + example,
                text -> within(TimeText.parse(text), least, most));
    }

    /** Bytes. */
    static ValueType<Long> size(String from, String to, String example) {
        long least = bytes(from);
        long most = bytes(to);
        return new ValueType<>(
                "a size from " + from + " to " + to + " with its unit, such as " + example,
                text -> within(bytes(text), least, most));
    }

    private static long bytes(String text) {
        Matcher size = match(SIZE, text);
        long amount = Long.parseLong(size.group(1));
        return switch (size.group(2)) {
            case "KB" -> amount << 10;
            case "MB" -> amount << 20;
            default -> amount << 30;
        };
    }

    static ValueType<Integer> count(int from, int to) {
        return new ValueType<>(
                "a whole number from " + from + " to " + to, text -> within(Integer.parseInt(text), from, to));
    }

    static ValueType<Long> wholeNumber(long from) {
        return new ValueType<>(
                "a whole number from " + from + " to 2^63-1",
                text -> within(Long.parseLong(text), from, Long.MAX_VALUE));
    }

    static ValueType<Double> decimal(double from, double to) {
        return new ValueType<>(
                "a number from " + from + " to " + to, text -> within(new BigDecimal(text).doubleValue(), from, to));
    }

    static ValueType<Boolean> yesOrNo() {
        return new ValueType<>("true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** The constants of an enum, written in kebab-case. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        String words = String.join(
                ", ",
                Arrays.stream(type.getEnumConstants()).map(ValueType::word).toList());
        return new ValueType<>("one of " + words, text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ValueType<Path> path() {
        return new ValueType<>("a folder, absolute or below the home", text -> {
            if (text.startsWith("~")) {
                throw new IllegalArgumentException("~ is not expanded");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e.getReason(), e);
            }
        });
    }

    static ValueType<URI> url(String example) {
        return new ValueType<>("an absolute http or https URL, such as " + example, text -> {
            URI url = uri(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (!http || url.getHost() == null || url.getPort() > 65535) {
                throw new IllegalArgumentException();
            }
            if (url.getUserInfo() != null) {
                throw new IllegalArgumentException("user and password do not belong into a URL");
            }
            return url;
        });
    }

    /** The address under which a whole server answers; a slash at its end does not count. */
    static ValueType<URI> server(String example) {
        ValueType<URI> url = url(example);
        return new ValueType<>(url.allowed(), text -> {
            URI server = url.parser().apply(text.replaceFirst("/+$", ""));
            if (server.getQuery() != null || server.getFragment() != null) {
                throw new IllegalArgumentException("a server's address has no ? and no #");
            }
            return server;
        });
    }

    /** The address of a server that has all of its host, so that there is no path. */
    static ValueType<URI> origin(String example) {
        ValueType<URI> server = server(example);
        return new ValueType<>(server.allowed() + ", without a path", text -> {
            URI origin = server.parser().apply(text);
            if (!origin.getPath().isEmpty()) {
                throw new IllegalArgumentException("it has a path");
            }
            return origin;
        });
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getReason(), e);
        }
    }

    static ValueType<String> kebabCase() {
        return matching(KEBAB_CASE, 64, "a name of lower-case letters, digits and single hyphens, at most 64");
    }

    /** As the files of workflows are named. */
    static ValueType<String> workflow() {
        return matching(WORKFLOW, 80, "the name of a workflow: letters, digits, - and _, at most 80");
    }

    static ValueType<String> token() {
        return matching(TOKEN, 512, "letters, digits and . _ ~ + / = - only, at most 512");
    }

    /** LM Studio's have a colon in them. */
    static ValueType<String> apiKey() {
        return matching(API_KEY, 512, "letters, digits and signs without blanks, at most 512");
    }

    static ValueType<String> broker() {
        return matching(
                BROKER,
                2000,
                "embedded, tcp://host:61616 of an ActiveMQ Artemis, tcp://a:61616,tcp://b:61616 of a pair of them,"
                        + " or amqp://host:5672 of a RabbitMQ");
    }

    /** A model file as ComfyUI lists it, folder included. */
    static ValueType<String> model() {
        return matching(MODEL, 300, "the name of a model file as ComfyUI lists it, such as svd_xt.safetensors");
    }

    /** A program and its arguments, handed over as they are: no shell reads them, so there are no quotes. */
    static ValueType<List<String>> command() {
        return new ValueType<>("the absolute path of a program, and its arguments with blanks between", text -> {
            if (!Path.of(text.split(" ", 2)[0]).isAbsolute()) {
                throw new IllegalArgumentException("the program has no absolute path");
            }
            return List.of(text.strip().split(" +"));
        });
    }

    /** A program by its name, or by its whole path; it gets its arguments from us. */
    static ValueType<String> program(String example) {
        return matching(PROGRAM, 1000, "the name of a program on the path, such as " + example + ", or its whole path");
    }

    /** Text without blanks, such as a host or a model id. */
    static ValueType<String> word(String allowed) {
        return matching(Pattern.compile("\\S+"), 300, allowed);
    }

    static ValueType<String> matching(Pattern pattern, int most, String allowed) {
        return new ValueType<>(allowed, text -> {
            if (text.length() > most) {
                throw new IllegalArgumentException("longer than " + most + " characters");
            }
            match(pattern, text);
            return text;
        });
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException();
        }
        return matcher;
    }

    private static <N extends Comparable<N>> N within(N value, N least, N most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
