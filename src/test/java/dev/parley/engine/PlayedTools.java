package dev.parley.engine;

import dev.parley.cancel.Cancel;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ToolWork;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/** Tools that say {@code did <name>} unless a test has them do something else. */
@NullMarked
final class PlayedTools implements Toolbox {
  /** One run of one tool. */
  record Run(String tool, String key) {}

  private final List<Run> runs = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Cancel, Outcome>> parts = new ConcurrentHashMap<>();

  void on(String tool, Function<Cancel, Outcome> part) {
    parts.put(tool, part);
  }

  List<Run> runs() {
    return runs;
  }

  long runsOf(String tool) {
    return runs.stream().filter(run -> run.tool().equals(tool)).count();
  }

  static Outcome did(String what) {
    return new ToolOutcome(new JsonText("did " + what));
  }

  @Override
  public Outcome run(ToolWork work, String key, Turn turn, Cancel cancel) {
    var tool = work.call().tool();
    runs.add(new Run(tool, key));
    return parts.getOrDefault(tool, _ -> did(tool)).apply(cancel);
  }
}
