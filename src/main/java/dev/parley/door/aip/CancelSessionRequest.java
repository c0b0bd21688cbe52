package dev.parley.door.aip;

import dev.parley.id.MessageId;
import org.jspecify.annotations.Nullable;

/** Asks to stop a streamed exchange; with {@code response}, to keep it with that text. */
record CancelSessionRequest(String messageId, @Nullable String response) {
  CancelSessionRequest {
    Strict.uuid(messageId);
  }

  MessageId toMessage() {
    return new MessageId(Strict.uuid(messageId));
  }
}
