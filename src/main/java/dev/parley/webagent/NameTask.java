package dev.parley.webagent;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.model.ModelException;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelRequest.Position;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a model name a task, if it does so soon. */
final class NameTask {
  private static final Logger LOG = LoggerFactory.getLogger(NameTask.class);
  private static final Duration SOON = Duration.ofSeconds(4);
  private static final int LONGEST = 80;
  private static final int MOST_WORDS = 7;

  private NameTask() {}

  /** Empty if the model says nothing of use in time. */
  static Optional<String> name(ModelProvider model, String task) {
    var cancel = new Cancel();
    Thread.ofVirtual().name("name-task").start(() -> giveUp(cancel));
    try {
      var reply = model.ask(SidePrompts.title(task, new Position(0, 0)), _ -> {}, cancel);
      return tidy(reply.text());
    } catch (Cancelled late) {
      LOG.debug("no name for a task within {}", SOON);
    } catch (ModelException failed) {
      LOG.debug("no name for a task: {}", failed.fault().details());
    } finally {
      cancel.cancel();
    }
    return Optional.empty();
  }

  private static void giveUp(Cancel cancel) {
    try {
      if (!cancel.awaitCancelled(SOON)) {
        cancel.cancel();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One line of at most seven words, without quotation marks and what no line should hold. */
  static Optional<String> tidy(String said) {
    var line = said.strip().lines().findFirst().orElse("");
    var words =
        line.replaceAll("[\\p{Cntrl}\\p{Cf}\"“”„«»`*#]", " ").strip().split("\\s+", MOST_WORDS + 1);
    var name = new StringBuilder();
    for (int i = 0; i < Math.min(words.length, MOST_WORDS); i++) {
      if (name.length() + words[i].length() < LONGEST) {
        name.append(i == 0 ? "" : " ").append(words[i]);
      }
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
  }
}
