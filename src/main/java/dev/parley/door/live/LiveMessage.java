package dev.parley.door.live;

import dev.parley.json.Json;
import dev.parley.webagent.WebSession;
import dev.parley.webagent.live.LivePass;
import dev.parley.webagent.live.LiveScope;
import dev.parley.webagent.live.LiveState;
import dev.parley.webagent.live.LiveTokens.Issued;
import dev.parley.webagent.live.LiveView;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header of one message of a stream. */
sealed interface LiveMessage {
  /** The first one. */
  record HelloLiveMessage(String session, String scope, String by, String token, Instant endsAt)
      implements LiveMessage {
    static HelloLiveMessage of(LivePass pass, Issued next) {
      return new HelloLiveMessage(
          pass.session().value(),
          pass.scope() == LiveScope.CONTROL ? "control" : "view",
          pass.by(),
          next.token(),
          pass.endsAt());
    }

    @Override
    public String toString() {
      return "Hello[" + session + "]";
    }
  }

  /** A token to come back with, as the one before will be over. */
  record TokenLiveMessage(String token) implements LiveMessage {
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /** How the session stands. */
  record StateLiveMessage(
      @Nullable String name,
      String status,
      String browser,
      @Nullable Tab tab,
      @Nullable Controller control,
      int viewers)
      implements LiveMessage {
    static StateLiveMessage of(LiveState state) {
      var tab = state.tab();
      var control = state.controller();
      return new StateLiveMessage(
          state.name(),
          status(state.status()),
          state.browser().name().toLowerCase(Locale.ROOT),
          tab == null ? null : new Tab(tab.id(), tab.title(), tab.url()),
          control == null ? null : new Controller(control.no(), control.by(), control.since()),
          state.viewers());
    }

    private static String status(WebSession.Status status) {
      return switch (status) {
        case ACTIVE -> "active";
        case HUMAN_INPUT -> "humanInput";
        case PAUSED -> "paused";
        case COMPLETED -> "completed";
        case FAILED -> "failed";
        case STOPPED -> "stopped";
      };
    }
  }

  /** The current tab. */
  record Tab(int id, String title, String url) {}

  /** Who has control. */
  record Controller(int no, String by, Instant since) {}

  /** A picture is the body; sizes are those of the viewport, 0 if they are not known. */
  record FrameLiveMessage(long no, long missed, String mediaType, int width, int height)
      implements LiveMessage {}

  /** Nothing is new. */
  record BeatLiveMessage() implements LiveMessage {}

  /** Nothing more comes. */
  record EndLiveMessage(String why) implements LiveMessage {
    static EndLiveMessage of(LiveView.End why) {
      return new EndLiveMessage(why.name().toLowerCase(Locale.ROOT));
    }
  }

  /** As bytes of the stream. */
  default byte[] with(byte[] body) {
    var text = Json.bytes(this);
    return ByteBuffer.allocate(2 * Integer.BYTES + text.length + body.length)
        .putInt(text.length)
        .putInt(body.length)
        .put(text)
        .put(body)
        .array();
  }
}
