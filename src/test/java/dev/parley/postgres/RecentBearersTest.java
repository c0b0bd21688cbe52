package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import dev.parley.identity.Bearer;
import dev.parley.identity.Bearers;
import dev.parley.identity.Caller;
import dev.parley.identity.SecretHash;
import dev.parley.identity.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecentBearersTest {
  private static final SecretHash HASH = new SecretHash("h");
  private static final Bearer BEARER =
      new Bearer(
          new User(UserId.random(), Caller.Kind.PERSON, "ann", null, false, Instant.EPOCH, null),
          ClientId.USER_TOKENS,
          null,
          null,
          null);

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<Optional<Bearer>> stored =
      new AtomicReference<>(Optional.of(BEARER));
  private final RecentBearers recent =
      new RecentBearers(
          _ -> {
            asked.incrementAndGet();
            return stored.get();
          },
          nanos::get);

  @Test
  void remembersForFiveSeconds() {
    recent.find(HASH);
    nanos.addAndGet(Duration.ofMillis(4900).toNanos());
    assertThat(recent.find(HASH)).contains(BEARER);
    assertThat(asked).hasValue(1);
    nanos.addAndGet(Duration.ofMillis(200).toNanos());
    recent.find(HASH);
    assertThat(asked).hasValue(2);
  }

  @Test
  void forgetsAtOnce() {
    recent.find(HASH);
    stored.set(Optional.empty());
    recent.forget(HASH);
    assertThat(recent.find(HASH)).isEmpty();
    stored.set(Optional.of(BEARER));
    recent.find(HASH);
    stored.set(Optional.empty());
    recent.forgetAll();
    assertThat(recent.find(HASH)).isEmpty();
  }

  @Test
  void doesNotRememberWhatIsUnknown() {
    stored.set(Optional.empty());
    recent.find(HASH);
    stored.set(Optional.of(BEARER));
    assertThat(recent.find(HASH)).contains(BEARER);
  }

  @Test
  void doesNotRememberWhatWasReadBeforeItWasForgotten() {
    var self = new AtomicReference<RecentBearers>();
    Bearers revokedMeanwhile =
        hash -> {
          asked.incrementAndGet();
          self.get().forget(hash);
          return Optional.of(BEARER);
        };
    self.set(new RecentBearers(revokedMeanwhile));
    self.get().find(HASH);
    self.get().find(HASH);
    assertThat(asked).hasValue(2);
  }
}
