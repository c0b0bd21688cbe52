package dev.parley.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.secret.Signer;
import java.nio.ByteBuffer;

/** Signs the indexes of one archive, each for its place. */
record Seal(Signer signer, String archive) {
  byte[] of(int number, byte[] json) {
    var place = (archive + "\n" + number + "\n").getBytes(UTF_8);
    return signer.sign(
        ByteBuffer.allocate(place.length + json.length).put(place).put(json).array());
  }
}
