package dev.parley.cli;

import java.nio.file.Path;
import java.time.Duration;

/** What is told to whoever follows a run. */
sealed interface RunEvent {
  /** The session is there. */
  record Started(String session, String name) implements RunEvent {}

  /** The agent did something, or tried to; {@code took} reaches back to the step before. */
  record Stepped(RunStep step, Duration took) implements RunEvent {}

  /** The agent asks a person. */
  record Asked(RunState.Question question) implements RunEvent {}

  /** The next line that is typed answers this. */
  record Prompted(String title) implements RunEvent {}

  /** The question needs no answer any more. */
  record Answered(boolean here) implements RunEvent {}

  /** What was typed went to the agent. */
  record Told(String message) implements RunEvent {}

  /** Where the browser can be watched and taken over; whoever has it may. */
  record Linked(String url) implements RunEvent {
    /** Without the token in it. */
    @Override
    public String toString() {
      return "Linked[]";
    }
  }

  /** Somebody uses the browser by hand, or with {@code ""} nobody any more. */
  record Controlled(String by) implements RunEvent {}

  /** Somebody took the browser away from the agent, or gave it back. */
  record Paused(boolean paused) implements RunEvent {}

  /** The session is asked to stop. */
  record Stopping() implements RunEvent {}

  /** A file of the session was downloaded. */
  record Saved(String name, Path path, long bytes) implements RunEvent {}

  /** A file of the session was not downloaded. */
  record Unsaved(String name, String why) implements RunEvent {}

  /** Something that holds the run, or the view of it, up. */
  record Trouble(String message) implements RunEvent {}

  /** The session is over. */
  record Ended(RunState state, int steps, Duration took) implements RunEvent {}
}
