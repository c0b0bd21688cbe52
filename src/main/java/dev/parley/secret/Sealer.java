package dev.parley.secret;

/** Encrypts what must be kept but read by nobody but its owner. */
public interface Sealer {
  byte[] seal(byte[] plain, String owner);

  /**
   * Undoes {@link #seal}.
   *
   * @throws SealBroken when it was sealed for another owner, with another key, or was changed
   */
  byte[] open(byte[] sealed, String owner);
}
