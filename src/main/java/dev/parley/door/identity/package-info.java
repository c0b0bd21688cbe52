/**
 * Where clients get their tokens and give them back: OAuth 2 as contract aip-agents §1.3 has it.
 *
 * <pre>
 * GET  /multipass/api/oauth2/authorize      page: sign in, then consent; or why not
 * POST /multipass/sign-in                   form → cookie, back to authorize
 * GET  /multipass/elsewhere/{provider}      → an OpenID provider's own page
 * GET  /multipass/back/{provider}           from there: cookie, back to authorize; or why not
 * POST /multipass/consent                   form → the client's redirect_uri with code or error
 * POST /multipass/api/oauth2/token          form → 200 JSON, or {error, error_description}
 * POST /multipass/api/oauth2/revoke_token   form → 200 empty, or {error, error_description}
 * </pre>
 *
 * <p>This room speaks RFC 6749 and 7009: forms, both ways of a client to prove who it is, the error
 * values. Not here: who may have which token (the identity room decides), and the error envelope of
 * other doors, which is never sent from here.
 */
@NullMarked
@Room(imports = {"http", "id", "identity", "json", "problem", "secret"})
package dev.parley.door.identity;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
