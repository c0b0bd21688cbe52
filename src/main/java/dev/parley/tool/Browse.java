package dev.parley.tool;

import dev.parley.browser.SessionSpec;
import dev.parley.engine.Toolbox;
import dev.parley.tool.browser.BrowserTools;
import dev.parley.tool.browser.WebWork;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Turn;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives the turns of conversations browsers.
 *
 * @param usual what a browser is like where an agent says nothing
 * @param searchUrl where to search; asked for when a turn browses, since the server's own port may
 *     not be known before
 */
public record Browse(BrowserTools browsers, SessionSpec usual, Supplier<String> searchUrl) {
  /** For an agent that may reach these hosts; no hosts are all that the server allows. */
  public Toolbox narrowedTo(List<String> hosts) {
    return usual
        .policy()
        .narrowedTo(hosts)
        .map(policy -> in(usual.under(policy)))
        .orElse((_, _, _, _) -> unreachable(hosts));
  }

  private Toolbox in(SessionSpec spec) {
    return (work, key, turn, cancel) ->
        browsers.forConversation(browsing(turn, spec)).run(work, key, turn, cancel);
  }

  private WebWork browsing(Turn turn, SessionSpec spec) {
    return new WebWork(turn.ids().session(), spec, null, searchUrl.get(), Map.of(), false);
  }

  private static ToolFailedOutcome unreachable(List<String> hosts) {
    return new ToolFailedOutcome(
        "This agent may browse %s alone, and this server lets its browsers reach none of them."
            .formatted(String.join(", ", hosts)));
  }
}
