/// What the adapters of AWS's services share. Only they use it.
@org.jspecify.annotations.NullMarked
package dev.migrator.aws;
