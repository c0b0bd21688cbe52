package dev.parley.door.allyson;

import dev.parley.webagent.WebSession;
import java.util.Arrays;
import java.util.Optional;

/** What a session's status is called here (contract §3.4). */
enum SessionStatus {
  ACTIVE("active"),
  HUMAN_INPUT("humanInput"),
  PAUSED("paused"),
  COMPLETED("completed"),
  FAILED("failed"),
  STOPPED("stopped"),
  /** Documented, and no session of ours ever is. */
  INACTIVE("inactive");

  final String wireName;

  SessionStatus(String wireName) {
    this.wireName = wireName;
  }

  static SessionStatus of(WebSession.Status status) {
    return switch (status) {
      case ACTIVE -> ACTIVE;
      case HUMAN_INPUT -> HUMAN_INPUT;
      case PAUSED -> PAUSED;
      case COMPLETED -> COMPLETED;
      case FAILED -> FAILED;
      case STOPPED -> STOPPED;
    };
  }

  /** Empty for a word that is no status. */
  static Optional<SessionStatus> parse(String wireName) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(wireName)).findFirst();
  }

  /** Empty for one that no session has. */
  Optional<WebSession.Status> toStatus() {
    return switch (this) {
      case ACTIVE -> Optional.of(WebSession.Status.ACTIVE);
      case HUMAN_INPUT -> Optional.of(WebSession.Status.HUMAN_INPUT);
      case PAUSED -> Optional.of(WebSession.Status.PAUSED);
      case COMPLETED -> Optional.of(WebSession.Status.COMPLETED);
      case FAILED -> Optional.of(WebSession.Status.FAILED);
      case STOPPED -> Optional.of(WebSession.Status.STOPPED);
      case INACTIVE -> Optional.empty();
    };
  }
}
