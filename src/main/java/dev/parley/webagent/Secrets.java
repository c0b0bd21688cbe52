package dev.parley.webagent;

import dev.parley.json.Json;
import dev.parley.secret.SealBroken;
import dev.parley.secret.Sealer;
import dev.parley.session.SessionKey;
import dev.parley.webagent.WebSession.Variable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was given with a task that nobody but its agent may read; prints as nothing. */
record Secrets(List<Variable> session, List<Variable> global, @Nullable String proxy) {
  private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);

  Secrets {
    session = List.copyOf(session);
    global = List.copyOf(global);
  }

  byte[] sealed(Sealer sealer, String owner) {
    return sealer.seal(Json.print(this).getBytes(StandardCharsets.UTF_8), use(owner));
  }

  static Secrets open(byte[] sealed, Sealer sealer, String owner) {
    return Json.read(sealer.open(sealed, use(owner)), Secrets.class);
  }

  /** Nothing was given if its key is lost. */
  static Secrets of(WebSessions.Kept kept, Sealer sealer) {
    try {
      return open(kept.sealed(), sealer, owner(kept.key()));
    } catch (SealBroken lost) {
      LOG.warn("variables of session {} are sealed by a key that is lost, and left out", kept.id());
      return new Secrets(List.of(), List.of(), null);
    }
  }

  static String owner(SessionKey key) {
    return key.owner().toString();
  }

  private static String use(String owner) {
    return "web-session/" + owner;
  }

  /** By name; a session's variable stands before a global one of that name. */
  Map<String, String> byName() {
    var values = new LinkedHashMap<String, String>();
    global.forEach(variable -> values.put(variable.name(), variable.value()));
    session.forEach(variable -> values.put(variable.name(), variable.value()));
    return values;
  }

  @Override
  public String toString() {
    return "Secrets";
  }
}
