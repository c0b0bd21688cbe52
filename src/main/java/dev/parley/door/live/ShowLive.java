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
    output.write(HelloLiveMessage.of(pass, tokens.renew(pass)).with(NO_BODY));
    var renewed = clock.instant();
    while (clock.instant().isBefore(pass.endsAt())) {
      if (!clock.instant().isBefore(renewed.plus(RENEW))) {
        renewed = clock.instant();
        output.write(new TokenLiveMessage(tokens.renew(pass).token()).with(NO_BODY));
      }
      switch (view.next(BEAT)) {
        case Next.Told(var state) -> output.write(StateLiveMessage.of(state).with(NO_BODY));
        case Next.Seen(var frame) -> {
          var picture = frame.picture();
          output.write(
              new FrameLiveMessage(
                      frame.no(),
                      view.missed(),
                      picture.mediaType(),
                      picture.width(),
                      picture.height())
                  .with(picture.bytes()));
        }
        case Next.Silence _ -> output.write(new BeatLiveMessage().with(NO_BODY));
        case Next.Over(var why) -> {
          output.write(EndLiveMessage.of(why).with(NO_BODY));
          return;
        }
      }
    }
    output.write(new EndLiveMessage("expired").with(NO_BODY));
  }
}
