package dev.parley.webagent;

import dev.parley.id.SessionId;
import dev.parley.json.Json;
import dev.parley.secret.SealBroken;
import dev.parley.secret.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals what people answer, for rows that nobody else may read, and opens it again. */
record Answers(Sealer sealer, SessionId session) {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  /** From values by title to what is kept. */
  String seal(List<WebAgent.Given> values) {
    var json = Json.print(values).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(sealer.seal(json, use()));
  }

  /** From what is kept to its JSON. */
  String open(String kept) {
    return new String(sealer.open(Base64.getDecoder().decode(kept), use()), StandardCharsets.UTF_8);
  }

  /** The same; nothing was answered if its key is lost. */
  String openIfKeyIsThere(String kept) {
    try {
      return open(kept);
    } catch (SealBroken lost) {
      LOG.warn("an answer in session {} is sealed by a key that is lost, and left out", session);
      return "[]";
    }
  }

  private String use() {
    return "answer/" + session;
  }
}
