package dev.parley.browser;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a session is to be like.
 *
 * @param isolated whether it gets a browser process of its own
 * @param restore cookies, storage and tabs to begin with
 */
public record SessionSpec(
    Viewport viewport,
    Locale locale,
    ZoneId timezone,
    @Nullable String userAgent,
    Policy policy,
    boolean isolated,
    long mostDownloadBytes,
    @Nullable Checkpoint restore) {

  /** The same under another policy. */
  public SessionSpec under(Policy other) {
    return new SessionSpec(
        viewport, locale, timezone, userAgent, other, isolated, mostDownloadBytes, restore);
  }

  /** The page area in CSS pixels. */
  public record Viewport(int width, int height) {
    public Viewport {
      if (width < 200 || height < 200 || width > 4096 || height > 4096) {
        throw new IllegalArgumentException("a viewport is 200 to 4096 pixels wide and high");
      }
    }
  }

  /**
   * Which hosts may be reached.
   *
   * @param allow host patterns such as {@code *.example.com}; empty allows all public hosts
   * @param deny host patterns refused whatever is allowed
   * @param allowPrivate {@code host:port} of private addresses that may be reached all the same
   * @param upstream proxy all traffic goes through, {@code http://user:password@host:port}
   */
  public record Policy(
      Set<String> allow, Set<String> deny, Set<String> allowPrivate, @Nullable String upstream) {
    public static final Policy PUBLIC = new Policy(Set.of(), Set.of(), Set.of(), null);

    public Policy {
      allow = Set.copyOf(allow);
      deny = Set.copyOf(deny);
      allowPrivate = Set.copyOf(allowPrivate);
    }

    /**
     * The same with fewer hosts allowed: a wish may narrow a policy, not widen it.
     *
     * @return empty if it allows none of the hosts wished for
     */
    public Optional<Policy> narrowedTo(Collection<String> hosts) {
      var both =
          hosts.stream()
              .filter(host ->
                  allow.isEmpty() || allow.stream().anyMatch(pattern -> covers(pattern, host)))
              .collect(Collectors.toUnmodifiableSet());
      if (both.isEmpty()) {
        return hosts.isEmpty() ? Optional.of(this) : Optional.empty();
      }
      return Optional.of(new Policy(both, deny, allowPrivate, upstream));
    }

    private static boolean covers(String pattern, String host) {
      return pattern.equalsIgnoreCase(host)
          || (pattern.startsWith("*.")
              && host.toLowerCase(Locale.ROOT)
                  .endsWith(pattern.substring(1).toLowerCase(Locale.ROOT)));
    }

    /** Without the upstream's password. */
    @Override
    public String toString() {
      return "Policy[allow=" + allow + ", deny=" + deny + ", allowPrivate=" + allowPrivate + "]";
    }
  }
}
