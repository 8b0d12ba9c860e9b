package dev.migrator.database.redis;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.model.Rights;
import java.util.List;

/// What a user may do to read all keys, and change nothing (Redis, "ACL").
public final class RedisRights {
  private RedisRights() {}

  public static Rights toRead(RedisAddress address) {
    return address.user().isEmpty()
        ? new Rights.OfUser("the server's default user, as it is, may do all unless it was limited")
        : new Rights.ByCommands(
            "redis-cli",
            List.of(
                "ACL SETUSER %s on ~* resetchannels -@all +@read +@connection +info +time +scan +psync +replconf"
                        .formatted(address.user())
                    + " +config|get +acl|list +function|list +memory|usage +command +cluster|info"));
  }
}
