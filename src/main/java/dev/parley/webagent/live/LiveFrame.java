package dev.parley.webagent.live;

import dev.parley.browser.Picture;

/** A picture of the current tab; numbers count all there were, those a viewer missed too. */
public record LiveFrame(long no, Picture picture) {}
