package dev.parley.door.allyson;

import dev.parley.id.WebSessionId;
import dev.parley.webagent.WebAgent.Given;
import java.util.List;

/** An answer to a question (contract §2.9). */
record UpdateHumanInputRequest(Fields body) {
  int messageIndex() {
    return body.requiredInteger("messageIndex");
  }

  /** The values by title; what the session is called beside them must be what the path says. */
  List<Given> toGiven(WebSessionId session) {
    if (body.text("sessionId").filter(id -> !id.equals(session.value())).isPresent()) {
      throw Fields.unfit("sessionId is another than the one in the path.");
    }
    var given =
        body.list("humanInputResponse").stream()
            .map(entry -> new Given(entry.text("title").orElse(""), entry.scalar("value")))
            .toList();
    if (given.stream().allMatch(each -> each.value().isBlank())) {
      throw Fields.unfit("humanInputResponse must hold at least one value.");
    }
    return given;
  }
}
