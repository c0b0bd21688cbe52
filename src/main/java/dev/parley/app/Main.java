package dev.parley.app;

import dev.parley.bench.Bench;
import java.util.List;

/** Where the program begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> words) {
    if (!words.isEmpty() && words.getFirst().equals("bench")) {
      Logging.begin(false);
      return Bench.run(Main.class.getName(), words.subList(1, words.size()), System.out);
    }
    return new Serve(System.out, System.err).run(System.getenv());
  }
}
