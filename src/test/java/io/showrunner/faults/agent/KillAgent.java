package io.showrunner.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.apache.hc.core5.http.ClassicHttpRequest;

/** Lets the operations of the application pass the kill points, without a word of it in the application. */
public final class KillAgent {
    private KillAgent() {}

    /** @param control the file that names the last operation */
    public static void premain(String control, Instrumentation instrumentation) {
        KillPoints.follow(Path.of(control));
        AgentBuilder builder = new AgentBuilder.Default().disableClassFormatChanges();
        builder = at(builder, "io.showrunner.story.DurableFiles", namedOneOf("write", "publish", "delete"), File.class);
        builder = at(builder, "io.showrunner.story.JsonLines", named("append"), File.class);
        builder = at(
                builder,
                "org.apache.camel.component.file.FileOperations",
                namedOneOf("storeFile", "renameFile", "deleteFile"),
                CamelFile.class);
        builder = at(builder, "org.apache.camel.component.jms.EndpointMessageListener", named("onMessage"), Take.class);
        builder = at(
                builder,
                "org.apache.activemq.artemis.jms.client.ActiveMQMessageProducer",
                named("doSendx"),
                Send.class);
        builder = at(builder, "org.apache.activemq.artemis.jms.client.ActiveMQSession", named("commit"), Commit.class);
        builder = at(
                builder,
                "org.apache.hc.client5.http.impl.classic.InternalHttpClient",
                named("doExecute"),
                Request.class);
        builder.installOn(instrumentation);
    }

    private static AgentBuilder at(
            AgentBuilder builder, String type, ElementMatcher<? super MethodDescription> methods, Class<?> advice) {
        return builder.type(named(type))
                .transform((made, description, loader, module, domain) ->
                        made.visit(Advice.to(advice).on(methods)));
    }

    /** {@code write}, {@code append}, {@code publish}, {@code delete}: the last path is the one that changes. */
    public static final class File {
        private File() {}

        @Advice.OnMethodEnter
        static void before(@Advice.Origin("#m") String method, @Advice.AllArguments Object[] arguments) {
            KillPoints.reach(
                    "before",
                    method + " " + KillPoints.file(String.valueOf(arguments[method.equals("publish") ? 1 : 0])));
        }

        @Advice.OnMethodExit
        static void after(@Advice.Origin("#m") String method, @Advice.AllArguments Object[] arguments) {
            KillPoints.reach(
                    "after",
                    method + " " + KillPoints.file(String.valueOf(arguments[method.equals("publish") ? 1 : 0])));
        }
    }

    /** What Camel's file component does. */
    public static final class CamelFile {
        private CamelFile() {}

        @Advice.OnMethodEnter
        static void before(@Advice.Origin("#m") String method, @Advice.AllArguments Object[] arguments) {
            KillPoints.reach(
                    "before",
                    method + " " + KillPoints.file(String.valueOf(arguments[method.equals("renameFile") ? 1 : 0])));
        }

        @Advice.OnMethodExit
        static void after(@Advice.Origin("#m") String method, @Advice.AllArguments Object[] arguments) {
            KillPoints.reach(
                    "after",
                    method + " " + KillPoints.file(String.valueOf(arguments[method.equals("renameFile") ? 1 : 0])));
        }
    }

    /** A message comes from its queue. */
    public static final class Take {
        private Take() {}

        @Advice.OnMethodEnter
        static void before() {
            KillPoints.taken();
        }
    }

    /** A message goes into a queue. */
    public static final class Send {
        private Send() {}

        @Advice.OnMethodEnter
        static void before(
                @Advice.Argument(0) Object destination, @Advice.FieldValue("defaultDestination") Object usual) {
            KillPoints.reach("before", "send " + KillPoints.queue(destination + " " + usual));
        }

        @Advice.OnMethodExit
        static void after(
                @Advice.Argument(0) Object destination, @Advice.FieldValue("defaultDestination") Object usual) {
            KillPoints.reach("after", "send " + KillPoints.queue(destination + " " + usual));
        }
    }

    /** A message is acknowledged together with what was sent. */
    public static final class Commit {
        private Commit() {}

        @Advice.OnMethodEnter
        static void before() {
            KillPoints.commit("before");
        }

        @Advice.OnMethodExit
        static void after() {
            KillPoints.commit("after");
        }
    }

    /** A server is told something; questions are left out, since nothing changes by them. */
    public static final class Request {
        private Request() {}

        @Advice.OnMethodEnter
        static void before(@Advice.Argument(1) Object request) {
            if (((ClassicHttpRequest) request).getMethod().equals("POST")) {
                KillPoints.reach("before", "POST " + ((ClassicHttpRequest) request).getPath());
            }
        }

        @Advice.OnMethodExit
        static void after(@Advice.Argument(1) Object request) {
            if (((ClassicHttpRequest) request).getMethod().equals("POST")) {
                KillPoints.reach("after", "POST " + ((ClassicHttpRequest) request).getPath());
            }
        }
    }
}
