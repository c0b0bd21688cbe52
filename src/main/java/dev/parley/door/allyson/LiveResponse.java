package dev.parley.door.allyson;

/** What a session is watched by; prints without the token. */
record LiveResponse(String token, String url, String scope, String expiresAt) {
  @Override
  public String toString() {
    return "LiveResponse[" + scope + "]";
  }
}
