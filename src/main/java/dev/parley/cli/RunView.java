package dev.parley.cli;

/** Shows a run to whoever started it; may be called from any thread. */
@FunctionalInterface
interface RunView {
  void show(RunEvent event);
}
