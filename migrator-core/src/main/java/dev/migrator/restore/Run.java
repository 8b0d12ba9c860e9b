package dev.migrator.restore;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit;
import dev.migrator.engine.Progress;
import dev.migrator.restore.RestoreRequest.Nonempty;

/// What all sources of one restore share.
record Run(
    Bundle bundle,
    Commit commit,
    KeyPatterns only,
    Nonempty nonempty,
    int workers,
    Progress progress,
    Halt halt) {}
