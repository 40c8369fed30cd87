package io.github.scrappyddns.command;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;

/**
 * The signal SIGHUP, by which an operator asks a service to open its files anew.
 *
 * <p>Only {@code sun.misc.Signal} hears of signals. It is there in every Java (module
 * jdk.unsupported), but the compiler warns of its name, and a warning fails the build: so the
 * lambda is made by hand.
 */
final class HangUp {
  private HangUp() {}

  /** Runs a task at each signal from now on, instead of ending the process. */
  static void heed(Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CallSite lambda =
          LambdaMetafactory.metafactory(
              lookup,
              "handle",
              methodType(handler, Runnable.class),
              methodType(void.class, signal),
              lookup.findStatic(
                  HangUp.class, "run", methodType(void.class, Runnable.class, Object.class)),
              methodType(void.class, signal));
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("HUP"),
              lambda.getTarget().invoke(task));
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      // There is no such signal here, or Java was told (-Xrs) to leave it alone.
    }
  }

  @SuppressWarnings("unused") // By the lambda.
  private static void run(Runnable task, Object signal) {
    task.run();
  }
}
