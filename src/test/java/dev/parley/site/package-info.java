/**
 * The site that browsers are tried on: one page for every way in which pages make tools fail.
 *
 * <p>Pages are files beside this package's resources; in them {@code {{own}}} and {@code {{other}}}
 * are the two origins of the site (one on 127.0.0.1, one on localhost) and {@code {{canary}}} the
 * port nobody may reach. A page says what really happened by {@code tell('…')} of {@code /site.js};
 * {@code GET /truth/<page>} answers {@code {"told": […], "hits": n}}.
 */
@NullMarked
package dev.parley.site;

import org.jspecify.annotations.NullMarked;
