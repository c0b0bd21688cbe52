package dev.parley.provider;

import dev.parley.model.ModelProvider;
import java.net.URI;
import java.util.List;

/** How one provider writes its replies. */
public interface ProviderWire {
  String KEY = "sk-very-secret";

  /** A model of the provider at this address, with {@link #KEY}. */
  ModelProvider model(URI server);

  /** The name of the golden file with the request this provider is sent. */
  String golden();

  /** The content type of its streams. */
  default String contentType() {
    return "text/event-stream";
  }

  /** One event with a piece of text, as it stands on the wire. */
  String text(String piece);

  /**
   * Events with two calls in one reply: Weather of {@code {"city":"Oslo"}} and Weather of {@code
   * {"city":"Bergen"}}, their arguments in several pieces, under these ids where the provider has
   * ids.
   */
  List<String> calls(String firstId, String secondId);

  /** What is reported of a call; all that was read counts as input, also from the cache. */
  String usage(int input, int cached, int output);

  String end();

  /** Whether nothing after {@link #end} belongs to the reply. */
  default boolean endsAtItsMarker() {
    return true;
  }

  /** The end of a reply that the provider's rules forbid. */
  String withheld();

  /** The end of a reply that became too long. */
  String tooLong();

  /** An event that tells of an error of the provider in the middle of a reply. */
  String error();

  /** An event of a kind nobody has heard of. */
  String unknown();

  /** An event that is not whole. */
  String malformed();

  /** An event that is JSON, but not what was agreed. */
  String misshapen();

  /** The body of a 400 for a prompt that is too large. */
  String promptTooLarge();
}
