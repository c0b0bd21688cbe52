/**
 * Key material: the server key, what is derived from it, and password hashing.
 *
 * <pre>
 * PARLEY_SECRET_KEY or &lt;data&gt;/secret.key    32 bytes
 *    └ HKDF-SHA256, one label each
 *        ├ "hash"          HMAC-SHA-256 of tokens, API keys and client secrets
 *        ├ "seal"          AES-256-GCM, the owner as associated data
 *        ├ "sign/&lt;use&gt;"    HMAC-SHA-256 of page tokens, URLs, …
 *        └ "fingerprint"   kept in the database to notice a wrong key at start
 * </pre>
 *
 * <p>Also the two 0600 files of the data directory, {@code secret.key} and the command line's
 * {@code cli.token} (design §4, §8). Not here: who owns a secret, and rows.
 */
@NullMarked
@Room(
    imports = {"id", "identity", "secret"},
    libraries = {"com.google.crypto.tink", "com.password4j"})
package dev.parley.vault;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
