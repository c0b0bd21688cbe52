package dev.parley.tool;

import dev.parley.cancel.Cancel;
import dev.parley.engine.Toolbox;
import dev.parley.model.ToolOffer;
import dev.parley.tool.browser.BrowserTools;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ToolWork;

/** One action of a browser. */
final class BrowserTool implements Tool {
  private final ToolOffer offer;
  private final Toolbox browser;

  BrowserTool(ToolOffer offer, Toolbox browser) {
    this.offer = offer;
    this.browser = browser;
  }

  @Override
  public ToolOffer offer() {
    return offer;
  }

  @Override
  public String title() {
    return offer.name();
  }

  @Override
  public ToolKind kind() {
    return ToolKind.BROWSER;
  }

  @Override
  public Effect effect() {
    return BrowserTools.effectOf(offer.name());
  }

  @Override
  public Outcome run(ToolCall call, String key, Turn turn, Cancel cancel) {
    return browser.run(new ToolWork(call, title(), kind(), effect()), key, turn, cancel);
  }
}
