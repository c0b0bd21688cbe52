package dev.parley.webagent.live;

import dev.parley.browser.BrowserSession;
import dev.parley.cancel.Cancel;
import dev.parley.id.TurnId;
import dev.parley.tool.browser.BrowserTools;
import dev.parley.tool.browser.ByHand;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The browsers that turns have on this node. */
public interface TurnBrowsers {
  /** The one a turn has open now. */
  Optional<BrowserSession> open(TurnId turn);

  /** Opens it again if need be; empty if the turn has nothing here. */
  Optional<BrowserSession> reopen(TurnId turn, Cancel cancel);

  /** How often the agent has begun to use it; empty if the turn has nothing here. */
  OptionalLong uses(TurnId turn);

  /** A person uses it, unless the agent does or has begun to since so many uses. */
  ByHand byHand(TurnId turn, long since, Consumer<BrowserSession> work);

  /** Those the web agent's tools hold. */
  static TurnBrowsers of(BrowserTools tools) {
    return new TurnBrowsers() {
      @Override
      public Optional<BrowserSession> open(TurnId turn) {
        return tools.held(turn);
      }

      @Override
      public Optional<BrowserSession> reopen(TurnId turn, Cancel cancel) {
        return tools.reopen(turn, cancel);
      }

      @Override
      public OptionalLong uses(TurnId turn) {
        return tools.uses(turn);
      }

      @Override
      public ByHand byHand(TurnId turn, long since, Consumer<BrowserSession> work) {
        return tools.byHand(turn, since, work);
      }
    };
  }
}
