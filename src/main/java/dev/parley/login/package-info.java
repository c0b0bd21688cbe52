/**
 * Logins of users at sites: the cookies of one origin, kept sealed and handed to their browsers.
 *
 * <p>What comes in is what a browser's extension reads ({@code chrome.cookies}). A cookie belongs
 * to the origin it is saved for, or to a parent domain that one party has registered; all others
 * are refused, and so is what no browser would take.
 *
 * <pre>
 * url     → Origin                     https://shop.example, one login of a user for each
 * cookies → KeepLogins → LoginIndex    sealed for owner and origin
 * browser ← KeepLogins.usable          of all origins, without those that have expired
 * </pre>
 *
 * <p>Not here: rows (an adapter of {@link dev.parley.login.LoginIndex}), the list of public
 * suffixes (one of {@link dev.parley.login.PublicSuffixes}), how a browser takes cookies.
 */
@NullMarked
@Room(imports = {"id", "json", "problem", "secret"})
package dev.parley.login;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
