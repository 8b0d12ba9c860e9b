/// An account of AWS, or of a host that speaks its protocols, as a store to read from: its objects
/// are what lies around the data, as the services' APIs tell it.
@NullMarked
package dev.migrator.store.account;

import org.jspecify.annotations.NullMarked;
