package dev.parley.conversation;

import dev.parley.agent.AgentSpec;
import dev.parley.engine.Action;
import dev.parley.engine.Behaviour;
import dev.parley.engine.TextGate;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ModelRequest;
import dev.parley.problem.TurnProblem.RoundsExceeded;
import dev.parley.tool.ToolBelt;
import dev.parley.trace.Answer;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.Turn.LastReply;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Usage;
import dev.parley.trace.Work;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.RetrieveWork;
import dev.parley.trace.Work.ToolWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a conversation agent goes on: ask the model, run what it asks for, until it answers. */
final class ConversationBehaviour implements Behaviour {
  private final AgentSpec spec;
  private final List<Recall.Exchange> history;
  private final ToolBelt tools;
  private final PromptSize size;

  ConversationBehaviour(
      AgentSpec spec, List<Recall.Exchange> history, ToolBelt tools, PromptSize size) {
    this.spec = spec;
    this.history = history;
    this.tools = tools;
    this.size = size;
  }

  /** What a turn begins with: contexts given by the caller stand in place of those looked for. */
  static Work first(AgentSpec spec, TurnInput input) {
    return spec.contexts().isEmpty() || input.contexts() != null
        ? new ModelWork()
        : new RetrieveWork();
  }

  @Override
  public Action next(Turn turn) {
    var question = clarification(turn);
    if (question.isPresent()) {
      return new Action.Finish(answer(turn, question.get()));
    }
    var last = turn.last();
    if (last != null && last.outcome() instanceof ModelOutcome said) {
      return afterModel(turn, last, said);
    }
    var works = turn.lastReply().map(this::notBegun).orElse(List.of());
    return works.isEmpty() ? new Action.Do(new ModelWork()) : new Action.Do(works);
  }

  private Action afterModel(Turn turn, Step step, ModelOutcome said) {
    if (said.calls().isEmpty()) {
      return new Action.Finish(answer(turn, ""));
    }
    int most = spec.limits().maxIterations();
    if (step.round() >= most) {
      return new Action.Fail(new RoundsExceeded("The limit is " + most + " rounds."));
    }
    return new Action.Do(notBegun(new LastReply(said, List.of())));
  }

  /** The calls of a reply to be made next: all at once, but one after the other in a browser. */
  private List<Work> notBegun(LastReply reply) {
    var begun =
        reply.since().stream()
            .map(Step::work)
            .filter(ToolWork.class::isInstance)
            .map(work -> ((ToolWork) work).call().id())
            .collect(Collectors.toSet());
    var works = new ArrayList<Work>();
    boolean browses = false;
    for (var call : reply.said().calls()) {
      var work = tools.work(call);
      boolean inBrowser = work.kind() == ToolKind.BROWSER;
      if (!begun.contains(call.id()) && !(inBrowser && browses)) {
        works.add(work);
        browses |= inBrowser;
      }
    }
    return works;
  }

  /** The question with which the last round of tools ended the turn, if it did. */
  private static Optional<String> clarification(Turn turn) {
    var last = turn.last();
    if (last == null) {
      return Optional.empty();
    }
    return turn.steps().stream()
        .filter(step -> step.round() == last.round())
        .filter(step ->
            step.work() instanceof ToolWork tool && tool.kind() == ToolKind.REQUEST_CLARIFICATION)
        .map(Step::outcome)
        .filter(ToolOutcome.class::isInstance)
        .map(ToolOutcome.class::cast)
        .map(asked -> asked.value() instanceof JsonText(var text) ? text : "")
        .findFirst();
  }

  private Answer answer(Turn turn, String ending) {
    var text = new StringBuilder();
    Usage usage = null;
    for (var step : turn.steps()) {
      if (step.outcome() instanceof ModelOutcome said) {
        text.append(said.text(), 0, said.released());
        usage = sum(usage, said.usage());
      }
    }
    if (!ending.isEmpty() && !text.isEmpty()) {
      text.append("\n\n");
    }
    text.append(ending);
    return new Answer(text.toString(), Values.changed(initial(turn), turn), usage, false);
  }

  private static @Nullable Usage sum(@Nullable Usage one, @Nullable Usage other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.plus(other);
  }

  private Map<String, String> initial(Turn turn) {
    return Values.initial(spec.variables(), turn.input().variables());
  }

  @Override
  public ModelRequest request(Turn turn) {
    return new FitPrompt(spec, tools, size).request(history, initial(turn), turn);
  }

  @Override
  public TextGate gate() {
    return new AnswerGate(tools.isEmpty());
  }
}
