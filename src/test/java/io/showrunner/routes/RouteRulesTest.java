package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the routes folder see what they are there for: one file for each way to break one. */
class RouteRulesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/routes");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    named-otherwise                | another-name                   | named as its first route
                    camel-case                     | camelCase                      | kebab-case
                    direct-elsewhere               | direct-elsewhere               | not direct:somewhere
                    template-elsewhere             | template-elsewhere             | not direct:template-
                    nobody-there                   | nobody-there                   | nothing takes from direct:nobody
                    no-instance-there              | no-instance-there              | nothing takes from direct:nobody-
                    no-description                 | no-description                 | description
                    unknown-key                    | unknown-key                    | {{showrunner.nonsense}} is neither
                    long-chain                     | long-chain                     | at most 12 steps, not 13
                    deeply-nested                  | deeply-nested                  | nested at most 3 deep
                    many-lines                     | -                              | at most 120 lines
                    two-operators                  | two-operators                  | at most one operator
                    long-expression                | long-expression                | one line of at most 120
                    many-line-expression           | many-line-expression           | one line of at most 120
                    nested-function                | nested-function                | is a bean
                    only-a-bean                    | only-a-bean                    | more than a bean
                    short-expression               | short-expression               | canonical form
                    expression-as-text             | expression-as-text             | canonical form
                    delay-in-transaction           | delay-in-transaction           | delay without asyncDelayed: false
                    threads-in-transaction         | threads-in-transaction         | leave its thread: threads
                    seda-in-transaction            | seda-in-transaction            | a send to seda:elsewhere
                    wire-tap-in-transaction        | wire-tap-in-transaction        | wireTap
                    parallel-split-in-transaction  | parallel-split-in-transaction  | parallelProcessing
                    parallel-split-that-sends      | parallel-split-that-sends      | can send to a queue
                    breaker-timeout-in-transaction | breaker-timeout-in-transaction | timeoutEnabled
                    called-by-transaction          | called-by-transaction-template | wireTap
                    redelivery-in-transaction      | redelivery-in-transaction      | asyncDelayedRedelivery
                    """)
    void aBrokenRuleIsFound(String name, String id, String rule) {
        List<String> violations = violations(
                List.of(RouteText.read(FIXTURES.resolve("bad/" + name + RouteFile.SUFFIX))), new Properties());

        assertThat(violations).isNotEmpty().allSatisfy(violation -> assertThat(violation)
                .startsWith(name + RouteFile.SUFFIX + ": " + id + ": ")
                .contains(rule));
    }

    @Test
    void routesThatKeepTheRulesAreNotBlamed() {
        Properties properties = new Properties();
        properties.setProperty("shop.consumers", "2");

        assertThat(violations(RouteText.readAll(FIXTURES.resolve("good")), properties))
                .isEmpty();
    }

    static List<String> violations(List<RouteText> files, Properties properties) {
        return Stream.of(
                        RouteNames.violations(files, properties),
                        RouteShape.violations(files),
                        TransactedRoutes.violations(files))
                .flatMap(List::stream)
                .toList();
    }
}
