package io.showrunner.cli;

import io.showrunner.config.LoadedSettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Exit codes: 0 done, 1 failed or unhealthy, 2 wrongly used. */
@Command(
        name = "showrunner",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = ManifestVersion.class,
        description = "Turns story briefs into rendered scenes. Without a command it runs until stopped.",
        footer = {"", "Settings: config/application.properties in the home explains each one."})
public final class Cli implements Callable<Integer> {
    private final Engine engine;
    private final Surroundings surroundings;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder that holds routes/ and config/; else SHOWRUNNER_HOME, the current folder,"
                    + " the folder of the jar.")
    private Path home;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    private boolean verbose;

    private Cli(Engine engine, Surroundings surroundings) {
        this.engine = engine;
        this.surroundings = surroundings;
    }

    /** Executes a command of this process and returns its exit code. */
    public static int execute(Engine engine, String... arguments) {
        return execute(engine, Surroundings.ofProcess(), arguments);
    }

    /** Executes a command in the given surroundings and returns its exit code. */
    public static int execute(Engine engine, Surroundings surroundings, String... arguments) {
        Cli cli = new Cli(engine, surroundings);
        CommandLine line = new CommandLine(cli)
                .addSubcommand(new RunCommand(cli))
                .addSubcommand(new DemoCommand(cli))
                .addSubcommand(new SubmitCommand(cli))
                .addSubcommand(new StatusCommand(cli))
                .addSubcommand(new ExplainCommand(cli))
                .addSubcommand(new QueueCommand(cli))
                .addSubcommand(new ApproveCommand(cli))
                .addSubcommand(new CancelCommand(cli))
                .addSubcommand(new PauseCommand(cli))
                .addSubcommand(new ResumeCommand(cli))
                .addSubcommand(new RetryCommand(cli))
                .addSubcommand(new PriorityCommand(cli))
                .addSubcommand(new FrontCommand(cli))
                .addSubcommand(new BackCommand(cli))
                .addSubcommand(new StagesCommand(cli))
                .addSubcommand(new AlertsCommand(cli))
                .addSubcommand(new FleetCommand(cli))
                .addSubcommand(new DeadLettersCommand(cli))
                .addSubcommand(new ValidateCommand(cli))
                .addSubcommand(new VerifyCommand(cli))
                .addSubcommand(new RerenderCommand(cli))
                .addSubcommand(new HealthCommand(cli))
                .addSubcommand(new PlanCommand(cli))
                .addSubcommand(new CleanCommand(cli))
                .addSubcommand(new CacheCommand(cli))
                .addSubcommand(new BenchCommand(cli))
                .addSubcommand(SimulateCommand.withSubcommands(cli));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        ErrorLines errors = new ErrorLines(surroundings.err());
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, args) -> errors.usage(e));
        line.setExecutionExceptionHandler((e, command, result) -> errors.failure(e, cli.verbose));
        line.setExecutionStrategy(parsed -> {
            cli.keepLogQuiet(
                    parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : "run");
            return new CommandLine.RunLast().execute(parsed);
        });
        int code = line.execute(arguments);
        surroundings.out().flush();
        return code;
    }

    @Override
    public Integer call() throws Exception {
        return engine.run(settings(), false);
    }

    /**
     * A command that answers at once says all there is to say itself, and log lines would tear the demo's bars. Works
     * because nothing has logged yet.
     */
    private void keepLogQuiet(String command) {
        boolean quiet = !command.equals("run") && (!command.equals("demo") || surroundings.terminal());
        if (!verbose && quiet) {
            surroundings.system().putIfAbsent("showrunner.log.level", command.equals("demo") ? "warn" : "error");
        }
    }

    Engine engine() {
        return engine;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** The home that counts. */
    Path home() {
        return surroundings.home(home);
    }

    /** The settings of the home. */
    LoadedSettings settings() {
        return surroundings.settings(home);
    }

    /** The settings of the home, or the shipped ones where there is none. */
    LoadedSettings settingsAnywhere() {
        return surroundings.settingsAnywhere(home);
    }

    /** A file or folder as the command line means it. */
    Path path(Path given) {
        return surroundings.current().resolve(given).normalize();
    }
}
