package dev.parley.doctor;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelRequest.Position;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A model, asked one small question with a tool on offer, as agents ask.
 *
 * @param name what it is called in a line
 * @param patience how long it may take to answer
 */
public record ModelCheckup(String name, ModelProvider model, Duration patience) implements Checkup {
  /** Enough for a model that must be loaded first. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String SUBJECT = "model";
  private static final ModelRequest QUESTION =
      new ModelRequest(
          "You are asked whether you can be reached.",
          List.of(new UserMessage("Answer with one word: yes.")),
          List.of(
              new ToolOffer(
                  "note",
                  "Writes a note down. Do not use it.",
                  JsonObject.EMPTY
                      .with("type", "object")
                      .with(
                          "properties",
                          JsonObject.EMPTY.with("text", JsonObject.EMPTY.with("type", "string"))))),
          new Position(0, 0));

  @Override
  public List<Finding> findings() {
    long began = System.nanoTime();
    var cancel = new Cancel();
    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
        .execute(cancel::cancel);
    try {
      var reply = model.ask(QUESTION, _ -> {}, cancel);
      return List.of(answered(reply, since(began)));
    } catch (Cancelled late) {
      return List.of(
          Finding.doubtful(
              SUBJECT, name + " did not answer within " + patience.toMillis() / 1000.0 + " s"));
    } catch (ModelException failed) {
      return List.of(
          Finding.doubtful(
              SUBJECT,
              name
                  + ": "
                  + failed.fault().details()
                  + advice(failed.fault())
                  + " ("
                  + since(began)
                  + ")"));
    }
  }

  private Finding answered(ModelReply reply, String after) {
    return reply.text().isBlank() && reply.calls().isEmpty()
        ? Finding.doubtful(SUBJECT, name + " answered nothing " + after)
        : Finding.good(SUBJECT, name + " answered " + after + counted(reply.usage()));
  }

  private static String since(long began) {
    return "after " + (System.nanoTime() - began) / 1_000_000 + " ms";
  }

  private static String counted(@Nullable Usage usage) {
    return usage == null
        ? "; it does not count tokens"
        : "; it read " + usage.input() + " tokens and wrote " + usage.output();
  }

  private static String advice(ModelFault fault) {
    return switch (fault) {
      case ModelFault.RateLimited _ -> "; try later, or look at your limits and credit there";
      case ModelFault.Overloaded _ -> "; try later";
      case ModelFault.ContextTooLarge _ -> "; it is too small for any agent";
      case ModelFault.Cut _, ModelFault.Refused _, ModelFault.Malformed _ -> "";
    };
  }
}
