package dev.parley.provider.openai;

import dev.parley.model.Passthrough.Ask;
import dev.parley.model.Passthrough.Own;
import dev.parley.provider.openai.Outside.Found;
import dev.parley.provider.wire.Connection;
import dev.parley.provider.wire.Origin;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.TreeSet;

/** Where a request goes and by whose key, if it may go anywhere. */
sealed interface Way {
  /**
   * To this provider.
   *
   * @param names where its host is
   * @param ours whether the key is the server's
   */
  record To(URI baseUrl, String key, Connection.Names names, boolean ours) implements Way {
    /** Without the key. */
    @Override
    public String toString() {
      return "To[" + baseUrl + "]";
    }
  }

  /** Nowhere: there is no key. */
  record WithoutKey() implements Way {}

  /** Nowhere: the caller may not have it so. */
  record Refused(String why) implements Way {}

  /** Nowhere: the host is not there. */
  record Unknown() implements Way {}

  /**
   * The server's key goes to the server's own provider alone, and for models it is meant for; a
   * provider that the caller chose gets the caller's key.
   */
  static Way of(Ask ask, ChatProxySettings settings, Outside outside) {
    var own = ask.own();
    return own == null ? byOurKey(ask, settings) : byOwnKey(own, settings, outside);
  }

  private static Way byOurKey(Ask ask, ChatProxySettings settings) {
    var key = settings.key();
    if (key == null) {
      return new WithoutKey();
    }
    if (!settings.models().contains(ask.model())) {
      return new Refused(
          (settings.models().isEmpty()
                  ? "This server's key is for no model."
                  : "This server's key is for " + new TreeSet<>(settings.models()) + " alone.")
              + " Send a key of your own in x-openai-api-key.");
    }
    return new To(settings.baseUrl(), key, usual(settings.baseUrl()), true);
  }

  private static Way byOwnKey(Own own, ChatProxySettings settings, Outside outside) {
    var chosen = own.baseUrl();
    if (chosen == null || bare(chosen).equals(bare(settings.baseUrl()))) {
      return new To(settings.baseUrl(), own.key(), usual(settings.baseUrl()), false);
    }
    var origin = Origin.of(chosen);
    return switch (outside.find(origin.host(), origin.port(), origin.secure())) {
      case Found.At(var addresses) -> new To(chosen, own.key(), () -> addresses, false);
      case Found.Refused(var why) -> new Refused(why);
      case Found.Unknown() -> new Unknown();
    };
  }

  /** Whoever set the server up knows where that is. */
  private static Connection.Names usual(URI baseUrl) {
    var host = Origin.of(baseUrl).host();
    return () -> List.of(InetAddress.getAllByName(host));
  }

  private static String bare(URI url) {
    return url.toString().replaceAll("/+$", "");
  }
}
