package dev.parley.identity;

/** How a client may come by a token. */
public enum GrantType {
  CLIENT_CREDENTIALS,
  AUTHORIZATION_CODE,
  REFRESH_TOKEN
}
