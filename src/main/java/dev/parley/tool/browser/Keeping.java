package dev.parley.tool.browser;

import dev.parley.browser.Checkpoint;
import dev.parley.id.TurnId;
import dev.parley.json.Json;
import dev.parley.json.MalformedJson;
import dev.parley.json.WrongShape;
import dev.parley.secret.SealBroken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps checkpoints of one turn's browser, sealed for its session. */
final class Keeping {
  private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

  private final Parts parts;
  private final TurnId turn;
  private final String owner;
  private byte @Nullable [] last;

  Keeping(Parts parts, TurnId turn, WebWork work) {
    this.parts = parts;
    this.turn = turn;
    this.owner = "checkpoint/" + work.session().id();
  }

  /** Unless nothing is different. */
  void save(Checkpoint checkpoint) {
    var plain = Json.bytes(checkpoint);
    if (Arrays.equals(plain, last)) {
      return;
    }
    try {
      parts.checkpoints().save(turn, parts.sealer().seal(plain, owner));
      last = plain;
    } catch (RuntimeException failed) {
      // the run is not worse off than before; the one kept before is the one to go on from
      LOG.warn("A checkpoint of turn {} was not kept: {}", turn, failed.toString());
    }
  }

  /** What was kept, if anything. */
  sealed interface Kept {
    /** Nothing yet. */
    record Nothing() implements Kept {}

    /** This. */
    record This(Checkpoint checkpoint) implements Kept {}

    /** Something that cannot be read any more. */
    record Unreadable() implements Kept {}
  }

  Kept latest() {
    Optional<byte[]> sealed = parts.checkpoints().latest(turn);
    if (sealed.isEmpty()) {
      return new Kept.Nothing();
    }
    try {
      var plain = parts.sealer().open(sealed.get(), owner);
      return new Kept.This(Json.read(new String(plain, StandardCharsets.UTF_8), Checkpoint.class));
    } catch (SealBroken | MalformedJson | WrongShape unreadable) {
      LOG.warn("A checkpoint of turn {} cannot be read: {}", turn, unreadable.toString());
      return new Kept.Unreadable();
    }
  }
}
