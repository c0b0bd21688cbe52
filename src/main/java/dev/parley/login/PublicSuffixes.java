package dev.parley.login;

import java.util.Optional;

/** Knows which part of a host name one party has registered (publicsuffix.org). */
@FunctionalInterface
public interface PublicSuffixes {
  /**
   * The registered domain of a host, such as {@code shop.co.uk} of {@code www.shop.co.uk}.
   *
   * @param host a name in lower case and ASCII; no address
   * @return empty for what many share, such as {@code co.uk}, {@code github.io} or {@code
   *     localhost}
   */
  Optional<String> registered(String host);
}
