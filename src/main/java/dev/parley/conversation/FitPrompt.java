package dev.parley.conversation;

import dev.parley.agent.AgentSpec;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelRequest.Position;
import dev.parley.problem.ProblemException;
import dev.parley.problem.TurnProblem.ContextTooLarge;
import dev.parley.tool.ToolBelt;
import dev.parley.trace.Purpose;
import dev.parley.trace.Turn;
import java.util.List;
import java.util.Map;

/**
 * Makes the prompt of a turn within the agent's {@code contextTokens}.
 *
 * <p>What does not fit is left out by one rule: whole exchanges, the oldest first. Instructions,
 * variables, contexts, tools, the user's message and what its turn did so far are never left out; a
 * prompt too large without any earlier exchange fails the turn. The model is told how many are left
 * out, the journal keeps the number, and the session keeps every exchange.
 */
final class FitPrompt {
  private final AgentSpec spec;
  private final ToolBelt tools;
  private final PromptSize size;

  FitPrompt(AgentSpec spec, ToolBelt tools, PromptSize size) {
    this.spec = spec;
    this.tools = tools;
    this.size = size;
  }

  ModelRequest request(List<Recall.Exchange> history, Map<String, String> values, Turn turn) {
    var system = Prompt.system(spec, values) + (tools.browses() ? Pages.MANNERS : "");
    var whole = request(system, history, 0, turn);
    if (size.surelyHolds(whole)) {
      return whole;
    }
    long room = size.limit() - size.of(request(system, List.of(), 0, turn));
    if (room >= 0 && firstThatFits(history, room) == 0) {
      return whole;
    }
    // Its note has the largest number, so that it is not shorter than the one that is used.
    long least = size.of(request(system, history, history.size(), turn));
    if (least > size.limit()) {
      throw new ProblemException(new ContextTooLarge(details(turn)));
    }
    return request(system, history, firstThatFits(history, size.limit() - least), turn);
  }

  /** From which exchange on all of them fit into so many tokens. */
  private int firstThatFits(List<Recall.Exchange> history, long room) {
    long left = room;
    int from = history.size();
    while (from > 0) {
      left -= size.of(history.get(from - 1));
      if (left < 0) {
        break;
      }
      from--;
    }
    return from;
  }

  private ModelRequest request(
      String system, List<Recall.Exchange> history, int leftOut, Turn turn) {
    int inTurn = turn.modelCalls() - 1;
    var note = leftOut == 0 ? "" : "\n\n" + note(leftOut, history.size());
    return new ModelRequest(
        system + note + Sections.of(turn),
        Prompt.messages(history.subList(leftOut, history.size()), turn),
        tools.offers(),
        new Position(turn.before().modelCalls() + inTurn, inTurn),
        Purpose.NEXT,
        leftOut);
  }

  private static String note(int leftOut, int all) {
    return "This conversation is longer than what you are shown of it: the oldest "
        + leftOut
        + " of "
        + all
        + " earlier exchanges are left out.";
  }

  private String details(Turn turn) {
    var limited = "The limit is " + size.limit() + " tokens.";
    var contexts = Sections.of(turn);
    return contexts.isEmpty()
        ? limited
        : limited + " The contexts of the message take " + size.of(contexts) + ".";
  }
}
