package dev.parley.model;

import dev.parley.trace.Purpose;
import java.util.List;

/**
 * Everything a model is given for one reply.
 *
 * @param leftOut how many exchanges of the session are not among the messages, for their size
 */
public record ModelRequest(
    String system,
    List<Message> messages,
    List<ToolOffer> tools,
    Position position,
    Purpose purpose,
    int leftOut) {
  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /** Asks what to say or do next. */
  public ModelRequest(
      String system, List<Message> messages, List<ToolOffer> tools, Position position) {
    this(system, messages, tools, position, Purpose.NEXT);
  }

  public ModelRequest(
      String system,
      List<Message> messages,
      List<ToolOffer> tools,
      Position position,
      Purpose purpose) {
    this(system, messages, tools, position, purpose, 0);
  }

  /**
   * Which model call this is, counted from 0; scripted models go by it and hold no state.
   *
   * @param inSession among all model attempts journaled for the session
   * @param inTurn among those of the turn
   */
  public record Position(int inSession, int inTurn) {}
}
