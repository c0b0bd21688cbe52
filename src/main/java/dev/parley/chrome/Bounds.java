package dev.parley.chrome;

import java.time.Duration;

/** How long things may take, and how many there may be. */
final class Bounds {
  /** For a command that a browser in order answers at once. */
  static final Duration COMMAND = Duration.ofSeconds(5);

  /** For a page whose thread may be busy. */
  static final Duration RESPONSE = Duration.ofSeconds(2);

  /** As long as the walker is asked to wait at once: a page that hangs is noticed after that. */
  static final Duration TURN = Duration.ofMillis(1500);

  /** For a browser that may be busy with what its pages do, before all its sessions are ended. */
  static final Duration DISPOSAL = Duration.ofSeconds(20);

  static final Duration START = Duration.ofSeconds(20);
  static final Duration NAVIGATION = Duration.ofSeconds(10);
  static final Duration ACTION = Duration.ofSeconds(3);
  static final Duration QUIET = Duration.ofMillis(150);

  /** What a second look after an action may cost. */
  static final Duration GLANCE = Duration.ofMillis(400);

  static final Duration CHOOSER = Duration.ofSeconds(1);
  static final Duration PRINT = Duration.ofSeconds(20);

  static final int TABS = 20;
  static final int WORKERS = 16;
  static final int FRAMES = 40;
  static final int FRAME_DEPTH = 8;
  static final int DIALOGS_AN_ACTION = 20;

  private Bounds() {}
}
