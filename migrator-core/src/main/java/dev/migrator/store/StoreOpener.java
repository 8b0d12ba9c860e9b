package dev.migrator.store;

/// Opens stores by their address. The caller closes what it gets.
public interface StoreOpener {

  ObjectSource openSource(StoreAddress address);

  ObjectTarget openTarget(StoreAddress address);
}
