package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that executes prompts. It dies of a poison prompt and then nothing runs until a restart. */
final class Worker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Machine machine;
    private final PromptQueue queue;
    private final SocketHub hub;
    private final AtomicBoolean interrupt;
    private final RunLog log;
    private final Runnable crash;
    private final NodeBehaviours behaviours = new NodeBehaviours();
    private final NodeCache cache;

    /** What the worker works with, the same for every prompt. */
    record Machine(ComfyUiOptions options, Clock clock, Folders folders, VramModel vram, Faults faults, Later later) {}

    /** @param crash ends the process */
    Worker(Machine machine, PromptQueue queue, SocketHub hub, AtomicBoolean interrupt, RunLog log, Runnable crash) {
        this.machine = machine;
        this.queue = queue;
        this.hub = hub;
        this.interrupt = interrupt;
        this.log = log;
        this.crash = crash;
        this.cache = new NodeCache(machine.folders());
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Ticket> ticket = queue.take();
                if (ticket.isPresent()) {
                    execute(ticket.get());
                }
                free(queue.takeFreeRequest());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (WorkerDied e) {
            LOG.info("comfyui simulator: worker died reason=\"{}\"", e.getMessage());
        } catch (ProcessCrash e) {
            LOG.info("comfyui simulator: process died reason=\"{}\"", e.getMessage());
            crash.run();
        }
    }

    private void free(PromptQueue.FreeRequest asked) {
        if (asked.unloadModels() || asked.freeMemory()) {
            machine.vram().unloadAll();
        }
        if (asked.freeMemory()) {
            cache.clear();
        }
    }

    private void execute(Ticket ticket) throws InterruptedException {
        PromptRun run = logged(ticket);
        publish(ticket, run);
        run.over();
    }

    /** The run, in the log before anybody can see its history entry. */
    private PromptRun logged(Ticket ticket) throws InterruptedException {
        Instant started = machine.clock().instant();
        log.started(ticket);
        List<String> written = new CopyOnWriteArrayList<>();
        Execution.Outcome outcome = Execution.Outcome.LOST;
        try {
            RunContext context = context(ticket, written);
            var run = new PromptRun(context, cache, behaviours);
            started = machine.clock().instant();
            run.run();
            context.work(machine.options().pace().history());
            outcome = run.outcome();
            return run;
        } catch (WorkerDied e) {
            outcome = Execution.Outcome.WEDGED;
            throw e;
        } finally {
            log.ended(execution(ticket, started, outcome, written));
        }
    }

    private Execution execution(Ticket ticket, Instant started, Execution.Outcome outcome, List<String> written) {
        return new Execution(
                ticket.id(),
                ticket.extraData().path("client_id").asText(""),
                ticket.number().doubleValue(),
                started,
                machine.clock().instant(),
                outcome,
                written,
                ticket.extraData().path("extra_pnginfo"));
    }

    private void publish(Ticket ticket, PromptRun run) {
        Optional<Duration> evictsAfter = run.script().evictsAfter();
        if (evictsAfter.filter(Duration::isZero).isPresent()) {
            queue.forgotten(ticket);
            return;
        }
        queue.finished(ticket, run.historyEntry());
        evictsAfter.ifPresent(time -> machine.later().after(time, () -> queue.forget(ticket.id())));
    }

    private RunContext context(Ticket ticket, List<String> written) {
        JsonNode extra = ticket.extraData();
        if (!extra.isObject()) {
            throw new WorkerDied("extra_data of prompt " + ticket.id() + " is no object");
        }
        JsonNode client = extra.path("client_id");
        if (client.isContainerNode()) {
            throw new ProcessCrash("client_id of prompt " + ticket.id() + " is no text");
        }
        PromptScript script = machine.faults().script(ticket);
        script.slow(script.slowness() * machine.options().variation().factor(ticket.sequence()));
        Optional<String> clientId =
                client.isMissingNode() || client.isNull() ? Optional.empty() : Optional.of(client.asText());
        return new RunContext(
                ticket,
                Label.of(extra),
                script,
                machine.options().pace(),
                machine.options().pictures(),
                machine.vram(),
                machine.folders(),
                new RunEvents(hub, machine.clock(), ticket.id(), clientId),
                interrupt,
                machine.later(),
                written);
    }
}
