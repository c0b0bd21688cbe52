package dev.parley.engine;

import dev.parley.engine.TurnEnd.Answered;
import dev.parley.trace.Answer;
import dev.parley.trace.Turn;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/** A live turn that a test plays. */
@NullMarked
public final class ScriptedTurn {
  private final LiveTurn live;
  private final Consumer<TurnEnd> beforeEnd;

  public ScriptedTurn(Turn.Ids ids) {
    this(ids, _ -> {});
  }

  /**
   * @param beforeEnd stores the end, as the engine would
   */
  public ScriptedTurn(Turn.Ids ids, Consumer<TurnEnd> beforeEnd) {
    this.live = new LiveTurn(ids);
    this.beforeEnd = beforeEnd;
  }

  public LiveTurn live() {
    return live;
  }

  public ScriptedTurn say(String text) {
    live.append(text);
    return this;
  }

  public ScriptedTurn tearTo(int length) {
    live.tearTo(length);
    return this;
  }

  public void end(TurnEnd end) {
    beforeEnd.accept(end);
    live.end(end);
  }

  public void answer(String text) {
    end(new Answered(new Answer(text, Map.of(), null, false)));
  }
}
