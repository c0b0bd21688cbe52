package dev.parley.app;

/** Where the program begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new Serve(System.out, System.err).run(System.getenv()));
  }
}
