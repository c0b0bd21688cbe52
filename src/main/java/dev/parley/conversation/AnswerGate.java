package dev.parley.conversation;

import dev.parley.engine.TextGate;
import dev.parley.model.ModelReply;

/**
 * Lets text out at once for an agent without tools; with tools, only once it is clear or likely
 * that it is no thought beside a tool call.
 */
final class AnswerGate implements TextGate {
  private static final int LIKELY_ANSWER = 400;

  private final StringBuilder held = new StringBuilder();
  private boolean open;

  AnswerGate(boolean open) {
    this.open = open;
  }

  @Override
  public String pass(String piece) {
    if (open) {
      return piece;
    }
    held.append(piece);
    open = held.codePointCount(0, held.length()) >= LIKELY_ANSWER;
    return open ? taken() : "";
  }

  @Override
  public String rest(ModelReply reply) {
    return reply.calls().isEmpty() ? taken() : "";
  }

  private String taken() {
    String text = held.toString();
    held.setLength(0);
    return text;
  }
}
