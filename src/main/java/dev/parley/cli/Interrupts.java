package dev.parley.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Lets a program live on after Ctrl-C, which Java itself does not. */
final class Interrupts {
  private Interrupts() {}

  /**
   * Runs this at each Ctrl-C, on a thread of its own. Where the JVM cannot do that, Ctrl-C ends the
   * program as usual.
   */
  static void handle(Runnable action) {
    // By name: the compiler warns of the class itself, in a way that cannot be silenced.
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var ours =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "equals" ->
                        System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "Ctrl-C";
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), ours);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException unavailable) {
      // As the doc comment says.
    }
  }
}
