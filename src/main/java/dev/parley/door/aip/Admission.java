package dev.parley.door.aip;

import dev.parley.http.ConcurrencyLimit;
import dev.parley.http.RateLimit;
import dev.parley.http.Request;
import dev.parley.identity.Caller;
import java.time.InstantSource;

/** Lets callers in as far as their limits allow. */
final class Admission {
  private final CallerLimits limits;
  private final RateLimit rate;
  private final ConcurrencyLimit concurrency = new ConcurrencyLimit();

  Admission(CallerLimits limits, InstantSource clock) {
    this.limits = limits;
    this.rate = new RateLimit(clock, limits.requestsPerMinute());
  }

  /** Counts the request until its answer has ended. */
  void admit(Caller caller, Request request) {
    var key = caller.user().toString();
    int most =
        switch (caller.kind()) {
          case PERSON -> {
            rate.count(key).require();
            yield limits.concurrentOfPerson();
          }
          case SERVICE -> limits.concurrentOfService();
        };
    request.onEnd(concurrency.acquire(key, most)::release);
  }
}
