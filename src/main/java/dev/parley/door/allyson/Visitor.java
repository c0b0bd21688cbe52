package dev.parley.door.allyson;

import dev.parley.identity.Caller;
import dev.parley.webagent.WebSession.Source;

/** Who makes a request, as far as it says. */
sealed interface Visitor {
  /** Somebody by an API key, which acts as its user. */
  record ByKey(Caller caller) implements Visitor {}

  /** Somebody by a bearer token. */
  record ByToken(Caller caller) implements Visitor {}

  /** Neither, or a token that is no good. */
  record Nobody() implements Visitor {}

  /** What a session that is begun now comes from (contract §1.2). */
  static Source source(Visitor visitor) {
    return switch (visitor) {
      case ByKey _ -> Source.API;
      case ByToken _, Nobody _ -> Source.CLIENT;
    };
  }
}
