package dev.parley.tool.browser;

import dev.parley.browser.Browsers;
import dev.parley.file.Files;
import dev.parley.file.Screenshots;
import dev.parley.login.KeepLogins;
import dev.parley.secret.Sealer;
import java.time.InstantSource;

/** What browsing needs of others. */
public record Parts(
    Browsers browsers,
    Checkpoints checkpoints,
    Sealer sealer,
    Files files,
    Screenshots screenshots,
    FileText texts,
    KeepLogins logins,
    InstantSource clock) {}
