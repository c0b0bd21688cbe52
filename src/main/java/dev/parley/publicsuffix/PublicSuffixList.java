package dev.parley.publicsuffix;

import crawlercommons.domains.EffectiveTldFinder;
import dev.parley.login.PublicSuffixes;
import java.util.Optional;

/** The list of publicsuffix.org, private registrations such as {@code github.io} included. */
public final class PublicSuffixList implements PublicSuffixes {
  @Override
  public Optional<String> registered(String host) {
    if (EffectiveTldFinder.getEffectiveTLD(host, false) != null) {
      return Optional.ofNullable(EffectiveTldFinder.getAssignedDomain(host, true, false));
    }
    // the rule "*": an unknown end is one label long
    int last = host.lastIndexOf('.');
    return last < 0
        ? Optional.empty()
        : Optional.of(host.substring(host.lastIndexOf('.', last - 1) + 1));
  }
}
