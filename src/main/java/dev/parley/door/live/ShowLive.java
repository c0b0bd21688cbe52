package dev.parley.door.live;

import dev.parley.door.live.LiveMessage.BeatLiveMessage;
import dev.parley.door.live.LiveMessage.EndLiveMessage;
import dev.parley.door.live.LiveMessage.FrameLiveMessage;
import dev.parley.door.live.LiveMessage.HelloLiveMessage;
import dev.parley.door.live.LiveMessage.StateLiveMessage;
import dev.parley.door.live.LiveMessage.TokenLiveMessage;
import dev.parley.http.Output;
import dev.parley.webagent.live.LivePass;
import dev.parley.webagent.live.LiveTokens;
import dev.parley.webagent.live.LiveView;
import dev.parley.webagent.live.LiveView.Next;
import java.time.Duration;
import java.time.InstantSource;

/** Writes what one viewer sees, as fast as they read it. */
final class ShowLive {
  /** Something is sent at least so often, so that both sides know that the other is there. */
  static final Duration BEAT = Duration.ofSeconds(5);

  private static final Duration RENEW = Duration.ofMinutes(1);
  private static final byte[] NO_BODY = new byte[0];

  /** Whoever reads nothing for so long is gone. */
  private static final Duration UNREAD = Duration.ofSeconds(60);

  private final LiveTokens tokens;
  private final InstantSource clock;
  private final LivePass pass;
  private final LiveView view;

  ShowLive(LiveTokens tokens, InstantSource clock, LivePass pass, LiveView view) {
    this.tokens = tokens;
    this.clock = clock;
    this.pass = pass;
    this.view = view;
  }

  void write(Output output) throws InterruptedException {
    send(output, HelloLiveMessage.of(pass, tokens.renew(pass)), NO_BODY);
    var renewed = clock.instant();
    while (clock.instant().isBefore(pass.endsAt())) {
      if (!clock.instant().isBefore(renewed.plus(RENEW))) {
        renewed = clock.instant();
        send(output, new TokenLiveMessage(tokens.renew(pass).token()), NO_BODY);
      }
      switch (view.next(BEAT)) {
        case Next.Told(var state) -> send(output, StateLiveMessage.of(state), NO_BODY);
        case Next.Seen(var frame) -> {
          var picture = frame.picture();
          var header =
              new FrameLiveMessage(
                  frame.no(),
                  view.missed(),
                  picture.mediaType(),
                  picture.width(),
                  picture.height());
          send(output, header, picture.bytes());
        }
        case Next.Silence _ -> send(output, new BeatLiveMessage(), NO_BODY);
        case Next.Over(var why) -> {
          send(output, EndLiveMessage.of(why), NO_BODY);
          return;
        }
      }
    }
    send(output, new EndLiveMessage("expired"), NO_BODY);
  }

  private static void send(Output output, LiveMessage header, byte[] body) {
    output.write(header.with(body), UNREAD);
  }
}
