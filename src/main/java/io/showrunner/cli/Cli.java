package io.showrunner.cli;

import io.showrunner.config.LoadedSettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. What its exit codes tell is in {@link ExitStatus}. */
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
        CommandLine line = cli.commands();
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

    /** Every command with its options, for whoever shows or completes them. */
    static CommandLine model(Engine engine, Surroundings surroundings) {
        return new Cli(engine, surroundings).commands();
    }

    private CommandLine commands() {
        CommandLine line = new CommandLine(this);
        Stream.of(
                        new RunCommand(this),
                        new DemoCommand(this),
                        new SubmitCommand(this),
                        new StatusCommand(this),
                        new ScenesCommand(this),
                        new ExplainCommand(this),
                        new QueueCommand(this),
                        new RunningCommand(this),
                        new ApproveCommand(this),
                        new CancelCommand(this),
                        new PauseCommand(this),
                        new ResumeCommand(this),
                        new RetryCommand(this),
                        new PriorityCommand(this),
                        new FrontCommand(this),
                        new BackCommand(this),
                        new FilesCommand(this),
                        new DownloadCommand(this),
                        new DeleteCommand(this),
                        new EventsCommand(this),
                        new StagesCommand(this),
                        new RoutesCommand(this),
                        new AlertsCommand(this),
                        new DeadLettersCommand(this),
                        new FleetCommand(this),
                        new NodesCommand(this),
                        new LlmCommand(this),
                        new CacheCommand(this),
                        new ForecastCommand(this),
                        new CapacityCommand(this),
                        new PlanCommand(this),
                        new ValidateCommand(this),
                        new VerifyCommand(this),
                        new RerenderCommand(this),
                        new HealthCommand(this),
                        new CleanCommand(this),
                        new BenchCommand(this),
                        SimulateCommand.withSubcommands(this),
                        new CompletionCommand())
                .forEach(line::addSubcommand);
        tellExitCodes(line);
        return line;
    }

    private static void tellExitCodes(CommandLine command) {
        command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        command.getCommandSpec().usageMessage().exitCodeList(ExitStatus.table());
        command.getSubcommands().values().forEach(Cli::tellExitCodes);
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
