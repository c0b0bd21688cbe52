/**
 * The demo shop: a small site to try the web agent on, served by Parley itself.
 *
 * <pre>
 * GET  /demo/                          search, aisles, popular parts
 * GET  /demo/search?q=&amp;aisle=&amp;sort=    what was found, with prices
 * GET  /demo/parts/{id}                one part
 * GET  /demo/basket     POST           what is in it; {part, quantity}, 0 takes it out
 * GET  /demo/order      POST           a form with fields of every kind
 * GET  /demo/orders/{number}           the confirmation
 * GET  /demo/login      POST           the account shown on the page
 * POST /demo/logout
 * GET  /demo/account                   orders of whoever is logged in
 * </pre>
 *
 * <p>Plain pages that work without script and need no credentials. All links are relative, so that
 * they hold under a base path. Nothing is sold and nothing is stored: baskets and orders are kept
 * in memory, a bounded number of them for a bounded time, and go with the server.
 *
 * <p>Forms need no token: the visit's cookie is {@code SameSite=Lax}, so no other site can post
 * with it, and a post that a browser says another site has sent is refused.
 */
@NullMarked
@Room(imports = {"http", "problem"})
package dev.parley.door.demo;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
