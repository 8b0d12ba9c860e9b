/// Decorators that make a store endure: retries within a budget, a rate that adapts, recognition of
/// a closed account.
@NullMarked
package dev.migrator.store.resilient;

import org.jspecify.annotations.NullMarked;
