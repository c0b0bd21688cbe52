package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Fields;
import dev.parley.chrome.cdp.Script;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.time.Duration;

/** Questions to the walker of one frame. */
final class Asking {
  /** Whether the walker has answered; it has not if its document went away meanwhile. */
  record Said(String text, boolean isThere) {
    Fields fields() {
      return isThere && Json.parse(text) instanceof JsonObject object
          ? new Fields(object)
          : new Fields(JsonObject.EMPTY);
    }
  }

  private Asking() {}

  /** Sends a call of the object {@code parley}, such as {@code look({next:1})}. */
  static Answer<Script.Evaluated> send(FrameWorld world, String call) {
    return world.session().send(Script.Evaluate.value("parley." + call, world.context()));
  }

  /**
   * Asks and waits.
   *
   * @throws dev.parley.chrome.cdp.CdpFailure if the page does not respond or is another one now
   */
  static Fields ask(FrameWorld world, String call, Cancel cancel) {
    return read(send(world, call), Bounds.RESPONSE, cancel).fields();
  }

  static Said read(Answer<Script.Evaluated> answer, Duration most, Cancel cancel) {
    var evaluated = answer.await(most, cancel);
    return evaluated.thrown().isEmpty()
        ? new Said(evaluated.value().text(), true)
        : new Said(evaluated.thrown(), false);
  }

  /** A text that an answer holds; empty if it was refused, as for a node that has gone. */
  static String orNone(Answer<String> answer, Cancel cancel) {
    try {
      return answer.await(Bounds.RESPONSE, cancel);
    } catch (CdpFailure refused) {
      if (refused.kind() == CdpFailure.Kind.REFUSED) {
        return "";
      }
      throw refused;
    }
  }
}
