package dev.parley.provider;

import dev.parley.model.ModelProvider;
import java.net.URI;
import java.util.List;

/** How one provider writes its replies. */
public interface ProviderWire {
  String KEY = "sk-very-secret";

  /** A model of the provider at this address, with {@link #KEY}. */
  ModelProvider model(URI server);

  /** One event with a piece of text, as it stands on the wire. */
  String text(String piece);

  /**
   * Events with two calls in one reply: Weather of {@code {"city":"Oslo"}} and Weather of {@code
   * {"city":"Bergen"}}, their arguments in several pieces, under these ids where the provider has
   * ids.
   */
  List<String> calls(String firstId, String secondId);

  String usage(int input, int output);

  String end();

  /** An event that tells of an error of the provider in the middle of a reply. */
  String error();

  /** An event that is not whole. */
  String malformed();

  /** The body of a 400 for a prompt that is too large. */
  String promptTooLarge();
}
