package io.github.scrappyddns.testing;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.net.InetAddress;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * A guard around the test JVM: a socket that would connect to anything but loopback throws. Names
 * are resolved from {@code src/test/resources/hosts} alone (see the build's argLine).
 */
public final class LoopbackOnly implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    ByteBuddyAgent.install();
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .ignore(none())
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .type(named("sun.nio.ch.Net"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Guard.class).on(named("connect"))))
        .installOnByteBuddyAgent();
  }

  /** Copied into the JDK's own method: it may use nothing but the JDK. */
  public static final class Guard {
    private Guard() {}

    @Advice.OnMethodEnter
    static void check(@Advice.AllArguments Object[] arguments) {
      for (Object argument : arguments) {
        if (argument instanceof InetAddress address && !address.isLoopbackAddress()) {
          throw new SecurityException("A test may not connect to " + argument);
        }
      }
    }
  }
}
